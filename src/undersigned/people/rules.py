"""How people are called and when their words wait. Pure: facts in, verdict out."""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.people.doubts import Doubt, doubts
from undersigned.people.writing import Fault, are_look_alikes, faults, tidy, words

FIRST, LAST = "first_name", "last_name"
PLACE_PUNCTUATION = {ord(char): " " for char in ",()/"}  # Trois-Rivières (Québec), St. John’s / Mount Pearl
PLACE_FAULTS = frozenset(Fault) - {Fault.LONE_MARK, Fault.MIXED_SCRIPTS}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Shape  field: first_name or last_name"""

    field: str
    reason: Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """A name as it would be kept, and what is to be said of it.

    Shape  no refusals: it is accepted as declared; no doubts either: nothing waits because of it
    """

    first: str
    last: str
    is_single: bool
    refusals: tuple[Refusal, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return not self.refusals

    @property
    def full_name(self) -> str:
        return full_name(self.first, self.last)


def check_name(first: str, last: str, *, is_single: bool = False, house: Sequence[str] = ()) -> Verdict:
    """Whether someone living could be called so, and whether a person should look.

    Shape   first, last: as typed, 1–80 characters each once tidied; last may be empty when is_single;
            house: what the publisher and its communities are called
    Source  decision 0007; PRODUCT N1, N3: refused only what nobody could be called
    """
    first, last = tidy(first), tidy(last)
    if is_single and not first:
        first, last = last, ""
    is_single = is_single and not last
    refusals = [Refusal(FIRST, fault) for fault in faults(first)]
    if not is_single:
        refusals += [Refusal(LAST, fault) for fault in faults(last)]
    if not refusals:
        refusals = _look_alikes(first, last)
    found = () if refusals else doubts(first, last, is_single=is_single, house=house)
    return Verdict(first, last, is_single, tuple(refusals), found)


def _look_alikes(first: str, last: str) -> list[Refusal]:
    """Whole words of another script drawn like Latin, beside words in Latin."""
    together = [(FIRST, word) for word in words(first)] + [(LAST, word) for word in words(last)]
    posing = {
        field: Refusal(field, Fault.MIXED_SCRIPTS)
        for field, word in together
        if any(are_look_alikes(word, other) for _, other in together)
    }
    return list(posing.values())


def check_place(place: str) -> tuple[str, Fault | None]:
    """Where someone writes from, as it will be kept, and what speaks against it.

    Shape  place: empty, or up to 80 characters that can be seen, and no address
    """
    kept = tidy(place)
    found = faults(kept.translate(PLACE_PUNCTUATION)) if kept else ()
    return kept, next((fault for fault in found if fault in PLACE_FAULTS), None)


def full_name(first: str, last: str) -> str:
    """The byline of a full name: first, then last; the first alone for a recorded single name."""
    return f"{first} {last}".strip()


def hold_reasons(name_state: str, doubts: Sequence[str], *, is_restricted: bool) -> tuple[str, ...]:
    """Why everything an author sends waits for a person; empty when nothing does."""
    reasons = []
    if is_restricted:
        reasons.append("author-held")
    if name_state == "challenged":
        reasons.append("name-challenged")
    if name_state == "declared" and doubts:
        reasons.append("name-doubted")
    return tuple(reasons)
