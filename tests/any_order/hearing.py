"""A page that was opened at any moment and hears of what is done after knows in the end what is so then."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.any_order.acting import Acting
from tests.journeys.test_live_events import Conversation, Embed, hears, snapshots


class Hearing(Acting):
    embed: ClassVar[Embed | None]
    """None where it is not built for tests."""

    @rule(where=st.booleans())
    def open_page(self, where: bool) -> None:
        if self.embed is not None:
            self.pages[where] = snapshots(self._conversation(where))

    def at_the_end(self) -> None:
        super().at_the_end()
        for where, page in self.pages.items():
            shut = self.model.places[where].closure
            is_over = shut is not None and shut.until is not None and shut.until <= self.now
            if self.embed is not None and not is_over:  # of what the clock alone changes, nobody is told
                hears(self._conversation(where), self.embed, page)

    def _conversation(self, where: bool) -> Conversation:
        world = self.world
        return Conversation(
            story=world.stories[where],
            random=Random(0),  # noqa: S311 - nothing is left to chance here
            authors=list(world.writers),
            moderators=list(world.deciders),
            editor=world.editor,
            clock=self.clock,
        )
