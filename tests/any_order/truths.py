"""What holds after every act: the rows say what the model says, and what docs/decisions/ promises of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from hypothesis.stateful import invariant

from tests.any_order.acting import Acting
from tests.any_order.model import INTERIM, Remark
from tests.any_order.ruling import answer_to, fitting, is_reversed, may_appeal, may_appeal_report, stays
from tests.journeys.truths import check_places_and_tallies
from undersigned.conversation import reads as comments
from undersigned.conversation.models import Comment, Revision
from undersigned.journeys.prove import prove
from undersigned.kernel.errors import Refused
from undersigned.ledger.shapes import Verified
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Appeal, Case, Claim, Decision, Pending
from undersigned.people import reads as people
from undersigned.people.models import Person
from undersigned.stories import closing
from undersigned.stories.models import Closure

PROVED_EVERY = 12


class Truths(Acting):
    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[UUID, dict[str, Any]] = {}

    def at_the_end(self) -> None:
        super().at_the_end()
        assert isinstance(prove(), Verified)

    @invariant()
    def everything_holds(self) -> None:
        """Looked at when something was done; with what is refused, nothing is written."""
        if not self.is_news:
            return
        self.is_news = False
        self.comments_stand_as_the_model_has_them()
        self.what_is_public_was_decided()
        self.cases_stand_as_the_model_has_them()
        self.nothing_held_waits_for_nobody()
        self.decisions_are_never_edited_and_by_whoever_may()
        self.appeals_are_answered_by_somebody_else()
        self.a_person_can_decide_whatever_waits()
        self.nothing_is_accepted_after_the_closing()
        self.people_are_restricted_as_the_model_has_it()
        self.an_author_is_told_what_is_so()
        self.a_reporter_is_told_what_is_so()
        self.only_what_is_over_is_forgotten()
        self.nothing_tells_who_was_erased()
        self.the_ledger_verifies()

    def the_ledger_verifies(self) -> None:
        if self.count % PROVED_EVERY == 1:
            assert isinstance(prove(), Verified)

    def comments_stand_as_the_model_has_them(self) -> None:
        rows = Comment.objects.values_list("id", "state", "shown__number", "latest_number", "label")
        said = {r.id: (r.state, r.shown, r.latest.number, r.label) for r in self.model.remarks}
        assert {id_: tuple(rest) for id_, *rest in rows} == said
        check_places_and_tallies()
        replies = Count("replies", filter=Q(replies__present=True))
        assert not Comment.objects.annotate(counted=replies).exclude(counted=F("reply_count")).exists()

    def what_is_public_was_decided(self) -> None:
        public = Comment.objects.filter(state="published")
        decided = public.filter(
            shown__decisions__verdict__in=("publish", "restore"), shown__decisions__comment=F("id")
        )
        assert set(public.values_list("id", flat=True)) == set(decided.values_list("id", flat=True))

    def cases_stand_as_the_model_has_them(self) -> None:
        rows = {
            row.id: (row.comment_id, row.kind, row.closed_at, row.escalated_at is not None)
            for row in Case.objects.all()
        }
        assert rows == {
            c.id: (c.comment.id, c.kind, c.closed_at, c.escalated_by is not None) for c in self.model.cases
        }
        still_open = {id_ for id_, (_, _, closed_at, _) in rows.items() if closed_at is None}
        assert set(Pending.objects.values_list("case_id", flat=True)) == still_open
        beside_appeals = Counter(rows[id_][0] for id_ in still_open if rows[id_][1] != "appeal")
        assert set(beside_appeals.values()) <= {1}
        leases = {c.id: (c.claimed_by, c.claimed_until) for c in self.model.cases if c.claimed_by}
        found = {row.case_id: (row.by_id, row.until) for row in Claim.objects.all()}
        assert found == leases

    def nothing_held_waits_for_nobody(self) -> None:
        for remark in self.model.remarks:
            behind = (
                remark.state == "published" and not remark.is_latest_shown and not self._is_refused(remark)
            )
            assert remark.waits_in is not None or not (remark.state == "held" or behind)

    def _is_refused(self, remark: Remark) -> bool:
        return any(r.revision == remark.latest.number and r.verdict not in INTERIM for r in remark.rulings)

    def decisions_are_never_edited_and_by_whoever_may(self) -> None:
        rows: dict[UUID, dict[str, Any]] = {row["id"]: {**row} for row in Decision.objects.values()}
        assert {id_: rows.get(id_) for id_ in self.kept} == self.kept
        self.kept = rows
        assert set(rows) == {ruling.id for ruling in self.model.rulings}
        authors = dict(Comment.objects.values_list("id", "author_id"))
        by_case: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(rows.values(), key=lambda row: (row["at"], row["id"])):
            assert row["by_id"] != authors[row["comment_id"]]
            if row["case_id"] is not None:
                by_case[row["case_id"]].append(row)
        closed = dict(Case.objects.values_list("id", "closed_at"))
        for case_id, taken in by_case.items():
            closing_ones = [row for row in taken if row["verdict"] not in INTERIM]
            assert len(closing_ones) <= 1
            assert all(row is taken[-1] and row["at"] == closed[case_id] for row in closing_ones)
            passed_on = [row["by_id"] for row in taken if row["verdict"] == "escalate"]
            assert len(passed_on) <= 1
            assert all(row["by_id"] not in passed_on for row in closing_ones)
            assert not passed_on or all(row["by_id"] in self.model.editors for row in closing_ones)

    def appeals_are_answered_by_somebody_else(self) -> None:
        said = {a.id: a.outcome for case in self.model.cases for a in case.asked}
        rows = Appeal.objects.select_related("answer", "decision")
        for row in rows:
            assert row.outcome == said.pop(row.id)
            if row.answer is not None:
                assert row.answer.by_id not in (None, row.decision.by_id, row.by_id)
        assert not said

    def a_person_can_decide_whatever_waits(self) -> None:
        for remark in self.model.remarks:
            for case in remark.open_cases:
                fits = set(cases.fitting(case.id))
                assert fits == fitting(case)
                assert fits - {*INTERIM}
                settled = {
                    "overturned" if v in ("publish", "restore", "label") else "upheld"
                    for v in fits - {*INTERIM}
                }
                is_kept = remark.state == "published" and remark.shown == case.to_judge.number
                is_moot = not case.is_reporters and is_kept
                if case.asked and not is_moot:
                    assert settled == {"overturned", "upheld"}

    def nothing_is_accepted_after_the_closing(self) -> None:
        sent = list(Revision.objects.values_list("comment__story_id", "at"))
        for row in Closure.objects.all():
            ends = [each for each in (row.until, row.reopened_at) if each is not None]
            until = min(ends, default=datetime.max.replace(tzinfo=row.at.tzinfo))
            assert not [at for story_id, at in sent if story_id == row.story_id and row.at < at < until]
        states = closing.states([place.id for place in self.model.places], {}, self.now)
        for place in self.model.places:
            assert states[place.id].is_open == (place.closed(self.now) is None)

    def people_are_restricted_as_the_model_has_it(self) -> None:
        if not self.model.limits:
            return
        for person in self.world.writers:
            for place in self.model.places:
                found = {each.restriction_id for each in people.restrictions(person.id, place.community)}
                limits = self.model.limits_on(person.id, place.community, self.now)
                assert found == {limit.id for limit in limits}

    def an_author_is_told_what_is_so(self) -> None:
        """One of them after each act."""
        person = self.world.writers[self.count % len(self.world.writers)]
        remarks = [remark for remark in self.model.remarks if remark.author == person.id]
        own = {each.id: each for each in comments.own(person.id)}
        assert set(own) == {remark.id for remark in remarks}
        last = cases.last_decisions(own)
        for remark in remarks:
            told = own[remark.id]
            shown = next((t.text for t in remark.texts if t.number == remark.shown), "")
            assert told.state == remark.state
            assert told.shown_text == (shown if remark.state == "published" else "")
            assert told.text == ("" if remark.latest.is_purged else remark.latest.text)
            word = remark.last_word
            assert (remark.id in last) == (word is not None)
            if word is not None:
                assert (last[remark.id].id, last[remark.id].verdict) == (word.id, word.verdict)
                assert last[remark.id].may_be_appealed == self._may(may_appeal, self.model, word)

    def a_reporter_is_told_what_is_so(self) -> None:
        person = self.world.people[self.count % len(self.world.people)]
        reports = [told for told in self.model.reports if told.by == person.id]
        rows = {each.id: each for each in cases.own_reports(person.id)} if reports else {}
        for told in reports:
            ruling, row = answer_to(told), rows[told.id]
            kept = ruling is not None and stays(ruling) != is_reversed(ruling)
            became = "withdrawn" if ruling is None else "kept" if kept else "taken-away"
            became = "labelled" if ruling is not None and ruling.verdict == "label" else became
            assert row.outcome == (None if told.case.closed_at is None else became)
            assert row.may_be_appealed == self._may(may_appeal_report, told)

    def only_what_is_over_is_forgotten(self) -> None:
        rows = Revision.objects.exclude(purged_at=None)
        gone = {(row.comment_id, row.number, row.text + row.html) for row in rows}
        assert gone == {(r.id, t.number, "") for r in self.model.remarks for t in r.texts if t.is_purged}
        for remark in self.model.remarks:
            if any(text.is_purged for text in remark.texts):
                assert not [
                    r
                    for r in remark.rulings
                    if r.revision in self._purged(remark) and self._may(may_appeal, self.model, r)
                ]

    def nothing_tells_who_was_erased(self) -> None:
        for person in Person.objects.filter(id__in=self.model.erased):
            assert person.email == f"{person.id.hex}@erased.invalid"
            assert not person.names.exclude(first="", last="").exists()
        gone = Comment.objects.filter(author_id__in=self.model.erased)
        signed = set(gone.exclude(byline_name="").values_list("id", flat=True))
        kept = {r.id for r in self.model.remarks if not all(text.is_purged for text in r.texts)}
        assert signed == set(gone.values_list("id", flat=True)) & kept

    def _purged(self, remark: Remark) -> set[int]:
        return {text.number for text in remark.texts if text.is_purged}

    def _may(self, rule: Any, *given: Any) -> bool:
        try:
            rule(*given, self.now)
        except Refused:
            return False
        return True
