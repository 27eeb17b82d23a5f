"""How much is done, on what, and what comes of it."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import Figure, Load, Posting, figure
from bench.sides import ROOT, environment_of, free_port

COMMUNITY = "/api/v1/communities/news/stories"
BODY = json.dumps(
    {
        "text": "The ferry leaves at noon and nobody on the upper quay was asked, says number %d. Publish "
        "the figures by season, and let us compare them with what the harbour master wrote every morning.",
        "licence_version": 1,
        "guidelines_version": 1,
    }
)
ISSO_BODY = json.dumps({"text": json.loads(BODY)["text"], "title": "A thread", "author": "Ann Abbey"})
ISSO_PAGE = "/?uri=/thread/&limit=50&nested_limit=3"
COUNTED = 20
ACCEPTED = "br"


@dataclass(frozen=True)
class Plan:
    """How much is done. Shape  sizes: comments in a thread, the second and the last are compared"""

    sizes: tuple[int, ...] = (100, 1_000, 10_000, 250_000)
    writers: int = 20_000
    repeats: int = 3
    seconds: float = 6
    in_a_row: int = 20_000
    listeners: int = 10_000


QUICK = Plan(sizes=(100, 1_000, 2_000), writers=2_000, repeats=2, seconds=2, in_a_row=300, listeners=500)


@dataclass
class Results:
    """Shape  lines: what was measured, on which side → figure with its unit"""

    lines: dict[tuple[str, str], tuple[Figure, str]] = field(default_factory=dict)

    def add(self, what: str, side: str, values: Sequence[float], unit: str) -> None:
        found = figure(values)
        self.lines[what, side] = found, unit
        say(f"  {what} · {side}: {found} {unit}")


def say(words: str) -> None:
    print(words, flush=True)


def thread(size: int) -> str:
    return f"{COMMUNITY}/thread-{size}/conversation"


def comments(size: int) -> str:
    return f"{COMMUNITY}/thread-{size}/comments"


@dataclass(frozen=True)
class Installation:
    """Ours, filled. Shape  environment: what it is started with"""

    name: str
    environment: dict[str, str]
    tokens: Path

    def posting(self, size: int) -> Posting:
        return Posting(comments(size), BODY, self.tokens)


def filled(name: str, database_url: str, directory: Path, plan: Plan) -> Installation:
    """An installation on a fresh database with all the threads."""
    var_dir = directory / name
    var_dir.mkdir()
    environment = environment_of(database_url, var_dir, free_port())
    tokens = directory / f"{name}.tokens"
    sizes = [str(size) for size in plan.sizes]
    began = time.monotonic()
    say(f"filling {name} with threads of {', '.join(sizes)} comments and {plan.writers} writers …")
    command = [sys.executable, "-m", "bench.filling", str(plan.writers), str(tokens), *sizes]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)
    say(f"  {time.monotonic() - began:.0f} s")
    return Installation(name, environment, tokens)


def in_turn(plan: Plan, acts: Mapping[str, Callable[[], Load]]) -> dict[str, list[Load]]:
    """Each side once, then each again: what the machine does beside falls on all of them."""
    found: dict[str, list[Load]] = {name: [] for name in acts}
    for _ in range(plan.repeats):
        for name, act in acts.items():
            done = act()
            if done.refused or done.errors:
                say(f"  ! {name}: {done.refused} refused, {done.errors} without an answer")
            found[name].append(done)
    return found
