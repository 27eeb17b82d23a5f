"""What every act of the machine goes through: the product and the model have to say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from tests.any_order.model import Matter, Remark, Ruling
from tests.any_order.world import World, travelling
from undersigned.conversation.shapes import Sort
from undersigned.kernel.errors import Refused
from undersigned.ledger.models import Entry
from undersigned.moderation.models import Decision
from undersigned.owed.models import Owed
from undersigned.snapshots.build import Document

T = TypeVar("T")
BETWEEN = timedelta(seconds=7)


def told(refused: Refused) -> tuple[str, Any]:
    """What of a refusal has to be foreseen."""
    return refused.code, refused.data.get("why") or refused.data.get("fields")


class Acting(RuleBasedStateMachine):
    """One course of acts, in a transaction that is undone at its end."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.model = self.world.model()
        self.travel = travelling()
        self.clock = self.travel.start()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.count, self.is_news = 0, True
        self.pages: dict[bool, dict[Sort, Document]] = {}

    def teardown(self) -> None:
        try:
            self.at_the_end()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            self.travel.stop()

    def at_the_end(self) -> None:
        """What is looked at once a course."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def acts(self, does: Callable[[], T], foreseen: Callable[[], Any]) -> T | None:
        """What comes of an act; None where it is refused."""
        return self._agreed(does, foreseen)[1]

    def done(self, does: Callable[[], None], foreseen: Callable[[], Any]) -> bool:
        """Whether an act is done, and not refused."""
        return self._agreed(does, foreseen)[0]

    def _agreed(self, does: Callable[[], T], foreseen: Callable[[], Any]) -> tuple[bool, T | None]:
        """Do it a moment later: refused as the model has foreseen, and then nothing was written; or done."""
        self.clock.shift(BETWEEN)
        self.count += 1
        Owed.objects.filter(kind="mail").delete()
        before = Entry.objects.count()
        expected = happened = done = None
        try:
            foreseen()
        except Refused as refused:
            expected = told(refused)
        try:
            done = does()
        except Refused as refused:
            happened = told(refused)
        assert happened == expected
        assert happened is None or Entry.objects.count() == before
        self.is_news |= happened is None
        return happened is None, done

    def letters_to(self, person_id: UUID) -> int:
        """How many letters the last act wrote to somebody."""
        (email,) = (person.email for person in self.world.people if person.id == person_id)
        return sum(email in row.payload["to"] for row in Owed.objects.filter(kind="mail"))

    def remark(self, index: int) -> Remark:
        return self.model.remarks[index % len(self.model.remarks)]

    def case(self, index: int) -> Matter:
        """Open ones first: there is more to be done with them."""
        cases = sorted(self.model.cases, key=lambda case: case.closed_at is not None)
        return cases[index % len(cases)]

    def ruled_by_house(self, remark: Remark, case: Matter | None, verdict: str) -> None:
        """A decision that the house rule has just taken."""
        row = Decision.objects.filter(comment_id=remark.id).latest("at", "id")
        assert (row.verdict, row.by_id, row.case_id) == (verdict, None, case and case.id)
        ruling = Ruling(row.id, remark, verdict, None, remark.latest.number, row.at, case)
        remark.rulings.append(ruling)
