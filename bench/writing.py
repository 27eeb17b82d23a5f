"""What posting costs, alone and beside readers, and how soon it is served."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection

from bench.load import Load, Posting, load
from bench.plan import Plan, Results, in_turn, thread
from bench.sides import HOST, Side, get

MIXED = 0.05
PUBLISHED = 60


def writing(plan: Plan, results: Results, sides: dict[str, tuple[Side, str, Posting]]) -> None:
    """Posting alone, and nineteen reads to a post on one hot story."""
    for share in (1, MIXED):
        acts = {
            name: partial(load, side.port, path, plan.seconds, posting=posting, share=share)
            for name, (side, path, posting) in sides.items()
        }
        for name, loads in in_turn(plan, acts).items():
            posts = [each.posts_a_second for each in loads]
            if share == 1:
                results.add("posts", name, posts, "a second")
                results.add("posts, p99", name, [each.p99 for each in loads], "ms")
            else:
                reads = [(each.requests - each.posts) / each.seconds for each in loads]
                results.add("95/5, reads", name, reads, "a second")
                results.add("95/5, posts", name, posts, "a second")


def beside(plan: Plan, results: Results, name: str, side: Side, posting: Posting, path: str) -> None:
    """Readers while one writer posts as fast as answered, and how soon a comment is in what they read."""
    reads: list[float] = []
    posts: list[float] = []
    for _ in range(plan.repeats):
        one = partial(load, side.port, path, plan.seconds, posting=posting, share=1, connections=1)
        with meanwhile(one) as wrote:
            reads.append(load(side.port, path, plan.seconds).a_second)
        posts.append(wrote[0].posts_a_second)
    results.add("reads beside one writer", name, reads, "a second")
    results.add("the writer's posts", name, posts, "a second")


def appearing(results: Results, name: str, side: Side, posting: Posting, path: str) -> None:
    """From the answer to a post until its text is in the first page, while others read."""

    assert posting.tokens is not None
    tokens = posting.tokens.read_text().split()
    waited: list[float] = []
    with meanwhile(lambda: load(side.port, path, PUBLISHED * 0.2)):
        for turn in range(PUBLISHED):
            words = f"appearing-{time.time_ns()}"
            connection = HTTPConnection(HOST, side.port, timeout=30)
            connection.request(
                "POST",
                posting.path,
                posting.body.replace("%d", words),
                {"Content-Type": "application/json", "Authorization": f"Bearer {tokens[-1 - turn]}"},
            )
            connection.getresponse().read()
            began = time.perf_counter()
            while words.encode() not in get(side.port, path)[2]:
                time.sleep(0.005)
            waited.append((time.perf_counter() - began) * 1000)
            connection.close()
            time.sleep(0.05)
    ordered = sorted(waited)
    results.add("published → served, median", name, [ordered[len(ordered) // 2]], "ms")
    results.add(
        "published → served, p99", name, [ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]], "ms"
    )


@contextmanager
def meanwhile(act: Callable[[], Load]) -> Iterator[list[Load]]:
    found: list[Load] = []
    worker = threading.Thread(target=lambda: found.append(act()))
    worker.start()
    try:
        yield found
    finally:
        worker.join()


def in_a_row(plan: Plan, results: Results, side: Side, posting: Posting, name: str) -> None:
    """Posts one after the other, then the first page again."""
    path = thread(plan.sizes[1])
    before = [load(side.port, path, plan.seconds).a_second for _ in range(plan.repeats)]
    posted, began = 0, time.monotonic()
    while posted < plan.in_a_row:
        posted += load(side.port, path, 10, posting=posting, share=1).posts
    took = time.monotonic() - began
    after = [load(side.port, path, plan.seconds).a_second for _ in range(plan.repeats)]
    results.add(f"{plan.in_a_row:,} posts in a row", name, [posted / took], "a second")
    results.add("first page before them", name, before, "a second")
    results.add("first page after them", name, after, "a second")
