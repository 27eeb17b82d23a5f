"""The demonstration as it is written down in `data/`: people, communities, stories, what is said.

`communities.toml` and `people.toml` name who and where; each other file is a story with its
conversation. A line break inside a paragraph is a space, an empty line begins a new paragraph,
`## ` a section heading. Times are hours before the moment of loading.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from undersigned.communities.house import reflowed
from undersigned.communities.shapes import CommunityDraft
from undersigned.stories.shapes import MediumDraft, Part, StoryDraft

ADDRESS = "https://halyard.example"


@dataclass(frozen=True, slots=True)
class Player:
    """Someone in the demonstration.

    Shape   part: what is printed beside the password; empty for those who do not sign in;
            standing: kinds granted everywhere; display_name: in youth communities
    """

    key: str
    email: str
    first: str
    last: str
    language: str
    place: str = ""
    part: str = ""
    standing: tuple[str, ...] = ()
    display_name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A comment. Shape  by: key of its author; to: id of the line it answers; waits: nobody has looked yet"""

    id: str
    by: str
    text: str
    to: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What is done about a comment, or about the conversation, once everyone has spoken.

    Shape   kind: recommend, revise, withdraw, decide, report, appeal, answer, pick, reprint or close
    """

    kind: str
    by: tuple[str, ...] = ()
    comment: str = ""
    verdict: str = ""
    clauses: tuple[str, ...] = ()
    clause: str = ""
    note: str = ""
    text: str = ""
    reason: str = ""
    use: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A story, its opening rules, and the conversation under it."""

    community: str
    story: StoryDraft
    closes_after_days: int | None
    closes_at_comments: int | None
    lines: tuple[Line, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole demonstration, in the order in which it is played."""

    communities: tuple[CommunityDraft, ...]
    players: tuple[Player, ...]
    scenes: tuple[Scene, ...]


def read(now: datetime) -> Script:
    """The script, its stories published so many hours before `now`."""
    data = files("undersigned.exchange.demonstration") / "data"
    communities = tuple(
        CommunityDraft(**_plain(each)) for each in toml(data / "communities.toml")["communities"]
    )
    players = tuple(Player(**_plain(each)) for each in toml(data / "people.toml")["people"])
    scenes = [
        _scene(community.slug, toml(file), now)
        for community in communities
        for file in (data / community.slug).iterdir()
        if file.name.endswith(".toml")
    ]
    return Script(communities, players, tuple(sorted(scenes, key=lambda scene: scene.story.published_at)))


def _scene(community: str, told: dict[str, Any], now: datetime) -> Scene:
    story = StoryDraft(
        key=told["key"],
        url=f"{ADDRESS}/{community}/{told['key']}",
        headline=told["headline"],
        published_at=now - timedelta(hours=told["hours_ago"]),
        language=told["language"],
        section=told["section"],
        deck=told["deck"],
        standfirst=reflowed(told["standfirst"]),
        body=tuple(parts(told["body"])),
        media=tuple(_medium(each, now) for each in told["media"]),
        source_names=tuple(told["source_names"]),
    )
    return Scene(
        community,
        story,
        told.get("closes_after_days"),
        told.get("closes_at_comments"),
        tuple(Line(**_plain(each)) for each in told.get("comments", [])),
        tuple(_act(each) for each in told.get("acts", [])),
    )


def parts(body: str) -> Iterator[Part]:
    """A text as it is written in a file: paragraphs, and headings behind `## `."""
    for paragraph in reflowed(body).split("\n\n"):
        if paragraph.startswith("## "):
            yield Part("heading", paragraph.removeprefix("## "))
        else:
            yield Part("paragraph", paragraph)


def _medium(told: dict[str, Any], now: datetime) -> MediumDraft:
    given = _plain(told)
    hours_ago = given.pop("hours_ago", None)
    published_at = None if hours_ago is None else now - timedelta(hours=hours_ago)
    return MediumDraft(**given, published_at=published_at)


def _act(told: dict[str, Any]) -> Act:
    given = _plain(told)
    by = given.pop("by", ())
    return Act(**given, by=(by,) if isinstance(by, str) else by)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, and texts with their lines joined."""
    return {
        name: tuple(value)
        if isinstance(value, list)
        else reflowed(value)
        if isinstance(value, str)
        else value
        for name, value in told.items()
    }


def toml(file: Traversable) -> dict[str, Any]:
    """One file of the demonstration."""
    return tomllib.loads(file.read_text(encoding="utf-8"))
