from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from tests.journeys.test_revise_and_withdraw import mend
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.claim import claim, release
from undersigned.journeys.decide import decide
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger.models import Entry
from undersigned.moderation import reads
from undersigned.moderation.errors import AppealNotPossible, ForEditors, Overtaken, SamePerson
from undersigned.moderation.models import Decision
from undersigned.owed.models import Owed
from undersigned.people.models import Person


def letters_to(person: Person) -> list[str]:
    return [
        str(o.payload)
        for o in Owed.objects.filter(kind="mail").order_by("id")
        if person.email in str(o.payload)
    ]


def test_publishing_makes_it_public_and_its_author_is_told(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "publish")
    comment = Comment.objects.get(id=posted.comment_id)
    assert comment.state == "published"
    assert comment.published_at is not None
    assert "is published" in letters_to(ada)[-1]


def test_a_refusal_names_clause_version_and_note_to_its_author(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news), HELD)
    decision_id = ruled(
        mona, posted.comment_id, "refuse", clauses=["2"], note="Without the insult it is fine."
    )
    shown = reads.decision(decision_id)
    assert (shown.verdict, shown.clauses, shown.guidelines_version, shown.note) == (
        "refuse",
        ("2",),
        1,
        "Without the insult it is fine.",
    )
    letter = letters_to(ada)[-1]
    assert "clause 2: Argue with ideas" in letter
    assert "Without the insult it is fine." in letter
    assert "Haddad" not in letter
    entry = Entry.objects.get(act="comment:decided")
    assert (entry.facts["clauses"], entry.facts["verdict"]) == (["2"], "refuse")


def said(comment_id: UUID, verdict: str) -> str:
    """What its author reads by now of the newest decision of this kind."""
    return " ".join(reads.sentences(next(d for d in reads.rulings(comment_id) if d.verdict == verdict)))


def test_an_earlier_decision_says_nothing_that_is_true_no_longer(
    news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    assert "Your comment is public" in said(comment_id, "publish")
    call_in(acting(mona), comment_id)
    removed = ruled(mona, comment_id, "remove")
    assert "is public" not in said(comment_id, "publish")
    assert "taken off the page" in said(comment_id, "remove")
    assert "You can appeal once" in said(comment_id, "remove")
    appeal(acting(ada), removed, "It was about the plan.")
    assert "You can appeal" not in said(comment_id, "remove")
    assert "to a court" in said(comment_id, "remove")
    ruled(marc, comment_id, "restore")
    assert "taken off the page" not in said(comment_id, "remove")
    assert "public again" in said(comment_id, "restore")
    withdraw(acting(ada), comment_id)
    assert "public" not in said(comment_id, "restore")


def test_a_refusal_in_french_cites_the_french_clause(
    nouvelles: Community, benoit: Person, marc: Person
) -> None:
    posted = post(benoit, story(nouvelles), language="fr")
    ruled(marc, posted.comment_id, "refuse")
    assert r"clause 2\xa0: Débattez des idées" in letters_to(benoit)[-1]


def test_a_refusal_needs_a_clause_that_exists(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    for clauses in ([], ["99"]):
        with pytest.raises(Invalid):
            ruled(mona, posted.comment_id, "refuse", clauses=clauses)


def test_a_verdict_that_does_not_fit_is_refused(news: Community, ada: Person, mona: Person) -> None:
    held = post(ada, story(news), HELD)
    public = post(ada, story(news, "other"))
    for comment_id, verdict in (
        (held.comment_id, "remove"),
        (public.comment_id, "refuse"),
        (held.comment_id, "burn"),
    ):
        with pytest.raises(Invalid):
            ruled(mona, comment_id, verdict)


def test_removal_takes_it_out_of_sight_and_keeps_its_replies_in_place(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    here = story(news)
    first = post(ada, here)
    post(benoit, here, in_reply_to=first.comment_id)
    ruled(mona, first.comment_id, "remove")
    comment = Comment.objects.get(id=first.comment_id)
    assert (comment.state, comment.reply_count) == ("removed", 1)


def test_two_people_never_decide_one_case(news: Community, ada: Person, mona: Person, marc: Person) -> None:
    posted = post(ada, story(news), HELD)
    case = open_case(posted.comment_id)
    claim(acting(mona), case.id)
    with pytest.raises(Overtaken) as refused:
        decide(acting(marc), case.id, verdict="publish", revision=1)
    assert refused.value.data["why"] == "claimed"
    release(acting(mona), case.id)
    decide(acting(marc), case.id, verdict="publish", revision=1)
    with pytest.raises(Overtaken) as refused:
        decide(acting(mona), case.id, verdict="publish", revision=1)
    assert refused.value.data["why"] == "decided"


def test_a_lease_ends_after_five_minutes(news: Community, ada: Person, mona: Person, marc: Person) -> None:
    case = open_case(post(ada, story(news), HELD).comment_id)
    claim(acting(mona), case.id)
    with time_machine.travel(now() + timedelta(minutes=5, seconds=1)):
        claim(acting(marc), case.id)


def test_a_text_that_moved_overtakes_its_judge(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    case = open_case(posted.comment_id)
    mend(ada, posted, HELD + " Really.")
    with pytest.raises(Overtaken) as refused:
        decide(acting(mona), case.id, verdict="publish", revision=1)
    assert refused.value.data == {"why": "revised", "revision": 2, "text": HELD + " Really."}


def test_escalating_leaves_the_case_open_for_an_editor(
    news: Community, ada: Person, mona: Person, edith: Person
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "escalate", note="Is this fair comment?")
    assert open_case(posted.comment_id).escalated_at is not None
    ruled(edith, posted.comment_id, "publish")
    assert [d.verdict for d in Decision.objects.order_by("at")] == ["escalate", "publish"]


def test_what_was_escalated_is_decided_by_editors_alone(
    news: Community, ada: Person, mona: Person, marc: Person, otto: Person
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "escalate")
    case = open_case(posted.comment_id)
    for act in (lambda: claim(acting(marc), case.id), lambda: ruled(marc, posted.comment_id, "publish")):
        with pytest.raises(ForEditors):
            act()
    ruled(otto, posted.comment_id, "publish")
    assert Comment.objects.get(id=posted.comment_id).state == "published"


def test_who_has_no_standing_here_decides_nothing(
    news: Community, kids: Community, ada: Person, ivo: Person
) -> None:
    case = open_case(post(ada, story(news), HELD).comment_id)
    elsewhere = cast.person("nell@demo.example", "Nell", "Adeyemi")
    cast.grant(elsewhere, "moderator", kids)
    for person in (ivo, ada, elsewhere):
        with pytest.raises(NotAllowed):
            claim(acting(person), case.id)
        with pytest.raises(NotAllowed):
            decide(acting(person), case.id, verdict="publish", revision=1)


class TestAppeal:
    def refused(self, news: Community, ada: Person, mona: Person) -> tuple[Comment, Decision]:
        posted = post(ada, story(news), HELD)
        decision_id = ruled(mona, posted.comment_id, "refuse")
        return Comment.objects.get(id=posted.comment_id), Decision.objects.get(id=decision_id)

    def test_somebody_else_answers_and_may_overturn(
        self, news: Community, ada: Person, mona: Person, marc: Person
    ) -> None:
        comment, decision = self.refused(news, ada, mona)
        appeal_id = appeal(acting(ada), decision.id, "It is what the auditor called them.")
        assert reads.appeal(appeal_id).state == "received"
        case = open_case(comment.id, "appeal")
        claim(acting(marc), case.id)
        assert reads.appeal(appeal_id).state == "with-a-person"
        decide(acting(marc), case.id, verdict="publish", revision=1, note="The auditor did say so.")
        answered = reads.appeal(appeal_id)
        assert (answered.state, answered.outcome, answered.answer_note) == (
            "answered",
            "overturned",
            "The auditor did say so.",
        )
        comment.refresh_from_db()
        assert comment.state == "published"
        assert "overturned" in letters_to(ada)[-1]

    def test_the_first_decider_does_not_answer(self, news: Community, ada: Person, mona: Person) -> None:
        comment, decision = self.refused(news, ada, mona)
        appeal(acting(ada), decision.id, "Please look again.")
        case = open_case(comment.id, "appeal")
        with pytest.raises(SamePerson):
            decide(acting(mona), case.id, verdict="publish", revision=1)
        with pytest.raises(SamePerson):
            claim(acting(mona), case.id)

    def test_the_same_verdict_again_upholds(
        self, news: Community, ada: Person, mona: Person, marc: Person
    ) -> None:
        comment, decision = self.refused(news, ada, mona)
        appeal_id = appeal(acting(ada), decision.id, "Please look again.")
        ruled(marc, comment.id, "refuse")
        assert reads.appeal(appeal_id).outcome == "upheld"
        comment.refresh_from_db()
        assert comment.state == "refused"

    def test_a_second_appeal_is_refused_even_after_the_answer(
        self, news: Community, ada: Person, mona: Person, marc: Person
    ) -> None:
        comment, decision = self.refused(news, ada, mona)
        appeal(acting(ada), decision.id, "Please look again.")
        with pytest.raises(AppealNotPossible):
            appeal(acting(ada), decision.id, "And again.")
        answer_id = ruled(marc, comment.id, "refuse")
        for decision_id in (decision.id, answer_id):
            with pytest.raises(AppealNotPossible):
                appeal(acting(ada), decision_id, "And again.")

    def test_only_the_author_appeals_only_what_went_against_them_and_in_time(
        self, news: Community, ada: Person, mona: Person, ivo: Person
    ) -> None:
        _, decision = self.refused(news, ada, mona)
        with pytest.raises(NotAllowed):
            appeal(acting(ivo), decision.id, "I object.")
        with time_machine.travel(now() + timedelta(days=184)), pytest.raises(AppealNotPossible):
            appeal(acting(ada), decision.id, "At last I read my mail.")
        posted = post(ada, story(news, "other"))
        with pytest.raises(AppealNotPossible):
            appeal(acting(ada), Decision.objects.get(comment_id=posted.comment_id).id, "Thanks, but no.")


class TestReport:
    def test_reports_of_one_comment_gather_in_one_case(
        self, news: Community, ada: Person, benoit: Person, ivo: Person
    ) -> None:
        posted = post(ada, story(news))
        for person in (benoit, ivo):
            report(acting(person), posted.comment_id, ReportDraft(clause="3"))
        case = reads.case(open_case(posted.comment_id).id)
        assert (case.kind, case.report_count) == ("reported", 2)

    def test_without_an_account_a_report_says_who_and_in_good_faith(
        self, news: Community, ada: Person
    ) -> None:
        posted = post(ada, story(news))
        with pytest.raises(Invalid) as refused:
            report(None, posted.comment_id, ReportDraft(law="Criminal Code s. 319"))
        assert set(refused.value.data["fields"]) == {"name", "email", "good_faith", "text"}
        signed = ReportDraft(
            law="Criminal Code s. 319", text="…", name="Lou Petit", email="lou@mail.example", good_faith=True
        )
        report(None, posted.comment_id, signed)
        assert open_case(posted.comment_id).kind == "notice"

    def test_nobody_reports_twice_or_their_own(self, news: Community, ada: Person, ivo: Person) -> None:
        from undersigned.moderation.errors import AlreadyReported

        posted = post(ada, story(news))
        report(acting(ivo), posted.comment_id, ReportDraft(clause="3"))
        with pytest.raises(AlreadyReported):
            report(acting(ivo), posted.comment_id, ReportDraft(clause="2"))
        with pytest.raises(Invalid):
            report(acting(ada), posted.comment_id, ReportDraft(clause="2"))


def test_an_escalation_and_its_note_stay_at_the_desk(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    refused = ruled(mona, posted.comment_id, "refuse")
    call_in(acting(mona), posted.comment_id)
    ruled(mona, posted.comment_id, "escalate", note="Is this ours to decide?")
    assert [d.verdict for d in reads.decisions(posted.comment_id)] == ["escalate", "refuse"]
    assert [d.id for d in reads.rulings(posted.comment_id)] == [refused]
    assert reads.last_decisions([posted.comment_id])[posted.comment_id].id == refused
    assert reads.decision(refused).may_be_appealed
    assert reads.rulings(posted.comment_id)[0].may_be_appealed


def test_what_its_author_took_back_is_not_appealed_any_more(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news))
    mend(ada, posted, HELD)
    refused = ruled(mona, posted.comment_id, "refuse")
    assert reads.decision(refused).may_be_appealed
    withdraw(acting(ada), posted.comment_id)
    assert not reads.decision(refused).may_be_appealed
    with pytest.raises(AppealNotPossible):
        appeal(acting(ada), refused, "Nobody called anybody a moron.")


@pytest.mark.parametrize(
    ("verdict", "state", "outcome"),
    [("refuse", "removed", "upheld"), ("publish", "published", "overturned")],
)
def test_the_appeal_of_a_refused_revision_is_answered_either_way_after_a_removal(
    news: Community,
    ada: Person,
    ivo: Person,
    mona: Person,
    marc: Person,
    verdict: str,
    state: str,
    outcome: str,
) -> None:
    posted = post(ada, story(news))
    mend(ada, posted, HELD)
    asked = appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "It is what the auditor said.")
    report(acting(ivo), posted.comment_id, ReportDraft(clause="3"))
    reported = open_case(posted.comment_id, "reported")
    decide(acting(mona), reported.id, verdict="remove", revision=1, clauses=["3"])
    waiting = open_case(posted.comment_id, "appeal")
    decide(acting(marc), waiting.id, verdict=verdict, revision=2, clauses=["2"])
    assert Comment.objects.get(id=posted.comment_id).state == state
    assert reads.appeal(asked).outcome == outcome
