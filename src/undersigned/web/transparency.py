"""Transparency reports in words: their parts, their indicators, and what each is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from undersigned.exchange.workbook import Sheet
from undersigned.kernel.moments import locale_of
from undersigned.moderation.totals import Row

PARTS: dict[int, Promise] = {
    1: gettext_lazy("Orders from authorities"),
    2: gettext_lazy("Notices and reports"),
    3: gettext_lazy("On our own initiative"),
    4: gettext_lazy("Complaints and appeals"),
    5: gettext_lazy("Disputes settled out of court"),
    6: gettext_lazy("Measures against accounts"),
    7: gettext_lazy("Automation"),
    8: gettext_lazy("People who moderate"),
}

INDICATORS: dict[str, Promise] = {
    "orders-carried-out": gettext_lazy("Decisions taken because of an order"),
    "orders-for-information": gettext_lazy("Orders to provide information"),
    "orders-median-hours": gettext_lazy("Median time to act on an order, in hours"),
    "notices": gettext_lazy("Received"),
    "notices-of-trusted-flaggers": gettext_lazy("Received from trusted flaggers"),
    "notices-acted-on": gettext_lazy("Decisions against a comment after a notice or report"),
    "notices-without-a-person": gettext_lazy("Decided by automated means alone"),
    "notices-median-hours": gettext_lazy("Median time to the answer, in hours"),
    "own-initiative": gettext_lazy("Decisions on our own initiative"),
    "own-ground": gettext_lazy("By ground"),
    "own-clause": gettext_lazy("By clause of the guidelines"),
    "complaints": gettext_lazy("Appeals received"),
    "complaints-outcome": gettext_lazy("Appeals closed"),
    "complaints-median-hours": gettext_lazy("Median time to the answer, in hours"),
    "disputes": gettext_lazy("Disputes brought before a body"),
    "disputes-outcome": gettext_lazy("Outcomes"),
    "disputes-median-hours": gettext_lazy("Median time to the outcome, in hours"),
    "accounts": gettext_lazy("Measures against accounts"),
    "notices-suspended": gettext_lazy("Notifiers whose notices were no longer processed"),
    "complaints-suspended": gettext_lazy("People whose complaints were no longer processed"),
    "published-by-rule": gettext_lazy("Texts published by a rule, without a person"),
    "restricted-by-rule": gettext_lazy("Decisions against a comment by a rule alone"),
    "marked-by-program": gettext_lazy("Decisions against a comment where a program had marked words"),
    "sampled": gettext_lazy("Publications by rule looked at again by a person, by lot"),
    "accuracy": gettext_lazy("Accuracy: share judged alike"),
    "error-rate": gettext_lazy("Error rate: share judged otherwise"),
    "people": gettext_lazy("Moderators and editors, by the language of their account"),
    "people-in-all": gettext_lazy("In all"),
}

SCOPES: dict[str, Promise] = {
    "remove": pgettext_lazy("of a report", "taken off the page"),
    "refuse": pgettext_lazy("of a report", "not published"),
    "hold": pgettext_lazy("of a report", "out of sight until decided"),
    "label": pgettext_lazy("of a report", "labelled"),
    "law": pgettext_lazy("of a report", "unlawful content"),
    "guidelines": pgettext_lazy("of a report", "breach of the guidelines"),
    "author": pgettext_lazy("of a report", "by authors"),
    "reporter": pgettext_lazy("of a report", "by those who had reported"),
    "account": pgettext_lazy("of a report", "against measures against accounts"),
    "upheld": pgettext_lazy("of a report", "decision upheld"),
    "overturned": pgettext_lazy("of a report", "decision overturned"),
    "withdrawn": pgettext_lazy("of a report", "comment withdrawn meanwhile"),
    "low": pgettext_lazy("of a report", "at least (95%)"),
    "high": pgettext_lazy("of a report", "at most (95%)"),
}

ACCOUNTS: dict[str, Promise] = {
    "warn": pgettext_lazy("of a report", "warnings"),
    "hold": pgettext_lazy("of a report", "everything looked at first"),
    "slow": pgettext_lazy("of a report", "slowed down"),
    "suspend": pgettext_lazy("of a report", "suspensions"),
    "ban": pgettext_lazy("of a report", "bans"),
}

SHARES = {"accuracy", "error-rate"}


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator in words."""

    row: Row
    words: str
    scope: str

    @property
    def said(self) -> str:
        """The value in the reader's language; a dash for what is not known."""
        locale = locale_of(get_language() or "en")
        if self.row.value is None:
            return "–"
        if self.row.code in SHARES:
            return str(format_percent(self.row.value, locale=locale, decimal_quantization=False))
        return str(format_decimal(self.row.value, locale=locale))


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    title: str
    told: tuple[Told, ...]


def parts(rows: Sequence[Row]) -> Iterator[Part]:
    """The eight parts in words."""
    for number, title in PARTS.items():
        told = tuple(_told(row) for row in rows if row.part == number)
        yield Part(number, str(title), told)


def _told(row: Row) -> Told:
    by_code: dict[str, dict[str, Promise]] = {"accounts": ACCOUNTS, "people": dict(settings.LANGUAGES)}
    scopes = by_code.get(row.code, SCOPES)
    return Told(row, str(INDICATORS[row.code]), str(scopes.get(row.scope, row.scope)))


HEADING = ("part", "indicator", "scope", "description", "value")
"""Of a file: codes that stay the same in every language, then words, then the value; blank for unknown."""

WIDTHS = (26, 18, 60, 14)


def flat(told: Sequence[Part]) -> Iterator[list[Any]]:
    """Every indicator as a line of a file."""
    for part in told:
        for each in part.told:
            yield [part.number, each.row.code, each.row.scope, _described(each), each.row.value]


def sheets(told: Sequence[Part], about: Sequence[str]) -> Iterator[Sheet]:
    """A workbook: what it is about, the eight parts, and the qualitative one. Shape  about: community,
    publisher, first and last month
    """
    names = (_("Community"), _("Publisher"), _("First month"), _("Last month"))
    yield Sheet(_("About"), (_("What"), ""), list(zip(names, about, strict=True)), (24, 60))
    for part in told:
        lines = [(each.row.code, each.row.scope, _described(each), each.row.value) for each in part.told]
        yield Sheet(f"{part.number} {part.title}", HEADING[1:], lines, WIDTHS)
    yield Sheet(f"9 {_('In words')}", ("",), [(paragraph,) for paragraph in qualitative()], (100,))


def _described(each: Told) -> str:
    return f"{each.words} – {each.scope}" if each.scope else each.words


def qualitative() -> list[str]:
    """The part in words, a paragraph each: the operator's own, else what this product does."""
    own: str = settings.TRANSPARENCY_TEXT
    if own:
        return [" ".join(paragraph.split()) for paragraph in own.split("\n\n") if paragraph.strip()]
    return [
        _(
            "A program looks at every text for insults, contact details and the words that the newsroom "
            "has listed. What it marks is looked at by a person; it takes nothing off the page by itself, "
            "but for words and names that a court or the law forbids: those are out of sight until a person "
            "decides. "
            "Where words or links are not taken at all, the author is told at once and can ask for a person."
        ),
        _(
            "People of the newsroom decide, under numbered guidelines. Whoever a decision goes against is "
            "told which clause, why, and how to appeal; someone else answers the appeal."
        ),
        _(
            "Every day a few decisions are drawn by lot and looked at again by somebody who is not told what "
            "was decided. Accuracy and error rate come from these."
        ),
    ]
