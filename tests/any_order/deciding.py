"""Acts at the desk: claim, release, decide alone and together, call in, look again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.any_order.acting import Acting
from tests.any_order.model import AGAINST, LEASE, Matter, Remark, Ruling
from tests.any_order.ruling import VERDICTS, decided, fitting, join, may_decide, may_hold, was_overturned
from tests.any_order.world import actor
from undersigned.conversation.errors import TextPurged
from undersigned.journeys.call_in import call_in
from undersigned.journeys.claim import claim, release
from undersigned.journeys.decide import decide
from undersigned.journeys.decide_together import decide_together
from undersigned.journeys.look_again import draw_samples, look_again
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.errors import Invalid, NotFound, Refused
from undersigned.moderation.errors import Overtaken, OwnComment, SamePerson
from undersigned.moderation.models import Decision, SecondLook, Selection

indices = st.integers(0, 40)
anybody = st.integers(0, 5) | st.integers(0, 5) | st.integers(0, 40)
labels = st.sampled_from(["The pumps were bought in 1988.", "The auditor says 1986.", ""])


class Deciding(Acting):
    def _who(self, index: int) -> UUID:
        """Those who decide come first, then everybody."""
        people = dict.fromkeys([*self.world.deciders, *self.world.people])
        return list(people)[index % len(people)].id

    @precondition(lambda self: self.model.cases)
    @rule(who=anybody, what=indices)
    def claim(self, who: int, what: int) -> None:
        by, case = self._who(who), self.case(what)
        until = self.acts(lambda: claim(actor(by), case.id), lambda: may_hold(self.model, by, case, self.now))
        if until is not None:
            assert until == self.now + LEASE
            case.claimed_by, case.claimed_until = by, until

    @precondition(lambda self: self.model.cases)
    @rule(who=anybody, what=indices)
    def release(self, who: int, what: int) -> None:
        by, case = self._who(who), self.case(what)
        self.acts(lambda: release(actor(by), case.id), lambda: None)
        if case.claimed_by == by:
            case.claimed_by = case.claimed_until = None

    @precondition(lambda self: self.model.cases)
    @rule(who=anybody, what=indices, verdict=st.sampled_from(VERDICTS), label=labels, sees=st.integers(0, 9))
    def decide(self, who: int, what: int, verdict: str, label: str, sees: int) -> None:
        """Once in a while somebody has an older revision on the screen."""
        case = self.case(what)
        revision = 1 if sees == 0 else case.to_judge.number
        self._decide(self._who(who), case, verdict, revision, label)

    @precondition(lambda self: any(fitting(case) for case in self.model.cases))
    @rule(who=anybody, what=indices, how=indices)
    def decide_fittingly(self, who: int, what: int, how: int) -> None:
        """What the page offers, by whoever looks at it."""
        cases = [case for case in self.model.cases if fitting(case)]
        case = cases[what % len(cases)]
        verdicts = sorted(fitting(case))
        verdict = verdicts[how % len(verdicts)]
        self._decide(self._who(who), case, verdict, case.to_judge.number, f"Note {self.count}.")

    def _decide(self, by: UUID, case: Matter, verdict: str, revision: int, label: str) -> None:
        said: dict[str, Any] = {
            "clauses": ["2"],
            "note": "Mind the tone.",
            "label": label,
            "reply": "We looked.",
        }
        decision_id = self.acts(
            lambda: decide(actor(by), case.id, verdict=verdict, revision=revision, **said),
            lambda: may_decide(self.model, by, case, verdict, revision, label, self.now),
        )
        if decision_id is None:
            return
        decided(
            case, Ruling(decision_id, case.comment, verdict, by, revision, self.now, case), label, self.now
        )
        if verdict not in ("publish", "escalate"):
            assert self.letters_to(case.comment.author) == 1

    @precondition(lambda self: self.model.cases)
    @rule(
        who=anybody,
        what=st.lists(indices, min_size=1, max_size=4),
        verdict=st.sampled_from(["publish", "refuse"]),
    )
    def decide_together(self, who: int, what: list[int], verdict: str) -> None:
        by = self._who(who)
        cases = list(dict.fromkeys(self.case(each) for each in what))
        community = cases[0].comment.story.community
        items = [(case.id, case.to_judge.number) for case in cases]
        seen = [number for _, number in items]
        made = self.acts(
            lambda: decide_together(actor(by), community, items, verdict=verdict, clauses=["2"]),
            lambda: self.model.require_staff(by),
        )
        if made is not None:
            self._decided_together(made, by, community, cases, seen, verdict)

    def _decided_together(
        self,
        made: UUID,
        by: UUID,
        community: UUID,
        cases: Sequence[Matter],
        seen: Sequence[int],
        verdict: str,
    ) -> None:
        rows = dict(Decision.objects.filter(selection_id=made).values_list("case_id", "id"))
        left = []
        for case, number in zip(cases, seen, strict=True):
            remark = case.comment
            try:
                if case.kind not in ("held", "review", "reported") or remark.story.community != community:
                    raise Overtaken(why="one-by-one")
                fits = _alike(case, verdict)
                may_decide(self.model, by, case, fits, number, "", self.now)
            except Refused as refused:
                left.append([str(case.id), refused.data.get("why", refused.code)])
            else:
                ruling = Ruling(rows.pop(case.id), remark, fits, by, number, self.now, case)
                decided(case, ruling, "", self.now)
        selection = Selection.objects.get(id=made)
        assert (selection.left, rows, selection.reached) == (left, {}, len(cases))

    @precondition(lambda self: self.model.remarks)
    @rule(who=anybody, what=indices)
    def call_in(self, who: int, what: int) -> None:
        by, remark = self._who(who), self.remark(what)

        def foreseen() -> None:
            self.model.require_staff(by)
            if remark.author == by:
                raise OwnComment
            if remark.state == "withdrawn":
                raise NotFound
            shown = [text for text in remark.texts if text.number in (remark.shown, remark.latest.number)]
            if remark.state in ("refused", "removed") and all(text.is_purged for text in shown):
                raise TextPurged
            if not _called_in(remark) and was_overturned(self.model, remark, by):
                raise SamePerson

        case_id = self.acts(lambda: call_in(actor(by), remark.id), foreseen)
        if case_id is None:
            return
        waiting = _called_in(remark)
        if waiting:
            assert case_id in [case.id for case in waiting]
        else:
            case = join(remark, case_id, "reported", self.now)
            case.is_called_in = True
            assert case.id == case_id

    @precondition(lambda self: self.model.rulings)
    @rule()
    def draw_samples(self) -> None:
        """Every decision of the day."""
        self.acts(lambda: draw_samples(HOUSE), lambda: None)

    @precondition(lambda self: SecondLook.objects.exists())
    @rule(who=anybody, what=indices, verdict=st.sampled_from(["publish", "refuse"]))
    def look_again(self, who: int, what: int, verdict: str) -> None:
        """It changes nothing: the model does not know of it."""
        rows = list(SecondLook.objects.order_by("decision_id"))
        row, by = rows[what % len(rows)], self._who(who)
        (ruling,) = (each for each in self.model.rulings if each.id == row.decision_id)

        def foreseen() -> None:
            self.model.require_staff(by)
            if ruling.by == by:
                raise SamePerson
            if ruling.comment.author == by:
                raise OwnComment
            if row.by_id is not None:
                raise Overtaken(why="decided")

        agrees = self.acts(lambda: look_again(actor(by), row.id, verdict, ["2"]), foreseen)
        if agrees is not None:
            assert agrees == ((ruling.verdict in AGAINST) == (verdict == "refuse"))


def _called_in(remark: Remark) -> list[Matter]:
    """The cases that calling in leads to: while an appeal is open, nobody gets around that."""
    appeals = [case for case in remark.open_cases if case.kind == "appeal"]
    return appeals or [case for case in remark.open_cases if case.kind != "review"]


def _alike(case: Matter, verdict: str) -> str:
    """To let a comment stand or not, as its state allows. Errors  Invalid"""
    if case.closed_at is not None:
        return verdict
    for fits in {"publish": ("restore", "publish"), "refuse": ("refuse", "remove")}[verdict]:
        if fits in fitting(case):
            return fits
    raise Invalid({"verdict": ["does-not-fit"]})
