"""Months added up: counts are sums, people the last month's, the middle of all hours; blanks stay blank."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from undersigned.moderation.totals import median, rows

HOURS = st.dictionaries(st.integers(0, 5_000), st.integers(1, 50), max_size=20)
UNKNOWN = {
    "orders-for-information",
    "orders-median-hours",
    "notices-of-trusted-flaggers",
    "disputes",
    "disputes-outcome",
    "disputes-median-hours",
    "notices-suspended",
    "complaints-suspended",
}


def month(people: dict[str, int], hours: dict[str, int] | None = None, **counts: int) -> dict[str, Any]:
    named = {name.replace("__", ":").replace("_", "-"): n for name, n in counts.items()}
    return {"counts": named, "hours": {"notices": hours or {}, "complaints": {}}, "people": people}


def values(*months: dict[str, Any]) -> dict[str, Any]:
    return {f"{row.code}:{row.scope}": row.value for row in rows(months)}


def test_counts_are_added_and_people_are_the_last_months() -> None:
    found = values(month({"en": 2}, notices__law=3), month({"en": 1, "fr": 4}, notices__law=4, own__refuse=2))
    assert (found["notices:law"], found["own-initiative:refuse"]) == (7, 2)
    assert (found["people:en"], found["people:fr"], found["people-in-all:"]) == (1, 4, 5)


def test_the_middle_of_two_months_is_not_the_middle_of_their_middles() -> None:
    found = values(month({}, {"1": 1}), month({}, {"9": 1, "10": 2}))
    assert found["notices-median-hours:"] == 9


def test_what_is_not_known_is_blank_and_never_nothing() -> None:
    blank = {row.code for row in rows([month({})]) if row.value is None}
    assert blank > UNKNOWN
    assert {row.part for row in rows([month({})])} == set(range(1, 9))


def test_accuracy_and_error_rate_come_from_the_sample() -> None:
    found = values(month({}, sampled=100, sampled_wrong=4))
    assert (found["accuracy:"], found["error-rate:"], found["sampled:"]) == (0.96, 0.04, 100)
    assert 0 < found["error-rate:low"] < 0.04 < found["error-rate:high"] < 0.11
    assert values(month({}))["accuracy:"] is None


def test_clauses_stand_in_the_order_of_the_guidelines() -> None:
    counts = {f"own-clause:{clause}": 1 for clause in ("10", "2.1", "2")}
    told = rows([{"counts": counts, "hours": {"notices": {}, "complaints": {}}, "people": {}}])
    assert [row.scope for row in told if row.code == "own-clause"] == ["2", "2.1", "10"]


@given(HOURS)
def test_half_are_answered_within_the_median(hours: dict[int, int]) -> None:
    found = median(hours)
    everything = sorted(each for each, n in hours.items() for _ in range(n))
    assert found == (everything[(len(everything) - 1) // 2] if everything else None)
