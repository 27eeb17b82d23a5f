"""Whoever reported a comment that was kept appeals once, with an account or by the link in a letter."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.conf import settings

from tests.cast import acting, story
from tests.journeys.acts import open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys import report_link
from undersigned.journeys.appeal import appeal, appeal_report
from undersigned.journeys.call_in import call_in
from undersigned.journeys.claim import claim
from undersigned.journeys.decide import decide
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads
from undersigned.moderation.errors import AppealNotPossible, SamePerson
from undersigned.moderation.models import Appeal, Case, Decision
from undersigned.owed.models import Owed
from undersigned.people.models import Person

LOU = ReportDraft(clause="2", name="Lou Petit", email="lou@mail.example", good_faith=True, language="fr")
WHY = "It names my neighbour."
TURNED = "Your report was decided otherwise"
REPLY = "It argues with what she said in public."


def letters(address: str) -> list[dict[str, str]]:
    rows = Owed.objects.filter(kind="mail").order_by("owed_at", "id")
    return [row.payload for row in rows if address in json.dumps(row.payload["to"])]


@pytest.fixture
def comment(news: Community, ada: Person) -> Comment:
    return post(ada, story(news)).comment


@pytest.fixture
def kept(comment: Comment, ivo: Person, mona: Person) -> Decision:
    """Ivo reported Ada's comment, and Mona kept it."""
    report(acting(ivo), comment.id, ReportDraft(clause="2"))
    return Decision.objects.get(id=ruled(mona, comment.id, "publish"))


def test_a_reader_appeals_the_decision_that_kept_the_comment(
    kept: Decision, comment: Comment, ivo: Person
) -> None:
    (mine,) = reads.own_reports(ivo.id)
    assert (mine.state, mine.outcome, mine.may_be_appealed, mine.decision_id) == (
        "answered",
        "kept",
        True,
        kept.id,
    )
    answered = letters("ivo@demo.example")[-1]["text"]
    assert f"/account/reports/{mine.id}/" in answered
    assert "You can appeal once, free of charge" in answered
    asked = reads.appeal(appeal(acting(ivo), kept.id, WHY))
    assert (asked.party, asked.state, asked.report_id) == ("reporter", "received", mine.id)
    assert asked.due_at == asked.at + timedelta(days=settings.APPEAL_DAYS)
    receipt = letters("ivo@demo.example")[-1]
    assert (receipt["subject"], WHY in receipt["text"]) == ("We have received your appeal", True)
    case = reads.case(open_case(comment.id, "appeal").id)
    assert [reason["code"] for reason in case.why] == ["reporter-appeal"]
    assert set(reads.fitting(case.id)) == {"publish", "remove", "label", "escalate"}
    entry = Entry.objects.get(act="decision:appealed")
    assert (entry.actor_id, entry.facts["of_report"]) == (ivo.id, str(mine.id))


def test_it_is_upheld_with_reasons_by_somebody_else_and_the_author_hears_nothing(
    kept: Decision, comment: Comment, ada: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    appeal_id = appeal(acting(ivo), kept.id, WHY)
    before = len(letters("ada@demo.example"))
    case = open_case(comment.id, "appeal")
    for act in (
        lambda: claim(acting(mona), case.id),
        lambda: ruled(mona, comment.id, "publish", reply="No."),
    ):
        with pytest.raises(SamePerson):
            act()
    with pytest.raises(Invalid) as refused:
        ruled(marc, comment.id, "publish")
    assert refused.value.data["fields"] == {"reply": ["required"]}
    ruled(marc, comment.id, "publish", reply=REPLY)
    asked = reads.appeal(appeal_id)
    assert (asked.state, asked.outcome, asked.answer_note) == ("answered", "upheld", REPLY)
    assert REPLY in letters("ivo@demo.example")[-1]["text"]
    assert len(letters("ada@demo.example")) == before
    with pytest.raises(AppealNotPossible):
        appeal(acting(ivo), kept.id, "Again.")
    with pytest.raises(NotAllowed):
        appeal(acting(ivo), asked.answer_id or kept.id, "And again.")


def test_it_is_overturned_the_author_is_told_why_and_can_appeal_that_once(
    kept: Decision, comment: Comment, ada: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    appeal_id = appeal(acting(ivo), kept.id, WHY)
    removal = ruled(marc, comment.id, "remove", reply="You are right about clause 2.")
    asked = reads.appeal(appeal_id)
    assert (asked.outcome, asked.answer_id) == ("overturned", removal)
    told = letters("ivo@demo.example")[-1]["text"]
    assert "overturned" in told
    assert "You are right about clause 2." in told
    comment.refresh_from_db()
    assert comment.state == "removed"
    author = letters("ada@demo.example")[-1]
    assert author["subject"] == "Your comment was removed"
    assert "somebody had reported it" in author["text"]
    assert "You are right" not in author["text"]
    decision = reads.decision(removal)
    assert (decision.may_be_appealed, decision.is_answer, decision.answers_reporter) == (True, False, True)
    appeal(acting(ada), removal, "She said it herself.")
    with pytest.raises(SamePerson):
        ruled(marc, comment.id, "restore")
    ruled(mona, comment.id, "restore")
    comment.refresh_from_db()
    assert comment.state == "published"
    assert not reads.own_reports(ivo.id)[0].may_be_appealed


def test_somebody_without_an_account_appeals_by_the_link_in_the_letter(
    comment: Comment, mona: Person, marc: Person
) -> None:
    report_id = report(None, comment.id, LOU)
    ruled(mona, comment.id, "publish")
    letter = letters(LOU.email)[-1]["text"]
    assert "faire appel une fois, gratuitement" in letter
    found = re.search(r"/account/reports/by-letter/([\w:.-]+)/", letter)
    assert found
    assert report_link.opened(found[1]) == report_id
    appeal_id = appeal_report(report_id, WHY)
    assert letters(LOU.email)[-1]["subject"] == "Nous avons reçu votre appel"
    assert Appeal.objects.get().by_id is None
    with pytest.raises(AppealNotPossible):
        appeal_report(report_id, "Again.")
    ruled(marc, comment.id, "label", label="The newsroom asked her.", reply=REPLY)
    assert reads.appeal(appeal_id).outcome == "upheld"
    assert "avec une note de la rédaction" in letters(LOU.email)[-1]["text"]


def test_a_link_that_was_not_signed_here_or_for_this_leads_nowhere(comment: Comment, ivo: Person) -> None:
    report_id = report(acting(ivo), comment.id, ReportDraft(clause="2"))
    token = report_link.address(report_id).split("/")[-2]
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", report_id.hex):
        with pytest.raises(NotFound):
            report_link.opened(wrong)
    with time_machine.travel(now() + report_link.LASTS + timedelta(days=1)), pytest.raises(NotFound):
        report_link.opened(token)
    with pytest.raises(NotAllowed):  # who has an account signs in
        appeal_report(report_id, WHY)


def test_appeals_of_several_reporters_gather_in_one_case_and_one_answer_answers_all(
    comment: Comment, ivo: Person, benoit: Person, mona: Person, marc: Person
) -> None:
    for person in (ivo, benoit):
        report(acting(person), comment.id, ReportDraft(clause="2"))
    stranger = report(None, comment.id, LOU)
    kept = ruled(mona, comment.id, "publish")
    asked: list[UUID] = [appeal(acting(person), kept, WHY) for person in (ivo, benoit)]
    asked.append(appeal_report(stranger, WHY))
    assert Case.objects.filter(kind="appeal").count() == 1
    ruled(marc, comment.id, "remove", reply="It does name her.")
    assert {reads.appeal(one).outcome for one in asked} == {"overturned"}


def test_nobody_answers_their_own_appeal(comment: Comment, mona: Person, marc: Person, edith: Person) -> None:
    report(acting(marc), comment.id, ReportDraft(clause="2"))
    kept = ruled(mona, comment.id, "publish")
    appeal(acting(marc), kept, WHY)
    case = open_case(comment.id, "appeal")
    with pytest.raises(SamePerson):
        claim(acting(marc), case.id)
    with pytest.raises(SamePerson):
        decide(acting(marc), case.id, verdict="remove", revision=1, clauses=["2"], reply="Mine.")
    assert case.id not in reads.next_up(None, None, person_id=marc.id, settles_in=None)
    assert case.id in reads.next_up(None, None, person_id=edith.id, settles_in=None)


def test_only_who_reported_it_and_only_what_was_kept_and_in_time(
    kept: Decision, comment: Comment, ivo: Person, benoit: Person, mona: Person
) -> None:
    with pytest.raises(NotAllowed):
        appeal(acting(benoit), kept.id, WHY)
    with pytest.raises(Invalid):
        appeal(acting(ivo), kept.id, "  ")
    with time_machine.travel(now() + timedelta(days=184)), pytest.raises(AppealNotPossible) as late:
        appeal(acting(ivo), kept.id, WHY)
    assert late.value.data["why"] == "too-late"
    report(acting(benoit), comment.id, ReportDraft(clause="2"))
    removal = ruled(mona, comment.id, "remove")
    for who, decision_id in ((benoit, removal), (ivo, kept.id)):
        with pytest.raises(AppealNotPossible) as gone:
            appeal(acting(who), decision_id, WHY)
        assert gone.value.data["why"] == "not-appealable"


def test_while_a_report_waits_there_is_nothing_to_appeal(comment: Comment) -> None:
    report_id = report(None, comment.id, LOU)
    with pytest.raises(AppealNotPossible):
        appeal_report(report_id, WHY)


def test_a_comment_taken_back_leaves_nothing_to_answer_and_that_is_told(
    kept: Decision, comment: Comment, ada: Person, ivo: Person
) -> None:
    appeal_id = appeal(acting(ivo), kept.id, WHY)
    withdraw(acting(ada), comment.id)
    asked = reads.appeal(appeal_id)
    assert (asked.state, asked.outcome) == ("answered", "withdrawn")
    assert "has taken it back" in letters("ivo@demo.example")[-1]["text"]


def test_taken_or_passed_on_it_is_with_a_person(
    kept: Decision, comment: Comment, ivo: Person, marc: Person
) -> None:
    appeal_id = appeal(acting(ivo), kept.id, WHY)
    case = open_case(comment.id, "appeal")
    claim(acting(marc), case.id)
    assert reads.appeal(appeal_id).state == "with-a-person"
    moderation.release(case.id, marc.id)
    assert reads.appeal(appeal_id).state == "received"
    ruled(marc, comment.id, "escalate", note="Edith?")
    assert reads.appeal(appeal_id).state == "with-a-person"


def test_said_to_be_unlawful_it_goes_before_other_appeals(
    comment: Comment, ivo: Person, mona: Person
) -> None:
    report(acting(ivo), comment.id, ReportDraft(law="Criminal Code s. 319", text="A threat."))
    kept = ruled(mona, comment.id, "publish")
    appeal(acting(ivo), kept, WHY)
    assert open_case(comment.id, "appeal").rank == 1


def subjects(address: str) -> list[str]:
    return [letter["subject"] for letter in letters(address)]


def test_who_reported_is_told_once_of_each_reversal(
    comment: Comment, ivo: Person, mona: Person, marc: Person
) -> None:
    kept = report(acting(ivo), comment.id, ReportDraft(clause="2"))
    report(None, comment.id, LOU)
    ruled(mona, comment.id, "remove")
    assert reads.own_report(kept).outcome == "taken-away"
    call_in(acting(mona), comment.id)
    ruled(marc, comment.id, "restore")
    assert subjects("ivo@demo.example")[-2:] == ["Your report has been answered", TURNED]
    assert "it is shown again" in letters("ivo@demo.example")[-1]["text"]
    assert "il est de nouveau affiché" in letters("lou@mail.example")[-1]["text"]
    mine = reads.own_report(kept)
    assert (mine.outcome, mine.is_reversed, mine.may_be_appealed) == ("kept", True, False)
    call_in(acting(mona), comment.id)
    ruled(marc, comment.id, "publish")
    assert subjects("ivo@demo.example").count(TURNED) == 1
    call_in(acting(mona), comment.id)
    ruled(marc, comment.id, "hold")
    ruled(marc, comment.id, "refuse")
    assert subjects("ivo@demo.example").count(TURNED) == 2
    assert "it is not shown any more" in letters("ivo@demo.example")[-1]["text"]
    assert reads.own_report(kept).outcome == "taken-away"


def test_who_reported_is_told_when_the_author_is_right_on_appeal(
    comment: Comment, ada: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    report(acting(ivo), comment.id, ReportDraft(clause="2"))
    removal = ruled(mona, comment.id, "remove")
    appeal(acting(ada), removal, "I said nothing of the kind.")
    ruled(marc, comment.id, "restore")
    assert subjects("ivo@demo.example")[-1] == TURNED


def test_who_appealed_hears_by_the_answer_and_the_others_of_the_reversal(
    kept: Decision, comment: Comment, ivo: Person, marc: Person, edith: Person
) -> None:
    appeal(acting(ivo), kept.id, WHY)
    report(None, comment.id, LOU)
    ruled_on = open_case(comment.id, "reported")
    decide(acting(marc), ruled_on.id, verdict="publish", revision=1)
    assert TURNED not in subjects("ivo@demo.example")
    ruled(marc, comment.id, "remove", reply="You are right.")
    assert TURNED not in subjects("ivo@demo.example")
    assert subjects("lou@mail.example")[-1] == "Il a été décidé autrement de votre signalement"
