"""Posting at a steady rate, every text scored: `python -m bench.pacing [A SECOND]`, some minutes.

On SQLite, and on PostgreSQL where there is one. Who writes does not wait for who wrote before: a post that
falls due is sent, late or not, and its time counts from when it was due.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import local

from bench.load import Posting, load
from bench.plan import Plan, filled, say, thread
from bench.sides import HOST, ROOT, Side, ours
from bench.writing import meanwhile
from tools.postgres import NoPostgres, durable

A_SECOND = 50
SECONDS = 30
CONNECTIONS = 32
PLAN = Plan(sizes=(100, 1_000), writers=6_000, repeats=3)


def steady(side: Side, posting: Posting, a_second: int, first: int) -> list[float]:
    """How long each post took from when it was due, in ms, in order.

    Shape   first: of the writers, each of whom posts once
    Errors  AssertionError: one was not accepted
    """
    assert posting.tokens is not None
    tokens, kept = posting.tokens.read_text().split(), local()
    run = time.time_ns()

    def post(number: int, due: float) -> float:
        if not hasattr(kept, "connection"):
            kept.connection = HTTPConnection(HOST, side.port, timeout=30)
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {tokens[first + number]}",
        }
        kept.connection.request("POST", posting.path, posting.body.replace("%d", f"{run}-{number}"), headers)
        answer = kept.connection.getresponse()
        body = answer.read()
        assert answer.status in {200, 201, 202}, body
        return (time.perf_counter() - due) * 1_000

    began, waited = time.perf_counter(), []
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for number in count():
            due = began + number / a_second
            if due > began + SECONDS:
                break
            time.sleep(max(0.0, due - time.perf_counter()))
            waited.append(pool.submit(post, number, due))
    return sorted(each.result() for each in waited)


def measure(name: str, side: Side, posting: Posting, a_second: int) -> None:
    """The steady rate alone and beside readers; then as fast as sixteen connections can."""
    path = thread(PLAN.sizes[1])
    alone = steady(side, posting, a_second, 0)
    with meanwhile(lambda: load(side.port, path, SECONDS)) as read:
        beside = steady(side, posting, a_second, SECONDS * a_second + 1)
    for words, waited in (("alone", alone), ("beside readers", beside)):
        p50, p95, p99 = (f"{waited[int(len(waited) * share)]:.0f}" for share in (0.5, 0.95, 0.99))
        say(f"{name}, {a_second} posts a second {words}: p50 {p50} ms, p95 {p95}, p99 {p99}")
    say(f"{name}: those readers, {read[0].a_second:,.0f} a second")
    loads = [load(side.port, path, PLAN.seconds, posting=posting, share=1) for _ in range(PLAN.repeats)]
    fast = sorted(each.posts_a_second for each in loads)
    say(f"{name}: as fast as answered: {fast[1]:.0f} a second ({fast[0]:.0f}–{fast[-1]:.0f})")


def main(arguments: Sequence[str]) -> int:
    """Exit status 0."""
    a_second = int(arguments[0]) if arguments else A_SECOND
    cache = ROOT / ".cache" / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=cache)))
        urls = {"SQLite": ""}
        try:
            urls["PostgreSQL"] = stack.enter_context(durable())
        except NoPostgres as error:
            say(f"PostgreSQL is left out: {error}")
        for name, url in urls.items():
            database = filled(name, url, directory, PLAN)
            with ours(name, database.environment) as side:
                measure(name, side, database.posting(PLAN.sizes[1]), a_second)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
