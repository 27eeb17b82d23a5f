"""Which part of the queue a person is working on: kept in the address, from case to case."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise

from undersigned.kernel.errors import NotFound
from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import NO_SEARCH, CaseShape, Search, Tally
from undersigned.stories import reads as stories

from .access import Place, Seat
from .words import BANDS, EVERYWHERE, KINDS, STANDINGS, VIEWS

ASKED = ("section", "language", "clause", "standing", "band", "words")
LONGEST = 200
NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Filters:
    """Shape  view: a key of `VIEWS`; place: one community, or None for all of the seat's; story: a key
    there; search: the same story by its id, and what else is asked for
    """

    view: str = ""
    place: Place | None = None
    story: str = ""
    search: Search = NO_SEARCH

    @classmethod
    def of(cls, given: QueryDict, places: Sequence[Place]) -> Self:
        """What the address asks for; anything unknown counts as not asked."""
        view, slug = given.get("kind", ""), given.get("community", "")
        place = next((place for place in places if place.slug == slug), None)
        story = given.get("story", "") if place is not None else ""
        asked = {name: given.get(name, "").strip()[:LONGEST] for name in ASKED}
        for name, known in (("standing", STANDINGS), ("band", BANDS)):
            if asked[name] not in known:
                asked[name] = ""
        return cls(view if view in VIEWS else "", place, story, _search(place, story, asked))

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; empty when nothing is filtered."""
        asked = {"kind": self.view, "community": self.place.slug if self.place else "", "story": self.story}
        asked |= {name: getattr(self.search, name) for name in ASKED}
        given = urlencode({name: value for name, value in asked.items() if value})
        return f"?{given}" if given else ""

    @property
    def kind(self) -> str | None:
        return self.view if self.view in KINDS else None

    def community_ids(self, seat: Seat) -> Collection[UUID] | None:
        return [self.place.id] if self.place else seat.community_ids

    def cases(self, seat: Seat, limit: int, after: UUID | None) -> list[CaseShape]:
        """The open cases asked for, the most urgent first."""
        narrowed: dict[str, Any] = {"escalated": self.view == "escalated", "search": self.search}
        if self.view == "mine":
            narrowed["claimed_by"] = seat.person_id
        return cases.queue(self.community_ids(seat), self.kind, limit, after, **narrowed)

    @property
    def is_narrowed(self) -> bool:
        return self.search != NO_SEARCH

    @property
    def widened(self) -> str:
        """The address without what is searched for."""
        return replace(self, story="", search=NO_SEARCH).query


def _search(place: Place | None, story: str, asked: dict[str, str]) -> Search:
    """A story that is not there finds nothing, as an address that was mistyped should."""
    found: UUID | None = None
    if story and place is not None:
        try:
            found = stories.by_key(place.id, story).id
        except NotFound:
            found = NOWHERE
    return replace(NO_SEARCH, story_id=found, **asked)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to filter, with what is open that way."""

    label: str | Promise
    query: str
    count: int
    is_chosen: bool


def choices(
    filters: Filters, places: Sequence[Place], tally: Sequence[Tally]
) -> tuple[list[Choice], list[Choice]]:
    """The kinds of cases and the communities to choose from, each counted within the other choice."""
    here = [row for row in tally if filters.place is None or row.community_id == filters.place.id]
    kinds = [
        Choice(label, replace(filters, view=view).query, _count(here, view), view == filters.view)
        for view, label in VIEWS.items()
    ]
    by_place: Counter[UUID] = Counter()
    for row in tally:
        by_place[row.community_id] += _count([row], filters.view)
    where = [
        Choice(EVERYWHERE, replace(filters, place=None).query, by_place.total(), filters.place is None),
        *(
            Choice(
                place.name, replace(filters, place=place).query, by_place[place.id], place == filters.place
            )
            for place in places
        ),
    ]
    return kinds, where if len(places) > 1 else []


def _count(rows: Sequence[Tally], view: str) -> int:
    if view == "escalated":
        return sum(row.escalated for row in rows)
    if view == "mine":
        return sum(row.mine for row in rows)
    return sum(row.open for row in rows if view in ("", row.kind))
