"""Plays last month of the demonstration through the journeys, act by act in the order of time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count, product
from typing import TYPE_CHECKING
from uuid import UUID

from undersigned.communities import reads as communities
from undersigned.journeys.appeal import appeal
from undersigned.journeys.claim import claim
from undersigned.journeys.decide import decide
from undersigned.journeys.look_again import draw_samples, look_again
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.register_story import register_story
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.report_months import report_months
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import as_of, now
from undersigned.moderation import reads as moderation

if TYPE_CHECKING:
    from undersigned.cli.staging import Stage
    from undersigned.exchange.demonstration.month import Month, Remark
    from undersigned.stories.shapes import StoryDraft

AT_THE_DESK = ("mona", "mona", "mona", "marc", "marc", "edith")
SECOND = ("marc", "edith", "mona")
"""Who answers an appeal, and looks again: the first of them who did not decide."""

ASKS = (
    "Please look again: it is about what was done, not about anybody.",
    "Relisez, s’il vous plaît. Il y est question d’une décision, et de personne en particulier.",
)
GRANTED = (
    "It is sharp, and it is about what was done. It may stand.",
    "C’est vif, et cela porte sur ce qui a été fait. Le commentaire peut rester.",
)
STANDS = (
    "Somebody else read it again, and came to the same.",
    "Une autre personne l’a relu et arrive à la même conclusion.",
)
REPORT = ("This is not how we talk to each other here.", "On ne se parle pas ainsi, ici.")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WEEK = timedelta(days=7)
REPORTED, REPORTED_IN_VAIN, APPEALED, DISAGREED, TAKEN = 0.5, 0.08, 0.2, 0.06, 0.4
"""How often: what breaks a rule; what does not; a refusal; a second look; a case, before its decision."""

CLOSES_AFTER_DAYS = 21
LOOKS_EVERY = timedelta(days=4)


class LastMonth:
    """What has happened so far, and what is to happen next."""

    def __init__(self, stage: Stage, month: Month) -> None:
        self.stage, self.month = stage, month
        self.chance = random.Random(month.begins.isoformat())  # noqa: S311 - as in `month.read`
        self.ahead: list[tuple[datetime, int, Callable[[], None]]] = []
        self.numbers = count()
        self.stories: dict[str, tuple[UUID, UUID]] = {}
        self.truth: dict[UUID, Remark] = {}

    def steps(self) -> Iterator[Callable[[], None]]:
        """What is to be done, in order: a week at a time."""
        yield from (partial(self.stage.admit, player, self.month.begins) for player in self.month.players)
        yield self._plan
        weeks = (now() - self.month.begins) // WEEK + 2
        yield from (partial(self._play, self.month.begins + WEEK * week) for week in range(1, weeks))

    def report(self) -> None:
        """What the first day of this month brought: last month's transparency report."""
        first = now().astimezone(UTC).replace(day=1, hour=0, minute=5, second=0, microsecond=0)
        with as_of(first):
            report_months(COMMAND)

    def _plan(self) -> None:
        for slug, story in self.month.stories:
            self._later(story.published_at, partial(self._publish, slug, story))
        for remark in self.month.remarks:
            self._later(remark.at, partial(self._say, remark))
        day = self.month.begins.replace(hour=23)
        while (day := day + LOOKS_EVERY) < self.month.remarks[-1].at:
            self._later(day, self._look_again)

    def _later(self, at: datetime, act: Callable[[], None]) -> None:
        heappush(self.ahead, (at, next(self.numbers), act))

    def _after(self, wait: timedelta, act: Callable[..., None], *about: object) -> None:
        """Some time after the act that is being played; not after the demonstration was loaded."""
        self._later(min(now() + wait, self.stage.loaded_at), partial(act, *about))

    def _play(self, until: datetime) -> None:
        """Everything up to a moment."""
        while self.ahead and self.ahead[0][0] <= until:
            at, _, act = heappop(self.ahead)
            with as_of(at):
                act()

    def _publish(self, slug: str, draft: StoryDraft) -> None:
        community = self.stage.communities[slug]
        story_id = register_story(COMMAND, community.id, draft).story_id
        set_opening(COMMAND, story_id, OpeningDraft(closes_after_days=CLOSES_AFTER_DAYS))
        self.stories[draft.key] = community.id, story_id

    def _say(self, remark: Remark) -> None:
        """A comment; soon somebody at the desk has looked at it, brought by a report or not."""
        community_id, story_id = self.stories[remark.story]
        texts = communities.in_force(community_id)
        draft = Draft(
            text=remark.text,
            licence_version=texts.licence_version,
            guidelines_version=texts.guidelines_version,
            language=self.stage.languages[remark.by],
        )
        posted = post_comment(self.stage.actors[remark.by], story_id, draft)
        self.truth[posted.comment_id] = remark
        looked_after = 2 * MINUTE * 200 ** self.chance.random()
        if remark.fate != "kept" and posted.state == "published" and self.chance.random() < REPORTED:
            self._after(looked_after / 2, self._report, posted.comment_id)
        self._after(looked_after, self._look, posted.comment_id)

    def _report(self, comment_id: UUID) -> None:
        """Another who writes there does not like it."""
        remark = self.truth[comment_id]
        kinds = remark.by.rpartition("-")[0]
        others = [p.key for p in self.month.players if p.key.startswith(kinds) and p.key != remark.by]
        draft = ReportDraft(clause=remark.clause or "3", text=REPORT[kinds == "month-fr"])
        report(self.stage.actors[self.chance.choice(others)], comment_id, draft)

    def _look(self, comment_id: UUID) -> None:
        """Somebody decides. What was wrong is appealed, and so is some of the rest."""
        remark, who = self.truth[comment_id], self.chance.choice(AT_THE_DESK)
        decision_id = self._decide(who, comment_id, is_kept=remark.fate == "kept")
        is_against = remark.fate == "against"
        if remark.fate == "given-back" or (is_against and self.chance.random() < APPEALED):
            self._after(HOUR * self.chance.randrange(2, 30), self._appeal, comment_id, decision_id, who)
        elif not is_against and self.chance.random() < REPORTED_IN_VAIN:
            after = HOUR * self.chance.randrange(1, 20)
            self._after(after, self._report, comment_id)
            self._after(after + HOUR, self._keep, who, comment_id)

    def _keep(self, who: str, comment_id: UUID) -> None:
        self._decide(who, comment_id, is_kept=True)

    def _appeal(self, comment_id: UUID, decision_id: UUID, first: str) -> None:
        """Its author does not agree; somebody else answers."""
        remark = self.truth[comment_id]
        appeal(self.stage.actors[remark.by], decision_id, ASKS[self.stage.languages[remark.by] == "fr"])
        other = next(who for who in SECOND if who != first)
        self._after(HOUR * self.chance.randrange(5, 60), self._answer, other, comment_id)

    def _answer(self, who: str, comment_id: UUID) -> None:
        remark = self.truth[comment_id]
        is_kept, is_french = remark.fate == "given-back", self.stage.languages[remark.by] == "fr"
        self._decide(who, comment_id, is_kept=is_kept, note=(GRANTED if is_kept else STANDS)[is_french])

    def _decide(self, who: str, comment_id: UUID, *, is_kept: bool, note: str = "") -> UUID:
        """What its state allows of the two; often some seconds after taking the case."""
        case, remark = moderation.open_row_of(comment_id), self.truth[comment_id]
        if case is None:
            raise LookupError(f"a comment under {remark.story} is decided on, but has no open case")
        if self.chance.random() < TAKEN:
            with as_of(now() - timedelta(seconds=self.chance.randrange(6, 48))):
                claim(self.stage.actors[who], case.id)
        verdict = "publish" if is_kept else "remove" if case.comment.published_at else "refuse"
        return decide(
            self.stage.actors[who],
            case.id,
            verdict="restore" if is_kept and case.comment.state == "removed" else verdict,
            revision=case.comment.latest_number,
            clauses=() if is_kept else (remark.clause,),
            note=note or ("" if is_kept else remark.note),
        )

    def _look_again(self) -> None:
        """The day's sample, each of it by somebody who did not decide it; once in a while one disagrees."""
        draw_samples(COMMAND)
        for community, who in product(self.stage.communities.values(), SECOND):
            actor = self.stage.actors[who]
            while actor.person_id and (look := moderation.next_look([community.id], actor.person_id)):
                remark = self.truth[look.comment_id]
                is_kept = (remark.fate != "against") != (self.chance.random() < DISAGREED)
                clauses = () if is_kept else (remark.clause or "3",)
                look_again(actor, look.id, "publish" if is_kept else "refuse", clauses)
