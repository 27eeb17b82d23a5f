"""What the tables of figures are made of, counted once when the first of them asks."""

from collections import Counter
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from undersigned.moderation import figures
from undersigned.moderation.figures import AppealsCounted, Span

from .access import Place
from .period import Period
from .tables import said, share


class Counted:
    """The counts of one community in one period."""

    def __init__(self, place: Place, period: Period) -> None:
        self.place = place
        self.period = period
        self.span = Span(place.id, period.since, period.until)

    @cached_property
    def submitted(self) -> Counter[tuple[str, str]]:
        return figures.submitted(self.span)

    @cached_property
    def opened(self) -> Counter[tuple[str, str]]:
        return figures.opened(self.span)

    @cached_property
    def decided(self) -> Counter[tuple[str, str, bool]]:
        return figures.decided(self.span)

    @cached_property
    def reported(self) -> Counter[str]:
        return figures.reported(self.span)

    @cached_property
    def appeals(self) -> AppealsCounted:
        return figures.appeals(self.span)

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """The figures of the whole period: words, figure, share of what was submitted."""
        total = sum(self.submitted.values())
        held = sum(n for (_day, kind), n in self.opened.items() if kind == "held")
        by_verdict: Counter[tuple[str, bool]] = Counter()
        for (_day, verdict, is_rule), n in self.decided.items():
            by_verdict[verdict, is_rule] += n
        at_once = by_verdict["publish", True]
        refused = by_verdict["refuse", False] + by_verdict["refuse", True]
        removed = by_verdict["remove", False] + by_verdict["remove", True]
        return [
            (_("Submitted"), said("count", total), ""),
            *(
                (words, said("count", n), said("share", share(n, total)))
                for words, n in (
                    (_("Published at once"), at_once),
                    (_("Held"), held),
                    (pgettext("how many", "Refused"), refused),
                    (pgettext("how many", "Removed"), removed),
                )
            ),
            (_("Reports"), said("count", sum(self.reported.values())), ""),
        ]
