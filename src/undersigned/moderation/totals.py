"""The eight parts of a transparency report, out of what months had counted. Pure.

Source  Regulation (EU) 2024/2835, whose template has eight quantitative parts and one qualitative. What this
        product cannot know, such as disputes settled out of court, is left blank: never counted as nothing
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .agreement import measured
from .rules import clause_key

VERDICTS = ("remove", "refuse", "hold", "label")
ACCOUNTS = ("warn", "hold", "slow", "suspend", "ban")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. Shape  part: 1–8; scope: what of it, or empty; value: None for what is not known here"""

    part: int
    code: str
    scope: str
    value: float | None


def rows(months: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Every indicator of some months together, the oldest month first; of people, the last month's."""
    counts: Counter[str] = Counter()
    for month in months:
        counts.update(month["counts"])
    people = dict(months[-1]["people"]) if months else {}
    hours = {kind: _added(month["hours"][kind] for month in months) for kind in ("notices", "complaints")}
    return [
        *(Row(1, "orders-carried-out", verdict, counts[f"order:{verdict}"]) for verdict in VERDICTS),
        Row(1, "orders-for-information", "", None),
        Row(1, "orders-median-hours", "", None),
        *(Row(2, "notices", ground, counts[f"notices:{ground}"]) for ground in ("law", "guidelines")),
        Row(2, "notices-of-trusted-flaggers", "", None),
        Row(2, "notices-acted-on", "law", _sum(counts, "notice")),
        Row(2, "notices-acted-on", "guidelines", _sum(counts, "report")),
        Row(2, "notices-without-a-person", "", 0),
        Row(2, "notices-median-hours", "", median(hours["notices"])),
        *(Row(3, "own-initiative", verdict, counts[f"own:{verdict}"]) for verdict in VERDICTS),
        *(Row(3, "own-ground", ground, counts[f"own-ground:{ground}"]) for ground in ("law", "guidelines")),
        *(Row(3, "own-clause", clause, counts[f"own-clause:{clause}"]) for clause in _clauses(counts)),
        *(Row(4, "complaints", by, counts[f"complaints:{by}"]) for by in ("author", "reporter", "account")),
        *(
            Row(4, "complaints-outcome", outcome, counts[f"outcome:{outcome}"])
            for outcome in ("upheld", "overturned", "withdrawn")
        ),
        Row(4, "complaints-median-hours", "", median(hours["complaints"])),
        *(Row(5, code, "", None) for code in ("disputes", "disputes-outcome", "disputes-median-hours")),
        *(Row(6, "accounts", kind, counts[f"accounts:{kind}"]) for kind in ACCOUNTS),
        Row(6, "notices-suspended", "", None),
        Row(6, "complaints-suspended", "", None),
        *_automation(counts),
        *(Row(8, "people", language, people[language]) for language in sorted(people)),
        Row(8, "people-in-all", "", sum(people.values()) if months else None),
    ]


def _automation(counts: Counter[str]) -> list[Row]:
    looked = measured(counts["sampled"], counts["sampled-wrong"])
    return [
        Row(7, "published-by-rule", "", counts["published-by-rule"]),
        Row(7, "restricted-by-rule", "", counts["by_rule"]),
        Row(7, "marked-by-program", "", counts["detected"]),
        Row(7, "sampled", "", looked.of),
        Row(7, "accuracy", "", None if looked.share is None else round(1 - looked.share, 4)),
        Row(7, "error-rate", "", None if looked.share is None else round(looked.share, 4)),
        Row(7, "error-rate", "low", None if looked.low is None else round(looked.low, 4)),
        Row(7, "error-rate", "high", None if looked.high is None else round(looked.high, 4)),
    ]


def _sum(counts: Counter[str], source: str) -> int:
    return sum(counts[f"{source}:{verdict}"] for verdict in VERDICTS)


def _clauses(counts: Counter[str]) -> list[str]:
    named = {code.partition(":")[2] for code in counts if code.startswith("own-clause:")}
    return sorted(named, key=clause_key)


def _added(found: Any) -> Counter[int]:
    added: Counter[int] = Counter()
    for each in found:
        added.update({int(hours): n for hours, n in each.items()})
    return added


def median(hours: Mapping[int, int]) -> int | None:
    """Within how many whole hours half of them were answered; None of none."""
    half, passed = (sum(hours.values()) + 1) // 2, 0
    for each in sorted(hours):
        passed += hours[each]
        if passed >= half:
            return each
    return None
