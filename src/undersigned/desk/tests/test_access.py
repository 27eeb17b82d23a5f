from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests import cast
from tests.cast import story
from tests.journeys.acts import HELD, open_case, post
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn
from undersigned.desk.urls import urlpatterns
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.restrict import restrict
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.moderation.models import Decision, SecondLook, Selection
from undersigned.people.models import Name, Person


@pytest.fixture
def addresses(news: Community, ada: Person) -> dict[str, str]:
    """Every page of the desk, one of a kind."""
    here = story(news)
    posted, published = post(ada, here, HELD), post(ada, here)
    case_id = open_case(posted.comment_id).id
    name_id = Name.objects.get(person=ada).id
    warned = restrict(COMMAND, ada.id, news.id, kind="warn", reason="Not so loud.")
    appeal_id = appeal_restriction(cast.acting(ada), warned, "I whispered.")
    of_comment = {"comment_id": posted.comment_id}
    decision = Decision.objects.get(comment_id=published.comment_id)
    told: dict[str, Any] = {"verdict": "publish", "items": [], "by": ada, "at": now()}
    selection = Selection.objects.create(community=news, **told)
    drawn: dict[str, Any] = {"decision": decision, "community": news, "drawn_at": now()}
    of_story = {"community": "news", "key": "a-story"}
    given: dict[str, Mapping[str, object]] = {
        "queue": {},
        "next": {},
        "case": {"case_id": case_id},
        "ahead": {"case_id": case_id},
        "take": {"case_id": case_id},
        "give-back": {"case_id": case_id},
        "decide": {"case_id": case_id},
        "stories": {},
        "story": of_story,
        "close": of_story,
        "reopen": of_story,
        "opening": of_story,
        "legal": of_story,
        "sample": {},
        "together": {},
        "selection": {"selection_id": selection.id},
        "agree": {"selection_id": selection.id},
        "look": {"look_id": SecondLook.objects.create(**drawn).id},
        "lift-legal": of_story | {"restriction_id": case_id},
        "evidence": of_story | {"restriction_id": case_id},
        "limit-appeals": {},
        "limit-appeal": {"appeal_id": appeal_id},
        "limit-take": {"appeal_id": appeal_id},
        "limit-give-back": {"appeal_id": appeal_id},
        "limit-answer": {"appeal_id": appeal_id},
        "names": {},
        "name": {"name_id": name_id},
        "comment": of_comment,
        "call-in": of_comment,
        "pick": of_comment,
        "reprint": of_comment,
        "consent": of_comment,
        "controls": {},
        "triage": {},
        "notes": {},
        "drop-note": {"note_id": case_id},
        "reprints": {},
        "retention": {},
        "scales": {},
        "learning": {},
        "figures": {},
        "figures-table": {"table": "volume"},
        "statements": {},
        "person": {"person_id": ada.id},
        "restrict": {"person_id": ada.id},
        "lift": {"person_id": ada.id, "restriction_id": case_id},
    }
    return {name: reverse(f"desk:{name}", kwargs=dict(kwargs)) for name, kwargs in given.items()}


PAGES = (
    *("queue", "case", "ahead", "stories", "story", "legal", "names", "controls", "notes", "comment"),
    *("reprints", "person", "retention", "sample", "selection", "limit-appeals", "limit-appeal", "figures"),
    *("figures-table", "statements", "scales", "triage", "learning"),
)
ACTS = {
    *("next", "take", "give-back", "decide", "close", "reopen", "opening", "name", "call-in", "pick"),
    *("reprint", "consent", "restrict", "lift", "drop-note", "lift-legal", "evidence", "look"),
    *("limit-take", "limit-give-back", "limit-answer", "together", "agree"),
}


def test_every_address_is_told_of_here(addresses: dict[str, str]) -> None:
    named = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert named == addresses.keys() == {*PAGES, *ACTS}


@pytest.mark.parametrize("page", PAGES)
def test_who_is_signed_out_is_led_to_sign_in_and_back(
    page: str, addresses: dict[str, str], client: Client
) -> None:
    response = client.get(addresses[page])
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={addresses[page]}"


def test_what_is_sent_while_signed_out_is_refused(addresses: dict[str, str], client: Client) -> None:
    assert {client.post(addresses[act]).status_code for act in ACTS} == {401}


def test_a_note_outlives_the_session_it_was_written_in(addresses: dict[str, str], client: Client) -> None:
    page = client.post(addresses["decide"], {"verdict": "refuse", "note": "Leave the person out of it."})
    assert page.status_code == 401
    assert "Leave the person out of it." in page.content.decode()


def test_an_intruder_gets_no_page_and_no_act(addresses: dict[str, str], sign_in: SignIn, ivo: Person) -> None:
    browser = sign_in(ivo)
    answers = [browser.get(addresses[page]) for page in PAGES]
    answers += [browser.post(addresses[act]) for act in ACTS]
    assert {answer.status_code for answer in answers} == {403}
    assert "pumps" not in b"".join(answer.content for answer in answers).decode()


def test_a_standing_in_one_community_opens_no_other(
    addresses: dict[str, str], sign_in: SignIn, kids: Community, ivo: Person
) -> None:
    cast.grant(ivo, "moderator", kids)
    browser = sign_in(ivo)
    assert browser.get(addresses["queue"]).status_code == 200
    closed = ("case", "story", "legal", "comment")
    assert {browser.get(addresses[page]).status_code for page in closed} == {403}
    acts = ("take", "decide", "close", "reopen", "opening", "call-in", "pick", "reprint", "consent")
    assert {browser.post(addresses[act]).status_code for act in acts} == {403}


def test_the_queue_shows_the_communities_of_a_seat_only(
    addresses: dict[str, str], sign_in: SignIn, kids: Community, ivo: Person
) -> None:
    cast.grant(ivo, "moderator", kids)
    page = sign_in(ivo).get(addresses["queue"]).content.decode()
    assert "moron" not in page
    assert "News" not in page


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_act_opened_as_a_page_leads_to_its_form(
    act: str, addresses: dict[str, str], sign_in: SignIn, mona: Person
) -> None:
    response = sign_in(mona).get(addresses[act])
    assert response.status_code == 302
    assert response["Location"] in [addresses[page] for page in PAGES]


def test_nothing_of_the_desk_is_kept_by_browsers(
    addresses: dict[str, str], sign_in: SignIn, mona: Person
) -> None:
    assert "no-store" in sign_in(mona).get(addresses["case"])["Cache-Control"]
