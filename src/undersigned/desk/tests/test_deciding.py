import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.desk.tests.conftest import SignIn, mend, text_of
from undersigned.journeys.appeal import appeal
from undersigned.journeys.claim import claim
from undersigned.journeys.report import ReportDraft, report
from undersigned.kernel.clock import now
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Appeal, Case, Decision, Report
from undersigned.owed.models import Owed
from undersigned.people.models import Person

NOTE = "Say what is wrong with the pumps, not with people."


def send(browser: Client, case_id: UUID, verdict: str, query: str = "", **fields: Any) -> Any:
    """The form of a case as a browser sends it."""
    given = {"verdict": verdict, "revision": "1", "note": "", "clauses": []} | fields
    return browser.post(reverse("desk:decide", args=[case_id]) + query, given)


def decisions_by(person: Person) -> int:
    return Decision.objects.filter(by=person).count()


@pytest.fixture
def held(news: Community, ada: Person) -> Case:
    return open_case(post(ada, story(news), HELD).comment_id)


def test_publishing_says_so_and_opens_the_next_case_claimed(
    held: Case, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    following = open_case(post(benoit, held.comment.story, HELD).comment_id)
    browser = sign_in(mona)
    response = send(browser, held.id, "publish", "?kind=held", onward="on")
    assert response["Location"] == f"/desk/cases/{following.id}/?kind=held"
    page = text_of(browser.get(response["Location"]))
    assert "Published: the comment by Ada Okafor." in page
    assert "Yours until" in page
    assert Comment.objects.get(id=held.comment_id).state == "published"


def test_the_last_decision_leads_back_to_an_empty_queue(held: Case, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    response = send(browser, held.id, "publish", onward="on")
    assert response["Location"] == "/desk/"
    page = text_of(browser.get("/desk/"))
    assert "That was the last one that is free to take." in page
    assert "The tray is empty" in page


def test_without_going_on_the_case_shows_its_outcome(held: Case, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    response = send(browser, held.id, "refuse", clauses=["2", "3"], note=NOTE)
    assert response["Location"] == f"/desk/cases/{held.id}/"
    page = text_of(browser.get(response["Location"]))
    assert "Refused: the comment by Ada Okafor. Its author was told why." in page
    assert "This case is closed" in page
    assert "2. Argue with ideas" in page
    assert "3. Stay on the story" in page
    assert NOTE in page
    decision = Decision.objects.get(by=mona)
    assert (decision.verdict, decision.clauses, decision.note) == ("refuse", ["2", "3"], NOTE)


def test_a_refusal_without_a_clause_is_said_beside_the_clauses_and_loses_nothing(
    held: Case, mona: Person, sign_in: SignIn
) -> None:
    response = send(sign_in(mona), held.id, "refuse", note=NOTE)
    assert response.status_code == 422
    page = text_of(response)
    assert "Tick at least one" in page
    assert 'href="#id_clauses"' in page
    assert NOTE in page
    assert not decisions_by(mona)


def test_a_clause_beside_a_publication_is_asked_about(held: Case, mona: Person, sign_in: SignIn) -> None:
    response = send(sign_in(mona), held.id, "publish", clauses=["2"])
    assert response.status_code == 422
    assert "You ticked a clause." in text_of(response)
    assert not decisions_by(mona)


def test_pressing_enter_decides_nothing(held: Case, mona: Person, sign_in: SignIn) -> None:
    response = send(sign_in(mona), held.id, "", clauses=["2"], note=NOTE)
    assert response.status_code == 422
    page = text_of(response)
    assert "Choose what is to happen to the comment." in page
    assert 'value="2" id="id_clauses_1" checked' in page
    assert page.index('name="verdict" value=""') < page.index('name="verdict" value="publish"')


@pytest.mark.parametrize("verdict", ["remove", "praise"])
def test_a_verdict_that_does_not_fit_is_refused(
    verdict: str, held: Case, mona: Person, sign_in: SignIn
) -> None:
    response = send(sign_in(mona), held.id, verdict, clauses=["2"])
    assert response.status_code == 422
    assert not decisions_by(mona)


def test_sending_the_same_decision_twice_decides_once(held: Case, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    answers = [send(browser, held.id, "refuse", clauses=["2"], note=NOTE) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/desk/cases/{held.id}/"}
    assert decisions_by(mona) == 1
    assert Owed.objects.filter(kind="mail").count() == 1


def test_sending_the_same_escalation_twice_escalates_once(held: Case, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    answers = [send(browser, held.id, "escalate", note="Is this ours?") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert decisions_by(mona) == 1


def test_an_editor_settles_what_was_escalated_and_reads_the_note(
    held: Case, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    send(sign_in(mona), held.id, "escalate", note="Is this ours to decide?")
    browser = sign_in(edith)
    page = text_of(browser.get(f"/desk/cases/{held.id}/"))
    assert "Is this ours to decide?" in page
    assert 'value="escalate"' not in page
    send(browser, held.id, "publish")
    assert Comment.objects.get(id=held.comment_id).state == "published"


def test_a_moderator_reads_what_a_colleague_escalated_and_leaves_it_to_an_editor(
    held: Case, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    send(sign_in(mona), held.id, "escalate", note="Is this ours to decide?")
    browser = sign_in(marc)
    page = text_of(browser.get(f"/desk/cases/{held.id}/"))
    assert "An editor decides this" in page
    assert "Is this ours to decide?" in page
    assert 'name="verdict"' not in page
    assert "Take this case" not in page
    answer = send(browser, held.id, "publish")
    assert answer.status_code == 403
    assert "An editor decides this" in text_of(answer)
    assert Comment.objects.get(id=held.comment_id).state == "held"


def test_who_escalated_a_case_is_thanked_and_cannot_decide_it(
    held: Case, mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    send(browser, held.id, "escalate", note="Is this ours?")
    page = text_of(browser.get(f"/desk/cases/{held.id}/"))
    assert "Thank you. An editor will decide it." in page
    assert 'name="verdict"' not in page
    assert "Take this case" not in page
    assert send(browser, held.id, "publish").status_code == 403
    assert Comment.objects.get(id=held.comment_id).state == "held"


def test_whoever_comes_second_sees_what_happened_and_keeps_the_note(
    held: Case, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    ruled(marc, held.comment_id, "refuse", clauses=["3"], note="Off the story.")
    response = send(sign_in(mona), held.id, "publish", note=NOTE)
    assert response.status_code == 409
    page = text_of(response)
    assert "Someone decided this case before you." in page
    assert "by Marc Lavoie" in page
    assert "3. Stay on the story" in page
    assert "Off the story." in page
    assert f"readonly>{NOTE}" in page
    assert not decisions_by(mona)


def test_whoever_comes_second_by_a_blink_sees_it_too(
    held: Case, mona: Person, marc: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague publishes between the reading of the case and that of the verdicts that fit it."""
    fitting = cases.fitting

    def fitting_a_blink_later(case_id: UUID) -> Any:
        monkeypatch.undo()
        ruled(marc, held.comment_id, "publish")
        return fitting(case_id)

    browser = sign_in(mona)
    monkeypatch.setattr(cases, "fitting", fitting_a_blink_later)
    response = send(browser, held.id, "refuse", clauses=["2"], note=NOTE)
    assert response.status_code == 409
    assert "Someone decided this case before you." in text_of(response)
    assert NOTE in text_of(response)


def test_a_case_that_someone_holds_is_not_decided_and_the_note_is_kept(
    held: Case, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    claim(acting(marc), held.id)
    response = send(sign_in(mona), held.id, "refuse", clauses=["2"], note=NOTE)
    assert response.status_code == 409
    page = text_of(response)
    assert "Marc Lavoie took this case before you." in page
    assert NOTE in page
    assert not decisions_by(mona)


def test_a_text_that_moved_is_shown_with_what_changed_and_the_note(
    held: Case, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    mend(ada, held.comment_id, "Whoever bought those pumps is an imbecile.")
    browser = sign_in(mona)
    response = send(browser, held.id, "refuse", clauses=["2"], note=NOTE)
    assert response.status_code == 409
    page = text_of(response)
    assert "The author changed the comment while you were reading." in page
    assert "<del>a moron.</del><ins>an imbecile.</ins>" in page
    assert '<input type="hidden" name="revision" value="2"' in page
    assert 'value="2" id="id_clauses_1" checked' in page
    assert NOTE in page
    assert not decisions_by(mona)
    send(browser, held.id, "refuse", clauses=["2"], note=NOTE, revision="2")
    assert decisions_by(mona) == 1


def test_a_published_comment_is_removed(news: Community, ada: Person, mona: Person, sign_in: SignIn) -> None:
    case = open_case(post(ada, story(news)).comment_id)
    browser = sign_in(mona)
    assert "Keep" in text_of(browser.get(f"/desk/cases/{case.id}/"))
    send(browser, case.id, "remove", clauses=["2"], note=NOTE)
    assert Comment.objects.get(id=case.comment_id).state == "removed"


def test_what_was_wrong_is_put_right_by_a_new_decision(
    held: Case, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    ruled(marc, held.comment_id, "refuse")
    browser = sign_in(mona)
    response = browser.post(reverse("desk:call-in", args=[held.comment_id]))
    again = open_case(held.comment_id)
    assert response["Location"] == f"/desk/cases/{again.id}/"
    send(browser, again.id, "publish")
    assert Comment.objects.get(id=held.comment_id).state == "published"
    assert list(Decision.objects.order_by("at").values_list("verdict", flat=True)) == ["refuse", "publish"]


def test_an_appeal_is_answered_by_someone_else(
    held: Case, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    appeal(acting(ada), ruled(mona, held.comment_id, "refuse", note=NOTE), "It is a figure of speech.")
    case = open_case(held.comment_id, "appeal")
    first = text_of(sign_in(mona).get(f"/desk/cases/{case.id}/"))
    assert "Someone else has to answer this" in first
    assert "data-decision" not in first
    refused = send(sign_in(mona), case.id, "publish")
    assert refused.status_code == 403
    assert Appeal.objects.get().answer is None
    browser = sign_in(marc)
    page = text_of(browser.get(f"/desk/cases/{case.id}/"))
    assert "It is a figure of speech." in page
    assert NOTE in page
    assert "by Mona Haddad" in page
    assert "Uphold the refusal" in page
    assert 'value="remove"' not in page
    send(browser, case.id, "publish", note="You are right.")
    assert Comment.objects.get(id=held.comment_id).state == "published"
    assert "appealed, overturned" in text_of(browser.get(reverse("desk:comment", args=[held.comment_id])))


def test_a_note_that_is_too_long_is_said_and_kept(held: Case, mona: Person, sign_in: SignIn) -> None:
    response = send(sign_in(mona), held.id, "refuse", clauses=["2"], note="x" * 2_001)
    assert response.status_code == 422
    assert "x" * 2_001 in response.content.decode()
    assert not decisions_by(mona)


@pytest.mark.parametrize(
    ("verdict", "fields", "after"),
    [("publish", {}, ["remove", "hold", "publish"]), ("refuse", {"clauses": ["2"]}, ["publish", "refuse"])],
)
def test_what_was_just_decided_is_undone_by_a_new_decision(
    verdict: str, fields: dict[str, Any], after: list[str], held: Case, mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    send(browser, held.id, verdict, onward="on", **fields)
    page = text_of(browser.get("/desk/"))
    address = reverse("desk:call-in", args=[held.comment_id])
    assert f'action="{address}"' in page
    response = browser.post(address, {"undo": "on"})
    again = Case.objects.get(comment_id=held.comment_id, closed_at=None)
    assert response["Location"] == f"/desk/cases/{again.id}/"
    page = text_of(browser.get(response["Location"]))
    assert "The decision stands until you take another one." in page
    for offered in after:
        assert f'name="verdict" value="{offered}"' in page
    send(browser, again.id, after[0], clauses=["2"] if after[0] == "remove" else [])
    assert decisions_by(mona) == 2
    state = {"remove": "removed", "publish": "published"}[after[0]]
    assert Comment.objects.get(id=held.comment_id).state == state


def test_who_escalated_is_not_offered_to_undo_it(held: Case, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    send(browser, held.id, "escalate", onward="on")
    page = text_of(browser.get("/desk/"))
    assert "Escalated" in page
    assert reverse("desk:call-in", args=[held.comment_id]) not in page


def test_an_appeal_of_who_reported_it_is_answered_with_reasons_of_its_own(
    news: Community, ada: Person, ivo: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news))
    report(acting(ivo), posted.comment_id, ReportDraft(clause="2"))
    kept = ruled(mona, posted.comment_id, "publish")
    appeal(acting(ivo), kept, "It names my neighbour.")
    case = open_case(posted.comment_id, "appeal")
    assert "Someone else has to answer this" in text_of(sign_in(mona).get(f"/desk/cases/{case.id}/"))
    assert "You appealed yourself" not in text_of(sign_in(mona).get(f"/desk/cases/{case.id}/"))
    browser = sign_in(marc)
    queue = text_of(browser.get("/desk/"))
    assert "due in 13 days" in queue
    assert "Whoever reported it asks that someone else look again." in queue
    page = text_of(browser.get(f"/desk/cases/{case.id}/"))
    for words in (
        "It names my neighbour.",
        "Uphold: keep it",
        "Overturn: remove",
        "Reasons, to who reported it",
    ):
        assert words in page
    missing = send(browser, case.id, "publish", reply="")
    assert missing.status_code == 422
    assert "id_reply_error" in missing.content.decode()
    assert send(browser, case.id, "remove", clauses=["2"], reply="It does.").status_code == 302
    assert Appeal.objects.get().outcome == "overturned"
    assert "in answer to who reported it" in text_of(browser.get(f"/desk/comments/{posted.comment_id}/"))


def test_an_overdue_appeal_says_since_when(
    held: Case, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    refused = ruled(mona, held.comment_id, "refuse")
    appeal(acting(ada), refused, "Please look again.")
    with time_machine.travel(now() + timedelta(days=15)):
        page = sign_in(marc).get("/desk/")
    assert b'class="is-overdue"' in page.content
    assert "overdue since" in text_of(page)


def test_undoing_keeps_to_the_same_part_of_the_queue(
    held: Case, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    open_case(post(benoit, held.comment.story, HELD).comment_id)
    browser = sign_in(mona)
    following = send(browser, held.id, "publish", "?kind=held", onward="on")["Location"]
    undo = f"/desk/comments/{held.comment_id}/call-in/?kind=held"
    assert f'action="{undo}"' in text_of(browser.get(following))
    assert browser.post(undo, {"undo": "on"})["Location"].endswith("/?kind=held")


def test_what_readers_see_is_kept_though_a_later_text_was_refused(
    news: Community, ada: Person, ivo: Person, mona: Person, sign_in: SignIn
) -> None:
    comment = post(ada, story(news)).comment
    mend(ada, comment.id, HELD)
    ruled(mona, comment.id, "refuse")
    report(acting(ivo), comment.id, ReportDraft(clause="2"))
    case, browser = open_case(comment.id), sign_in(mona)
    page = text_of(browser.get(reverse("desk:case", args=[case.id])))
    assert "This is what readers see. Its author wrote another text since" in page
    assert re.search(r'value="publish" data-key="p">Keep<', page)
    assert 'value="refuse"' not in page
    assert PLAIN in text_of(browser.get(reverse("desk:queue"), {"kind": "reported"}))
    assert send(browser, case.id, "publish", revision="1", onward="on").status_code == 302
    assert "Kept: the comment by Ada Okafor." in text_of(browser.get("/desk/"))
    comment.refresh_from_db()
    assert (comment.state, comment.shown and comment.shown.number) == ("published", 1)
    assert Report.objects.get().case.closed_at is not None
