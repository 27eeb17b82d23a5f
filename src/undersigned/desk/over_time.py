"""Figures over time: day by day, and by the hour of the day."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from undersigned.moderation import figures

from .counted import Counted
from .period import day_in_short, day_of_table
from .plots import Strip, strip
from .tables import Column, Table, said, share

HOURS = tuple(f"{hour:02}" for hour in range(24))


def volume(found: Counted) -> Table:
    """What came in, and what became of it."""
    days = found.period.days
    by_day: Counter[tuple[str, str]] = Counter()
    for (day, _hour), n in found.submitted.items():
        by_day[day, "submitted"] += n
    for (day, kind), n in found.opened.items():
        by_day[day, "held"] += n * (kind == "held")
    for (day, verdict, is_rule), n in found.decided.items():
        by_day[day, "at_once"] += n * (is_rule and verdict == "publish")
        by_day[day, "refused"] += n * (verdict == "refuse")
        by_day[day, "removed"] += n * (verdict == "remove")
    for day, n in found.reported.items():
        by_day[day, "reports"] += n
    columns = [
        Column("day", _("Day"), "words"),
        Column("submitted", _("Submitted")),
        Column("at_once", _("Published at once")),
        Column("held", _("Held")),
        Column("refused", pgettext("how many", "Refused")),
        Column("removed", pgettext("how many", "Removed")),
        Column("reports", _("Reports")),
        Column("share_held", _("Share held"), "share"),
        Column("share_refused", _("Share refused"), "share"),
    ]
    codes = [column.code for column in columns[1:7]]
    values = [
        [
            day,
            *(by_day[day, code] for code in codes),
            share(by_day[day, "held"], by_day[day, "submitted"]),
            share(by_day[day, "refused"], by_day[day, "submitted"]),
        ]
        for day in days
    ]
    return Table(
        "volume",
        _("Volume"),
        _("What came in, and what became of it, day by day. A text that is revised is looked at anew."),
        columns,
        values,
        [day_of_table(day) for day in days],
        strips=_strips(columns[:7], [day_in_short(day) for day in days], values),
        newest_first=True,
    )


def waiting(found: Counted) -> Table:
    """How long people took."""
    days = found.period.days
    by_day, whole = figures.waits(found.span, "day"), figures.waits(found.span).get(None)
    values = [
        [day, told.count if told else 0, told and told.half, told and told.most]
        for day, told in ((day, by_day.get(day)) for day in days)
    ]
    columns = [
        Column("day", _("Day"), "words"),
        Column("decisions", _("Decisions")),
        Column("p50_seconds", _("Half within"), "span"),
        Column("p95_seconds", _("19 of 20 within"), "span"),
    ]
    return Table(
        "waiting",
        _("Time to decision"),
        _("From the opening of a case to the decision of a person that ended it, by day of decision."),
        columns,
        values,
        [day_of_table(day) for day in days],
        strips=_strips(columns, [day_in_short(day) for day in days], values),
        newest_first=True,
        more={"half": said("span", whole and whole.half), "most": said("span", whole and whole.most)},
    )


def hours(found: Counted) -> Table:
    """When comments come in, and when people decide."""
    decided = figures.decided_by_hour(found.span)
    submitted: Counter[str] = Counter()
    for (_day, hour), n in found.submitted.items():
        submitted[hour] += n
    values = [[hour, submitted[hour], decided[hour]] for hour in HOURS]
    columns = [
        Column("hour", _("Hour (UTC)"), "words"),
        Column("submitted", _("Submitted")),
        Column("decided", _("Decided by people")),
    ]
    says = _("When comments come in, and when people decide.")
    return Table(
        "hours", _("By hour of the day"), says, columns, values, strips=_strips(columns, HOURS, values)
    )


def _strips(columns: Sequence[Column], names: Sequence[str], values: Sequence[Sequence[Any]]) -> list[Strip]:
    """A row of bars for each column but the first."""
    return [
        strip(
            str(column.words),
            names,
            [row[n] for row in values],
            [said(column.kind, row[n]) for row in values],
        )
        for n, column in enumerate(columns)
        if n
    ]
