"""What is done to a side, and what came of it."""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.sides import HOST, NotHere

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("load.lua")
RUNS = count(1)


@dataclass(frozen=True)
class Load:
    """What wrk found. Shape  p50, p99: milliseconds; refused: neither 200 nor 201; errors: no answer"""

    seconds: float
    requests: int
    posts: int
    refused: int
    errors: int
    p50: float
    p99: float

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds

    @property
    def posts_a_second(self) -> float:
        return self.posts / self.seconds


@dataclass(frozen=True)
class Posting:
    """What is posted, and where. Shape  body: with %d for a number that never comes twice"""

    path: str
    body: str
    tokens: Path | None = None


def load(
    port: int,
    path: str,
    seconds: float,
    *,
    encoding: str = "br",
    posting: Posting | None = None,
    share: float = 0,
    connections: int = CONNECTIONS,
) -> Load:
    """So many connections, each asking again as soon as it is answered.

    Shape  share: of all requests, those that post
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NotHere("wrk (Debian: apt-get install wrk)")
    run = next(RUNS)
    told: Mapping[str, str] = {}
    if posting is not None:
        told = {
            "POST_SHARE": str(share),
            "POST": posting.path,
            "BODY": posting.body,
            "RUN": f"{os.getpid()}-{run}",
            "THREADS": "1",
        }
        if posting.tokens is not None:
            told |= {"TOKENS": str(posting.tokens), "TURN": str(run * 2_477)}
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "20s", "-s", str(SCRIPT)]
    done = subprocess.run(
        [*command, f"http://{HOST}:{port}{path}"],
        env={**os.environ, "ENCODING": encoding, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    return Load(**json.loads(done.stdout.splitlines()[-1]))


@dataclass(frozen=True)
class Figure:
    """A median with its spread. Shape  values in the order they were measured"""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def __str__(self) -> str:
        low, high = min(self.values), max(self.values)
        return f"{plain(self.median)} ({plain(low)}–{plain(high)})"


def figure(values: Iterable[float]) -> Figure:
    return Figure(tuple(values))


def plain(value: float) -> str:
    """Three digits that count: 12,300 · 456 · 7.89"""
    if value >= 1_000:
        return f"{round(value, -2):,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
