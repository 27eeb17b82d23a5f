"""Plays the script of the demonstration through the journeys, as its people would have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.cli.staging_month import LastMonth
from undersigned.communities import reads as communities
from undersigned.communities.shapes import CommunityDraft
from undersigned.exchange.demonstration.script import Act, Line, Player, Scene, Script
from undersigned.journeys.appeal import appeal
from undersigned.journeys.change_place import change_place
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.journeys.close import close
from undersigned.journeys.confirm_name import confirm_name
from undersigned.journeys.decide import decide
from undersigned.journeys.found_community import found_community
from undersigned.journeys.grant_standing import grant_standing
from undersigned.journeys.join import Newcomer, join
from undersigned.journeys.pick import pick
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.recommend import recommend
from undersigned.journeys.register_story import register_story
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.reprint import reprint
from undersigned.journeys.revise import revise
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND, Actor
from undersigned.kernel.clock import as_of, now
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people

if TYPE_CHECKING:
    from undersigned.communities.models import Community
    from undersigned.exchange.demonstration.month import Month

READER = "mona"
"""Who reads and publishes what the script leaves undecided, and confirms names."""

READING = timedelta(seconds=41)
"""The least time until somebody has looked at a comment; five times as much is the most."""

SECOND_THOUGHT = timedelta(minutes=4)
"""How long after a comment its author revises it."""

Progress = Callable[[int, int], None]


def is_staged(script: Script) -> bool:
    """Whether the demonstration was loaded before."""
    return people.person_with_email(script.players[0].email) is not None


def stage(script: Script, passwords: dict[str, str], progress: Progress, month: Month | None = None) -> None:
    """Load the demonstration once. One transaction: interrupted, it has not begun.

    `progress` is called with the steps done and the steps there are.

    Shape   passwords: by e-mail address, of those who can sign in; month: what was said before
    Errors  what the journeys refuse, such as a community of the same slug
    """
    with transaction.atomic():
        if is_staged(script):
            return
        steps = list(Stage(passwords).steps(script, month))
        for done, step in enumerate(steps, 1):
            step()
            progress(done, len(steps))


def spread(begin: datetime, end: datetime, count: int) -> list[datetime]:
    """So many moments in between, in order, closer together at the beginning as comments come."""
    return [begin + (end - begin) * (number / (count + 1)) ** 1.8 for number in range(1, count + 1)]


class Stage:
    """Who and what is there so far, by the keys of the script."""

    def __init__(self, passwords: dict[str, str]) -> None:
        self.passwords = passwords
        self.communities: dict[str, Community] = {}
        self.actors: dict[str, Actor] = {}
        self.languages: dict[str, str] = {}
        self.loaded_at = now()

    def steps(self, script: Script, month: Month | None) -> Iterator[Callable[[], None]]:
        """What is to be done, in order. With a month before, everybody was there when it began."""
        begins = self.loaded_at if month is None else month.begins
        before = None if month is None else LastMonth(self, month)
        authors = [player for player in script.players if player.part == "author"]
        yield from (partial(self.found, draft, begins) for draft in script.communities)
        yield from (partial(self.admit, player, begins) for player in script.players)
        yield from (partial(self.confirm, player) for player in authors)
        if before is not None:
            yield from before.steps()
        yield from (partial(self.play, scene) for scene in script.scenes)
        if before is not None:
            yield before.report

    def found(self, draft: CommunityDraft, at: datetime) -> None:
        """A community with the house texts."""
        with as_of(at):
            self.communities[draft.slug] = found_community(COMMAND, draft)

    def admit(self, player: Player, at: datetime) -> None:
        """An account, what it is called, and what it may do."""
        with as_of(at):
            self._admit(player)

    def _admit(self, player: Player) -> None:
        newcomer = Newcomer(
            player.email,
            player.first,
            player.last,
            language=player.language,
            password=self.passwords.get(player.email),
        )
        person_id = join(COMMAND, newcomer, email_confirmed=True)
        actor = Actor.person(person_id)
        self.actors[player.key], self.languages[player.key] = actor, player.language
        if player.place:
            change_place(actor, player.place)
        for kind in player.standing:
            grant_standing(COMMAND, person_id, None, kind)
        if player.display_name:
            for community in self.communities.values():
                if community.names == "youth":
                    choose_display_name(actor, community.id, player.display_name)

    def confirm(self, player: Player) -> None:
        """A moderator confirms the name."""
        person_id = people.person_with_email(player.email)
        if person_id is not None:
            confirm_name(self.actors[READER], people.profile(person_id).name_id, state="confirmed")

    def play(self, scene: Scene) -> None:
        """A story, everything said under it, and everything done about that."""
        community = self.communities[scene.community]
        story_id = register_story(COMMAND, community.id, scene.story).story_id
        conversation = Conversation(self, community.id, story_id)
        for moment, line in zip(
            spread(scene.story.published_at, now(), len(scene.lines)), scene.lines, strict=True
        ):
            with as_of(moment):
                conversation.say(line)
        for act in scene.acts:
            conversation.do(act)
        if scene.closes_after_days or scene.closes_at_comments:
            opening = OpeningDraft(
                closes_after_days=scene.closes_after_days, closes_at_comments=scene.closes_at_comments
            )
            set_opening(COMMAND, story_id, opening)


class Conversation:
    """What is said under one story, and what is done about it."""

    def __init__(self, stage: Stage, community_id: UUID, story_id: UUID) -> None:
        self.actors, self.languages = stage.actors, stage.languages
        self.loaded_at = stage.loaded_at
        self.texts = communities.in_force(community_id)
        self.story_id = story_id
        self.comments: dict[str, UUID] = {}
        self.authors: dict[str, str] = {}
        self.moments: dict[str, datetime] = {}

    def say(self, line: Line) -> None:
        """A comment, published by the house or by a moderator unless it is to wait."""
        draft = Draft(
            text=line.text,
            licence_version=self.texts.licence_version,
            guidelines_version=self.texts.guidelines_version,
            language=self.languages[line.by],
            in_reply_to=self.comments[line.to] if line.to else None,
        )
        self.comments[line.id] = post_comment(self.actors[line.by], self.story_id, draft).comment_id
        self.authors[line.id] = line.by
        self.moments[line.id] = now()
        if not line.waits:
            with as_of(min(now() + READING * (len(self.comments) % 5 + 1), self.loaded_at)):
                self._decide(Act("decide", by=(READER,), comment=line.id, verdict="publish"))

    def do(self, act: Act) -> None:
        """One act of the script."""
        acts: dict[str, Callable[[Act], None]] = {
            "recommend": self._recommend,
            "revise": self._revise,
            "withdraw": lambda act: withdraw(self._author(act), self.comments[act.comment]),
            "decide": self._decide,
            "report": self._report,
            "appeal": self._appeal,
            "answer": self._decide,
            "pick": lambda act: pick(self._by(act), self.comments[act.comment]),
            "reprint": self._reprint,
            "close": self._close,
        }
        acts[act.kind](act)

    def _by(self, act: Act) -> Actor:
        return self.actors[act.by[0]]

    def _author(self, act: Act) -> Actor:
        return self.actors[self.authors[act.comment]]

    def _recommend(self, act: Act) -> None:
        for who in act.by:
            recommend(self.actors[who], self.comments[act.comment])

    def _revise(self, act: Act) -> None:
        with as_of(self.moments[act.comment] + SECOND_THOUGHT):
            revise(
                self._author(act),
                self.comments[act.comment],
                act.text,
                licence_version=self.texts.licence_version,
                guidelines_version=self.texts.guidelines_version,
                language=self.languages[self.authors[act.comment]],
            )

    def _decide(self, act: Act) -> None:
        case = moderation.open_row_of(self.comments[act.comment])
        if case is None:
            raise LookupError(f"{act.comment} is decided on, but has no open case")
        decide(
            self._by(act),
            case.id,
            verdict=act.verdict,
            revision=case.comment.latest_number,
            clauses=act.clauses,
            note=act.note,
        )

    def _report(self, act: Act) -> None:
        report(self._by(act), self.comments[act.comment], ReportDraft(clause=act.clause, text=act.text))

    def _appeal(self, act: Act) -> None:
        newest = moderation.decisions(self.comments[act.comment])[0]
        appeal(self._author(act), newest.id, act.text)

    def _reprint(self, act: Act) -> None:
        reprint(self._by(act), self.comments[act.comment], parts=act.parts, use=act.use)

    def _close(self, act: Act) -> None:
        close(self._by(act), self.story_id, act.reason)
