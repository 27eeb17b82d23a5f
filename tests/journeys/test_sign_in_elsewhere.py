"""Signed in on a page of a newsroom's own site: as an author, and no longer than here."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.cast import acting, grant
from undersigned.communities.errors import OriginNotAllowed
from undersigned.communities.models import Community
from undersigned.journeys.set_origins import set_origins
from undersigned.journeys.sign_in_elsewhere import (
    keep_signed_in,
    leave_elsewhere,
    resume_own_session,
    resume_sign_in,
    sign_in_elsewhere,
)
from undersigned.kernel import clock
from undersigned.kernel.actor import COMMAND, Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.people.elsewhere import person_of
from undersigned.people.models import Person
from undersigned.people.tokens import issue_token, person_for_token

PAPER, BLOG = "https://paper.example", "https://blog.paper.example"


@pytest.fixture(autouse=True)
def listed(news: Community) -> None:
    set_origins(COMMAND, news.id, add=[PAPER, BLOG])


@pytest.fixture
def here(client: Client, ada: Person) -> str:
    """Ada's session on this site."""
    client.force_login(ada)
    return str(client.session.session_key)


@pytest.fixture
def token(here: str, ada: Person, news: Community) -> str:
    return sign_in_elsewhere(acting(ada), here, news.id, PAPER)


def test_the_token_acts_as_the_person_and_the_ledger_knows(token: str, ada: Person) -> None:
    assert person_of(token) == ada.id
    assert Entry.objects.get(act="person:signed-in-elsewhere").subject_id == ada.id


def test_it_is_for_origins_on_the_list_of_the_community(
    here: str, ada: Person, nouvelles: Community, news: Community
) -> None:
    with pytest.raises(OriginNotAllowed):
        sign_in_elsewhere(acting(ada), here, nouvelles.id, PAPER)
    with pytest.raises(NotSignedIn):
        sign_in_elsewhere(Actor("visitor"), here, news.id, PAPER)


def test_no_other_door_finds_anybody_in_it(token: str, here: str) -> None:
    kept = keep_signed_in(token, PAPER)
    for key in (token, kept):
        assert person_for_token(key) is None
        thief = Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
        assert thief.get("/account/").status_code == 401
        app = Client(headers={"X-Session-Token": key})
        assert app.get("/_allauth/app/v1/auth/session").status_code == 401
    assert person_of(kept) is None
    assert person_of(here) is None


def test_a_kept_sign_in_is_resumed_and_its_key_replaced(token: str, ada: Person) -> None:
    kept = keep_signed_in(token, PAPER)
    resumed = resume_sign_in(kept, PAPER)
    assert person_of(resumed.token) == ada.id
    assert resumed.kept not in (None, kept)
    assert person_of(token) == ada.id


def test_a_second_tab_with_the_key_just_replaced_is_resumed_for_a_minute_only(token: str) -> None:
    kept = keep_signed_in(token, PAPER)
    resume_sign_in(kept, PAPER)
    assert resume_sign_in(kept, PAPER).kept is None
    with time_machine.travel(clock.now() + timedelta(seconds=61)), pytest.raises(NotSignedIn):
        resume_sign_in(kept, PAPER)


def test_what_one_origin_keeps_no_other_resumes_or_keeps(token: str) -> None:
    kept = keep_signed_in(token, PAPER)
    with pytest.raises(NotSignedIn):
        resume_sign_in(kept, BLOG)
    with pytest.raises(NotSignedIn):
        keep_signed_in(token, BLOG)
    for key in (kept, "unknown", ""):
        with pytest.raises(NotSignedIn):
            keep_signed_in(key, PAPER)
    with pytest.raises(NotSignedIn):
        resume_sign_in(token, PAPER)


@pytest.mark.parametrize("by", ["token", "key"])
def test_leaving_ends_every_token_and_key_of_that_sign_in(
    token: str, here: str, ada: Person, news: Community, by: str
) -> None:
    kept = keep_signed_in(token, PAPER)
    resumed = resume_sign_in(kept, PAPER)
    other = sign_in_elsewhere(acting(ada), here, news.id, BLOG)
    leave_elsewhere(resumed.token if by == "token" else str(resumed.kept))
    assert [person_of(each) for each in (token, resumed.token)] == [None, None]
    for key in (kept, str(resumed.kept)):
        with pytest.raises(NotSignedIn):
            resume_sign_in(key, PAPER)
    assert person_of(other) == ada.id
    leave_elsewhere(token, "unknown")


def test_signing_out_here_signs_out_there(token: str, client: Client) -> None:
    kept = keep_signed_in(token, PAPER)
    client.post("/account/logout/")
    assert person_of(token) is None
    with pytest.raises(NotSignedIn):
        resume_sign_in(kept, PAPER)


def test_a_new_password_signs_out_everywhere(token: str, ada: Person, client: Client) -> None:
    kept = keep_signed_in(token, PAPER)
    ada.set_password("the ferry leaves at six")
    ada.save()
    assert person_of(token) is None
    with pytest.raises(NotSignedIn):
        resume_sign_in(kept, PAPER)
    assert client.get("/account/").status_code == 401


def test_a_closed_account_is_signed_in_nowhere(token: str, ada: Person) -> None:
    Person.objects.filter(id=ada.id).update(is_active=False)
    assert person_of(token) is None


def test_a_token_grows_old_within_a_day_and_a_sign_in_within_two_weeks(token: str, ada: Person) -> None:
    kept = keep_signed_in(token, PAPER)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert person_of(token) is None
        resumed = resume_sign_in(kept, PAPER)
        assert person_of(resumed.token) == ada.id
    with time_machine.travel(clock.now() + timedelta(days=15)), pytest.raises(NotSignedIn):
        resume_sign_in(str(resumed.kept), PAPER)


def test_the_token_of_a_newsrooms_word_is_kept_and_left_like_any(ada: Person, news: Community) -> None:
    vouched = issue_token(ada.id)
    resumed = resume_sign_in(keep_signed_in(vouched, PAPER), PAPER)
    assert person_of(resumed.token) == ada.id
    grant(ada, "moderator", news)
    assert person_of(resumed.token) is None


def test_leaving_with_a_whole_session_token_ends_it(ada: Person) -> None:
    vouched = issue_token(ada.id)
    resumed = resume_sign_in(keep_signed_in(vouched, PAPER), PAPER)
    leave_elsewhere(vouched)
    assert person_of(resumed.token) is None
    assert person_for_token(vouched) is None


def test_script_of_this_site_gets_a_token_that_ends_with_the_session(
    here: str, ada: Person, client: Client
) -> None:
    token = resume_own_session(here, settings.BASE_URL)
    assert person_of(token) == ada.id
    leave_elsewhere(token)
    assert person_of(token) is None
    assert client.get("/account/").status_code == 200
    token = resume_own_session(here, settings.BASE_URL)
    client.post("/account/logout/")
    assert person_of(token) is None
