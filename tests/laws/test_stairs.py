"""What import-linter holds, and the two things it cannot see: doors of rooms, and foreign keys."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.laws.source import PACKAGE, ROOT, Import, imports, steps

DOORS = {"actions", "evidence", "reads", "shapes", "errors"}

# Deep rooms have a few doors more, each for a reason.
MORE_DOORS = {
    "exchange": "its importers and the demonstration are the door that commands call",
    "journeys": "each file is a door",
    "kernel": "is a vocabulary, not a room",
    "prepared": "is a vocabulary, not a room",
    "live.hearing": "how a process hears of what the others did; it reads and writes for nobody",
    "moderation.figures": "what was done in a time, counted: for who looks at a whole desk, not at a case",
    "people.elsewhere": "tokens for pages of other sites: a journey gives them, the JSON door takes them",
    "people.newsroom_tokens": "a newsroom's signed word, which no other read or write of people needs",
    "people.scorer_keys": "keys to the scorer: a journey gives them, the JSON door takes them",
    "people.tokens": "session tokens: journeys give them, the JSON door takes them",
    "scoring.adapters": "others that are asked for a second opinion, which the local scorer never needs",
    "snapshots.purging": "what the worker tells caches in front",
    "stories.closing": "close, reopen and the locks of the race, kept apart from what a story says",
    "stories.legal": "legal restrictions, kept apart from what a story says",
    "web": "is what the HTTP doors share",
}

HTTP_AND_COMMANDS = {"api", "desk", "site", "cli", "web"}

# Not acts of the product: what a door keeps for its own answers, and the worker's turn.
WRITES_OF_A_DOOR = {"answers.actions", "owed.actions"}


def is_open(to: Import) -> bool:
    """Whether another room may be entered there."""
    room, *inside = to.target.split(".")
    if room == to.room or not inside:
        return True
    if inside[0] in DOORS or {room, f"{room}.{inside[0]}"} & MORE_DOORS.keys() or is_pure(to.target):
        return True
    return inside == ["models"] and to.path.name == "models.py"  # a foreign key


@cache
def is_pure(module: str) -> bool:
    """Facts in, facts out: nothing it runs knows Django. Such a module may be asked from anywhere above."""
    path = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
    if not path.exists() or re.search(r"^(from|import) django", path.read_text(), re.MULTILINE):
        return False
    needed = {i.target for i in imports() if i.path == path and not i.for_types}
    return all(is_pure(one) for one in needed if one != module)


def test_imports_go_down_the_stairs() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout


def test_another_room_is_entered_by_its_doors_only() -> None:
    composition = {"settings", "urls", "asgi"}
    entered = [i for i in imports() if not i.for_types and i.room not in composition and not is_open(i)]
    assert not entered, "\n".join(map(str, entered))


def test_every_extra_door_is_used() -> None:
    used = {part for i in imports() for part in (i.target.split(".")[0], ".".join(i.target.split(".")[:2]))}
    assert MORE_DOORS.keys() <= used


def test_http_and_commands_write_through_journeys_only() -> None:
    writes = [
        i
        for i in imports()
        if i.room in HTTP_AND_COMMANDS
        and i.target.split(".")[1:2] in (["actions"], ["closing"])
        and i.target not in WRITES_OF_A_DOOR
        and not i.for_types
    ]
    assert not writes, "\n".join(map(str, writes))


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Each relation between the product's own tables: room, field, room it points to."""
    for model in apps.get_models():
        if model.__module__.startswith("undersigned."):
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey | models.ManyToManyField):
                    target = field.related_model
                    assert not isinstance(target, str)
                    yield model._meta.app_label, str(field), target._meta.app_label


def test_foreign_keys_go_down_the_stairs_too() -> None:
    height = steps()
    climbing = [
        field
        for room, field, to in foreign_keys()
        if to != room and to in height and height[to] >= height[room]
    ]
    assert not climbing, "\n".join(climbing)
