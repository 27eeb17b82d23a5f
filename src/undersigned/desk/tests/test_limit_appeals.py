"""Appeals against limits at the desk: listed, taken, answered by somebody else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import acting, grant
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.answer_restriction import claim_restriction_appeal
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.restrict import restrict
from undersigned.kernel.clock import now
from undersigned.moderation.models import RestrictionAppeal
from undersigned.people.models import Person, Restriction


@pytest.fixture
def asked(ada: Person, mona: Person, news: Community) -> UUID:
    made = restrict(acting(mona), ada.id, news.id, kind="ban", reason="Four insults in one evening.")
    return appeal_restriction(acting(ada), made, "It was my brother.")


def answer(browser: Client, appeal_id: UUID, outcome: str, note: str = "You are right.") -> Any:
    return browser.post(reverse("desk:limit-answer", args=[appeal_id]), {"outcome": outcome, "note": note})


def test_the_queue_leads_to_them_and_the_list_says_what_and_until_when(
    asked: UUID, marc: Person, sign_in: SignIn
) -> None:
    browser = sign_in(marc)
    assert 'Appeals against limits <span class="tally">1<' in text_of(browser.get("/desk/"))
    listed = text_of(browser.get("/desk/appeals/"))
    for words in ("Banned", "It was my brother.", "Ada Okafor", "News", "due in 13 days"):
        assert words in listed
    with time_machine.travel(now() + timedelta(days=15)):
        assert "overdue since" in text_of(sign_in(marc).get("/desk/appeals/"))


def test_the_list_costs_the_same_however_long_it_is(
    asked: UUID,
    ivo: Person,
    mona: Person,
    marc: Person,
    news: Community,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = sign_in(marc)
    with django_assert_num_queries(7):
        browser.get("/desk/appeals/")
    made = restrict(acting(mona), ivo.id, news.id, kind="warn", reason="Not so loud.")
    appeal_restriction(acting(ivo), made, "I whispered.")
    with django_assert_num_queries(7):
        browser.get("/desk/appeals/")


def test_it_is_taken_and_answered_with_reasons(asked: UUID, marc: Person, sign_in: SignIn) -> None:
    browser = sign_in(marc)
    taken = browser.post(reverse("desk:limit-take", args=[asked]))
    assert taken.status_code == 302
    page = text_of(browser.get(f"/desk/appeals/{asked}/"))
    for words in ("Yours until", "Four insults in one evening.", "by Mona Haddad", "Overturn: lift it"):
        assert words in page
    for wrong in (answer(browser, asked, ""), answer(browser, asked, "upheld", " ")):
        assert wrong.status_code == 422
    assert answer(browser, asked, "overturned").status_code == 302
    assert "It is lifted, and the person was told." in text_of(browser.get("/desk/appeals/"))
    assert Restriction.objects.get().lifted_at is not None
    assert answer(browser, asked, "overturned").status_code == 302  # sent twice
    assert "Answered: the limit was lifted" in text_of(browser.get(f"/desk/appeals/{asked}/"))


def test_whoever_restricted_is_told_that_someone_else_answers(
    asked: UUID, mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    assert "Someone else has to answer this" in text_of(browser.get(f"/desk/appeals/{asked}/"))
    assert answer(browser, asked, "overturned").status_code == 403


def test_taken_or_answered_by_somebody_else_it_says_so_and_keeps_the_words(
    asked: UUID, marc: Person, edith: Person, sign_in: SignIn
) -> None:
    claim_restriction_appeal(acting(edith), asked)
    browser = sign_in(marc)
    assert "Edith Park is on it" in text_of(browser.get(f"/desk/appeals/{asked}/"))
    overtaken = answer(browser, asked, "overturned", "My words.")
    assert overtaken.status_code == 409
    assert "Edith Park took it before you" in text_of(overtaken)
    assert browser.post(reverse("desk:limit-take", args=[asked])).status_code == 409
    assert answer(sign_in(edith), asked, "upheld", "It stands.").status_code == 302
    late = answer(browser, asked, "overturned", "My words.")
    assert late.status_code == 409
    assert "My words." in text_of(late)
    assert RestrictionAppeal.objects.get().outcome == "upheld"


def test_it_is_given_back(asked: UUID, marc: Person, sign_in: SignIn) -> None:
    browser = sign_in(marc)
    browser.post(reverse("desk:limit-take", args=[asked]))
    browser.post(reverse("desk:limit-give-back", args=[asked]))
    assert RestrictionAppeal.objects.get().claimed_by is None


def test_one_community_s_moderators_see_their_own_only(
    asked: UUID, ivo: Person, kids: Community, sign_in: SignIn
) -> None:
    grant(ivo, "moderator", kids)
    browser = sign_in(ivo)
    assert "Nobody appeals against a limit" in text_of(browser.get("/desk/appeals/"))
    assert browser.get(f"/desk/appeals/{asked}/").status_code == 403
