"""The figures as tables: the same rows for the page, for its plots, and for a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from babel.dates import format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils.functional import Promise
from django.utils.translation import get_language

from undersigned.kernel.moments import locale_of

from .plots import Strip, lengths

Kind = Literal["words", "count", "share", "span", "index"]


@dataclass(frozen=True, slots=True)
class Column:
    """Shape  code: what it is called in a file; kind: how its values are said; span: in seconds"""

    code: str
    words: str | Promise
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures. The first column names the row.

    Shape  values: as a file has them; named: the first column in words, where that differs; links: where
           the name of a row leads; bars: the column whose values are drawn in the table itself;
           newest_first: on the page, while a plot and a file go on in time
    """

    key: str
    title: str | Promise
    says: str | Promise
    columns: Sequence[Column]
    values: Sequence[Sequence[Any]]
    named: Sequence[str] | None = None
    links: Sequence[str] = ()
    strips: Sequence[Strip] = ()
    bars: str = ""
    newest_first: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """As the page has them: name, link, cells in words, length of the bar."""
        names = self.named or [str(row[0]) for row in self.values]
        links = self.links or [""] * len(names)
        drawn = next((n for n, column in enumerate(self.columns) if column.code == self.bars), None)
        bars = lengths([row[drawn] or 0 for row in self.values]) if drawn else [None] * len(names)
        rows = [
            {"name": name, "link": link, "cells": self._said(row), "bar": bar}
            for name, link, row, bar in zip(names, links, self.values, bars, strict=True)
        ]
        return rows[::-1] if self.newest_first else rows

    def _said(self, row: Sequence[Any]) -> list[str]:
        pairs = list(zip(self.columns, row, strict=True))[1:]
        return [said(column.kind, value) for column, value in pairs]


def said(kind: Kind, value: Any) -> str:
    """One value in the reader's language; a dash for none."""
    return "–" if value is None else SAID[kind](value)


def _locale() -> Any:
    return locale_of(get_language() or "en")


def _span(seconds: float) -> str:
    """The largest unit of which there are two, or just one: 90 mins, 1 hr, 5 hrs, 3 days."""
    is_just_one = seconds in (3_600, 86_400)
    spanned = timedelta(seconds=round(seconds))
    return str(format_timedelta(spanned, threshold=1 if is_just_one else 2, format="short", locale=_locale()))


def _share(value: float) -> str:
    """In percent with one place, a half to the even neighbour of its decimal figures, as triage.js rounds."""
    rounded = round(Decimal(str(value)), 3)
    return str(format_percent(rounded, locale=_locale(), decimal_quantization=False))


SAID: dict[Kind, Callable[[Any], str]] = {
    "words": str,
    "count": lambda value: str(format_decimal(value, locale=_locale())),
    "share": _share,
    "span": _span,
    "index": lambda value: str(format_decimal(round(value, 2), locale=_locale())),
}


def share(part: int, whole: int) -> float | None:
    """What part of a whole something is; nothing of nothing."""
    return round(part / whole, 4) if whole else None
