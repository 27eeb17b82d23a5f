"""Saved notes: kept, offered beside the decision in the comment's language, taken away."""

from uuid import uuid4

from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.prove import prove
from undersigned.journeys.save_note import save_note
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.moderation.models import SavedNote
from undersigned.people.models import Person

PAGE = "/desk/notes/"
TEXT = "Say what is wrong with the argument, and leave out who makes it."


def test_a_note_is_kept_once_and_offered_with_its_clause(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    given = {"clause": "2", "language": "en", "text": TEXT, "once": "1"}
    for _ in range(2):
        assert browser.post(PAGE, given)["Location"] == PAGE
    save_note(acting(mona), news.id, "2", "fr", "Dites ce qui ne va pas.")
    assert SavedNote.objects.count() == 2
    page = text_of(browser.get(PAGE))
    assert TEXT in page
    assert "Dites ce qui ne va pas." in page
    case = open_case(post(ada, story(news), HELD).comment_id)
    page = text_of(browser.get(f"/desk/cases/{case.id}/"))
    assert f"<span data-note-text>{TEXT}</span>" in page
    assert "Dites ce qui ne va pas." not in page
    assert isinstance(prove(), Verified)


def test_what_does_not_fit_is_said_and_kept(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    for wrong in ({"text": " "}, {"text": "x" * 2_001}, {"clause": "99"}, {"language": "de"}):
        given = {"clause": "2", "language": "en", "text": TEXT, "once": "1"} | wrong
        assert browser.post(PAGE, given).status_code == 422
    assert not SavedNote.objects.exists()


def test_a_note_is_taken_away_by_who_decides_there(
    news: Community, mona: Person, ivo: Person, sign_in: SignIn
) -> None:
    note_id = save_note(acting(mona), news.id, "2", "en", TEXT)
    assert sign_in(ivo).post(f"{PAGE}{note_id}/drop/").status_code == 403
    browser = sign_in(mona)
    for _ in range(2):
        assert browser.post(f"{PAGE}{note_id}/drop/").status_code == 302
    assert browser.post(f"{PAGE}{uuid4()}/drop/").status_code == 302
    assert "No note is kept yet" in text_of(browser.get(PAGE))
    assert SavedNote.objects.get().ended_at is not None
    assert Entry.objects.filter(act="note:dropped").count() == 1


def test_the_last_decisions_against_an_author_stand_beside_their_case(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    here = story(news)
    ruled(mona, post(ada, here, HELD).comment_id, "refuse", clauses=["2"])
    case = open_case(post(ada, here, "Whoever bought the valves is a moron.").comment_id)
    page = text_of(sign_in(mona).get(f"/desk/cases/{case.id}/"))
    assert "Last refused or removed" in page
    assert "2 (Argue with ideas)" in page
    assert HELD in page
