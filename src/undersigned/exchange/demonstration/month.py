"""What was said last month, and since, in the demonstration: put together from sentences in `data/month/`.

It begins on the first day of last month, so that there is always a month that is over, and comes out the same
for the same day.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import count, cycle
from typing import Any, Literal

from undersigned.stories.shapes import StoryDraft

from .script import ADDRESS, Player, parts, toml

Fate = Literal["kept", "against", "given-back"]

QUIET = timedelta(days=2)
"""Nothing of it is younger: today's queue is the script's."""

TALKED_ABOUT_DAYS = 10
AWAKE = (7, 8, 8, 9, 10, 11, 12, 12, 13, 14, 16, 17, 18, 18, 19, 19, 20, 20, 21, 22)
FOR_EACH = {"news": 6, "nouvelles": 3, "kids": 1}
"""How many of those against stand under each story."""

LIKE_FULL = {"news": "en", "nouvelles": "fr", "kids": "youth"}
"""Which people speak where, and which sentences were refused there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of that time, and what became of it.

    Shape  by: key of its author; fate: kept; refused or removed; or that, and given back on appeal
    """

    story: str
    by: str
    text: str
    at: datetime
    fate: Fate
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """Shape  stories: with the slug of their community, in order; remarks: the oldest first"""

    begins: datetime
    players: tuple[Player, ...]
    stories: tuple[tuple[str, StoryDraft], ...]
    remarks: tuple[Remark, ...]


def read(now: datetime) -> Month:
    """What was said from the first day of last month on, until two days before `now`."""
    begins = _first_of_last_month(now)
    chance = random.Random(begins.isoformat())  # noqa: S311 - it makes conversation, and guards nothing
    data = files("undersigned.exchange.demonstration") / "data" / "month"
    players = {kind: list(_players(kind, told)) for kind, told in toml(data / "people.toml").items()}
    against = toml(data / "against.toml")
    stories: list[tuple[str, StoryDraft]] = []
    remarks: list[Remark] = []
    for slug, kind in LIKE_FULL.items():
        refused = _shuffled(chance, _refused(against[kind]))
        told = toml(data / f"{slug}.toml")["stories"]
        for number, each in enumerate(told):
            story = _story(slug, each, begins + (now - begins) * (number / len(told)))
            stories.append((slug, story))
            mine = [refused.pop() for _ in range(min(FOR_EACH[slug], len(refused)))]
            remarks += _under(chance, story.key, each, players[kind], mine, story.published_at, now - QUIET)
    stories.sort(key=lambda one: one[1].published_at)
    everybody = tuple(player for each in players.values() for player in each)
    return Month(begins, everybody, tuple(stories), tuple(sorted(remarks, key=lambda r: r.at)))


def _first_of_last_month(now: datetime) -> datetime:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def _players(kind: str, told: Sequence[Sequence[str]]) -> Iterator[Player]:
    for number, (first, last, *shown) in zip(count(1), told, strict=False):
        key = f"month-{kind}-{number}"
        language = "fr" if kind == "fr" else "en"
        yield Player(key, f"{key}@demo.example", first, last, language, display_name="".join(shown))


def _refused(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Clause, note and text of each."""
    return [(clause, told["notes"][clause], text) for clause, text in told["texts"]]


def _story(slug: str, told: dict[str, Any], day: datetime) -> StoryDraft:
    return StoryDraft(
        key=told["key"],
        url=f"{ADDRESS}/{slug}/{told['key']}",
        headline=told["headline"],
        published_at=day.replace(hour=6, minute=20, second=0, microsecond=0),
        language=told["language"],
        section=told["section"],
        deck=told["deck"],
        standfirst=told["standfirst"],
        body=tuple(parts(told["body"])),
        source_names=tuple(told["source_names"]),
    )


def _under(
    chance: random.Random,
    story: str,
    told: dict[str, Any],
    players: Sequence[Player],
    refused: Sequence[tuple[str, str, str]],
    begins: datetime,
    ends: datetime,
) -> Iterator[Remark]:
    """Everything that was said under one story: everybody speaks about as often."""
    adds, who = cycle(_shuffled(chance, told["adds"])), cycle(_shuffled(chance, players))
    said: list[tuple[str, Fate, str, str]] = []
    for number, text in enumerate(told["opens"]):
        said.append((f"{text} {next(adds)}" if number % 3 else text, "kept", "", ""))
    said += [
        (f"{text} {next(adds)}" if number % 2 else text, "against", clause, note)
        for number, (clause, note, text) in enumerate(refused)
    ]
    if told["harsh"]:
        said.append((told["harsh"], "given-back", "3", refused[0][1]))
    moments = sorted(_moment(chance, begins, ends) for _ in said)
    for moment, (text, fate, clause, note) in zip(moments, _shuffled(chance, said), strict=True):
        yield Remark(story, next(who).key, text, moment, fate, clause, note)


def _moment(chance: random.Random, begins: datetime, ends: datetime) -> datetime:
    """When people are awake, most of it in the first days; after the story and before the end."""
    days = min(TALKED_ABOUT_DAYS, max((ends - begins).days, 1))
    day = begins + timedelta(days=int(days * chance.random() ** 2))
    at = day.replace(hour=chance.choice(AWAKE), minute=chance.randrange(60), second=chance.randrange(60))
    return min(max(at, begins + timedelta(minutes=5)), ends)


def _shuffled(chance: random.Random, told: Sequence[Any]) -> list[Any]:
    return chance.sample(told, len(told))
