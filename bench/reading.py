"""What reading costs: first pages, counts, the first paint; opening and start-up."""

import json
from functools import partial
from pathlib import Path

from bench.load import Posting, load
from bench.painting import paint
from bench.plan import (
    ACCEPTED,
    COMMUNITY,
    COUNTED,
    ISSO_PAGE,
    Installation,
    Plan,
    Results,
    in_turn,
    say,
    thread,
)
from bench.sides import Side, bare, get, nginx, ours
from tools.chromium import NoChromium

ISSO_SECONDS = 10  # one answer takes it seconds
OF_THE_SERVER = ("date", "server", "content-length")
DEEP = 8  # pages below the first
RESTARTS = 5
OPENINGS = 20


def reading(plan: Plan, results: Results, sqlite: Side, postgres: Side | None, directory: Path) -> None:
    """First pages and counts, against the same bytes from others."""
    small, large = plan.sizes[1], plan.sizes[-1]
    page = get(sqlite.port, thread(small), Accept_Encoding=ACCEPTED)
    results.add("first page, compressed", "ours", [len(page[2]) / 1000], "kB")
    query = "&".join(f"story=news/thread-{plan.sizes[n % len(plan.sizes)]}" for n in range(COUNTED))
    counting = f"/api/v1/counts?{query}"
    counts = get(sqlite.port, counting, Accept_Encoding=ACCEPTED)
    for what, path, answer in (("first page", thread(small), page), (f"{COUNTED} counts", counting, counts)):
        kept = {name: value for name, value in answer[1].items() if name not in OF_THE_SERVER}
        place = path.partition("?")[0]
        with (
            bare(place, answer[2], kept, directory) as plain,
            nginx(place, answer[2], kept, directory) as served,
        ):
            acts = {
                "ours": partial(load, sqlite.port, path, plan.seconds),
                "bare granian": partial(load, plain.port, place, plan.seconds),
                "nginx": partial(load, served.port, place, plan.seconds),
            }
            if what == "first page":
                acts[f"ours, {large:,} comments"] = partial(load, sqlite.port, thread(large), plan.seconds)
                if postgres is not None:
                    acts["ours, PostgreSQL"] = partial(load, postgres.port, path, plan.seconds)
            for name, loads in in_turn(plan, acts).items():
                results.add(what, name, [each.a_second for each in loads], "a second")
                results.add(f"{what}, p99", name, [each.p99 for each in loads], "ms")


def reading_isso(plan: Plan, results: Results, side: Side) -> None:
    """The same of Isso, by its own interface."""
    asked = Posting("/count", json.dumps(["/thread/"] * COUNTED))
    acts = {
        "first page": partial(load, side.port, ISSO_PAGE, max(plan.seconds, ISSO_SECONDS)),
        f"{COUNTED} counts": partial(load, side.port, "/config", plan.seconds, posting=asked, share=1),
    }
    for what, loads in in_turn(plan, acts).items():
        results.add(what, "Isso", [each.a_second for each in loads], "a second")
        results.add(f"{what}, p99", "Isso", [each.p99 for each in loads], "ms")


def painting(plan: Plan, results: Results, side: Side) -> None:
    """The embed, on a device four times slower."""
    try:
        waited, moved = paint(side, f"thread-{plan.sizes[1]}", plan.repeats)
    except NoChromium as error:
        say(f"The embed is left out: {error}")
        return
    results.add("embed: bytes there → comments painted, processor 4 × slower", side.name, waited, "ms")
    results.add("embed: layout shift", side.name, moved, "")


def told_to_isso(side: Side, number: int) -> list[tuple[str, str, int | None]]:
    """Comments as Isso gets them: those that ours serves, over and over up to so many."""
    document = json.loads(get(side.port, thread(number))[2])
    found: list[tuple[str, str, int | None]] = []
    while len(found) < number:
        for root in document["comments"]:
            place = len(found)
            found.append((root["text"], root["byline"]["name"], None))
            found += [(reply["text"], reply["byline"]["name"], place) for reply in root["replies"]]
    return found[:number]


def opening(plan: Plan, results: Results, installation: Installation) -> None:
    """Start-up; the first page of each thread when nothing is in memory; pages far below the first."""
    started, memory = [], []
    cold: dict[int, list[float]] = {size: [] for size in plan.sizes}
    deep: dict[int, list[float]] = {size: [] for size in plan.sizes}
    for _ in range(RESTARTS):
        with ours(installation.name, installation.environment) as side:
            started.append(side.seconds)
            get(side.port, f"{COMMUNITY}/thread-0/conversation")  # the first request of all wakes the rest
            for size in plan.sizes:
                cold[size].append(get(side.port, thread(size), Accept_Encoding=ACCEPTED)[3])
            for size in plan.sizes:
                after = _cursor(side, size)
                took = sorted(get(side.port, f"{thread(size)}?after={after}")[3] for _ in range(OPENINGS))
                deep[size].append(took[len(took) // 2])
            memory.append(side.megabytes())
    name = installation.name
    results.add("start-up, worker included", name, started, "s")
    results.add("memory, parent and worker included", name, memory, "MB")
    for size in plan.sizes:
        results.add(f"cold first page of {size:,}", name, cold[size], "ms")
    for size in plan.sizes:
        results.add(f"page far below of {size:,}", name, deep[size], "ms")


def _cursor(side: Side, size: int) -> str:
    """What asks for a page some pages down, as far as there are any."""
    after = ""
    for _ in range(DEEP):
        document = json.loads(get(side.port, thread(size) + (f"?after={after}" if after else ""))[2])
        if not document["next"]:
            break
        after = document["next"]
    return after
