"""A comment stays with its first text while a later one was refused: who reports it speaks of what stands."""

import json

import pytest

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.decide import decide
from undersigned.journeys.decide_together import decide_together
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.revise import revise
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.moderation import reads
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.models import Appeal, Decision, Pending
from undersigned.owed.models import Owed
from undersigned.people.models import Person


def mend(ada: Person, comment: Comment, text: str = HELD) -> None:
    revise(acting(ada), comment.id, text, licence_version=1, guidelines_version=1, language="en")


def letters(address: str) -> list[dict[str, str]]:
    rows = Owed.objects.filter(kind="mail").order_by("owed_at", "id")
    return [row.payload for row in rows if address in json.dumps(row.payload["to"])]


@pytest.fixture
def revised(news: Community, ada: Person, mona: Person) -> Comment:
    """Ada’s comment, public with its first text; Mona refused the second."""
    comment = post(ada, story(news)).comment
    mend(ada, comment)
    ruled(mona, comment.id, "refuse")
    comment.refresh_from_db()
    assert (comment.state, comment.latest_number, comment.shown and comment.shown.number) == (
        "published",
        2,
        1,
    )
    return comment


def test_a_report_is_answered_by_keeping_what_readers_see(
    revised: Comment, ada: Person, ivo: Person, marc: Person
) -> None:
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    row = open_case(revised.id)
    case = reads.case(row.id)
    assert (case.text, case.revision, case.newest) == (PLAIN, 1, 2)
    assert "moron" not in Pending.objects.get(case=row).words
    assert set(reads.fitting(row.id)) == {"publish", "remove", "label", "hold", "escalate"}
    before = len(letters("ada@demo.example"))
    kept = Decision.objects.get(id=ruled(marc, revised.id, "publish"))
    assert (kept.revision.number, kept.revision.text) == (1, PLAIN)
    revised.refresh_from_db()
    assert (revised.state, revised.shown and revised.shown.number) == ("published", 1)
    (mine,) = reads.own_reports(ivo.id)
    assert (mine.state, mine.outcome, mine.may_be_appealed) == ("answered", "kept", True)
    assert "It stays" in letters("ivo@demo.example")[-1]["text"]
    assert len(letters("ada@demo.example")) == before
    assert reads.case(row.id).text == PLAIN
    assert isinstance(verify(), Verified)


def test_the_author_is_not_told_that_the_refused_text_waits_and_can_still_appeal_it(
    revised: Comment, ada: Person, ivo: Person, marc: Person
) -> None:
    refusal = reads.decisions(revised.id)[0]
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    assert reads.waiting([revised.id]) == {}
    ruled(marc, revised.id, "publish")
    assert reads.last_decisions([revised.id])[revised.id].id == refusal.id
    assert [each.may_be_appealed for each in reads.decisions(revised.id)] == [False, True, False]
    appeal(acting(ada), refusal.id, "It is a figure of speech.")
    case = reads.case(open_case(revised.id, "appeal").id)
    assert (case.text, case.revision) == (HELD, 2)
    ruled(marc, revised.id, "publish")
    revised.refresh_from_db()
    assert revised.shown is not None
    assert revised.shown.number == 2


def test_removing_takes_away_what_readers_see_and_an_appeal_brings_that_back(
    revised: Comment, ada: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    removal = ruled(mona, revised.id, "remove")
    appeal(acting(ada), removal, "I said what the minutes say.")
    ruled(marc, revised.id, "restore")
    revised.refresh_from_db()
    assert (revised.state, revised.shown and revised.shown.number) == ("published", 1)


def test_whoever_just_refused_the_later_text_can_take_that_back(revised: Comment, mona: Person) -> None:
    case = reads.case(call_in(acting(mona), revised.id))
    assert (case.text, case.revision) == (HELD, 2)
    ruled(mona, revised.id, "publish")
    revised.refresh_from_db()
    assert revised.shown is not None
    assert revised.shown.number == 2


def test_whoever_called_it_in_again_later_decides_on_what_readers_see(
    revised: Comment, ivo: Person, mona: Person
) -> None:
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    ruled(mona, revised.id, "publish")
    assert reads.case(call_in(acting(mona), revised.id)).revision == 1


def test_a_text_that_comes_meanwhile_overtakes_the_decision(
    revised: Comment, ada: Person, ivo: Person, mona: Person
) -> None:
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    case = open_case(revised.id)
    mend(ada, revised, HELD + " Again.")
    with pytest.raises(Overtaken) as overtaken:
        decide(acting(mona), case.id, verdict="publish", revision=1)
    assert overtaken.value.data["revision"] == 3
    assert reads.waiting([revised.id])


def test_what_the_refused_text_was_stays_with_its_case(revised: Comment) -> None:
    refusal = reads.decisions(revised.id)[0]
    assert refusal.case_id is not None
    assert reads.case(refusal.case_id).text == HELD


def test_deciding_together_keeps_what_readers_see(
    revised: Comment, news: Community, ivo: Person, marc: Person
) -> None:
    report(acting(ivo), revised.id, ReportDraft(clause="2"))
    decide_together(acting(marc), news.id, [(open_case(revised.id).id, 1)], verdict="publish")
    revised.refresh_from_db()
    assert (revised.state, revised.shown and revised.shown.number) == ("published", 1)


def test_a_reporters_appeal_is_about_what_readers_see_while_another_text_waits(
    news: Community, ada: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    comment = post(ada, story(news)).comment
    report(acting(ivo), comment.id, ReportDraft(clause="2"))
    kept = ruled(mona, comment.id, "publish")
    appeal(acting(ivo), kept, "It names my neighbour.")
    mend(ada, comment)
    case = open_case(comment.id, "appeal")
    assert reads.case(case.id).revision == 1
    assert "refuse" not in reads.fitting(case.id)
    decide(acting(marc), case.id, verdict="publish", revision=1, reply="It does not.")
    comment.refresh_from_db()
    assert (comment.state, comment.shown and comment.shown.number) == ("published", 1)
    assert Appeal.objects.get().outcome == "upheld"
    assert reads.case(open_case(comment.id).id).text == HELD
