"""`make bench`: everything measured in one run on this machine, then written into the two README files.

`python -m bench --quick` tries the bench itself out, with small threads and short runs, and writes nothing.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from bench import report
from bench.load import Figure, Load, Posting, figure, load
from bench.painting import paint
from bench.sides import (
    HOST,
    ROOT,
    NotHere,
    Side,
    at,
    bare,
    environment_of,
    free_port,
    get,
    isso,
    nginx,
    ours,
)
from tools.chromium import NoChromium
from tools.postgres import NoPostgres, durable

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
ISSO_SECONDS = 10  # one answer takes it seconds
OF_THE_SERVER = ("date", "server", "content-length")
COUNTED = 20
DEEP = 8  # pages below the first
MIXED = 0.05
RESTARTS = 5
OPENINGS = 20
PUBLISHED = 60
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
        with _meanwhile(one) as wrote:
            reads.append(load(side.port, path, plan.seconds).a_second)
        posts.append(wrote[0].posts_a_second)
    results.add("reads beside one writer", name, reads, "a second")
    results.add("the writer's posts", name, posts, "a second")


def appearing(results: Results, name: str, side: Side, posting: Posting, path: str) -> None:
    """From the answer to a post until its text is in the first page, while others read."""

    assert posting.tokens is not None
    tokens = posting.tokens.read_text().split()
    waited: list[float] = []
    with _meanwhile(lambda: load(side.port, path, PUBLISHED * 0.2)):
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
def _meanwhile(act: Callable[[], Load]) -> Iterator[list[Load]]:
    found: list[Load] = []
    worker = threading.Thread(target=lambda: found.append(act()))
    worker.start()
    try:
        yield found
    finally:
        worker.join()


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


def in_a_row(plan: Plan, results: Results, side: Side, posting: Posting, name: str) -> None:
    """Posts one after the other, then the first page again."""
    path = thread(plan.sizes[1])
    before = [load(side.port, path, plan.seconds).a_second for _ in range(plan.repeats)]
    left, began = plan.in_a_row, time.monotonic()
    while left > 0:
        left -= load(side.port, path, 10, posting=posting, share=1).posts
    took = time.monotonic() - began
    after = [load(side.port, path, plan.seconds).a_second for _ in range(plan.repeats)]
    results.add(f"{plan.in_a_row:,} posts in a row", name, [plan.in_a_row / took], "a second")
    results.add("first page before them", name, before, "a second")
    results.add("first page after them", name, after, "a second")


def listening(plan: Plan, results: Results, installation: Installation) -> None:
    """Idle listeners: what they cost, and how soon the last of them has heard."""
    size = plan.sizes[1]
    posting = installation.posting(size)
    with ours(installation.name, installation.environment) as side:
        get(side.port, thread(size))
        empty = side.megabytes()
        path = f"{COMMUNITY}/thread-{size}/live"
        command = [sys.executable, "-m", "bench.listeners", str(side.port), path, str(plan.listeners)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        began = time.monotonic()
        opened = json.loads(process.stdout.readline())["open"]
        took = time.monotonic() - began
        time.sleep(2)
        full = side.megabytes()
        heard: list[float] = []
        for _ in range(plan.repeats):
            process.stdin.write(f"{time.time()}\n")
            process.stdin.flush()
            load(
                side.port,
                path.replace("/live", "/conversation"),
                1,
                posting=posting,
                share=1,
                connections=1,
            )
            answer = json.loads(process.stdout.readline())
            if answer["heard"] < opened:
                say(f"  ! only {answer['heard']} of {opened} heard")
            heard.append(answer["last"])
            time.sleep(1.5)
        process.stdin.close()
        process.wait(60)
    results.add("listeners on one process", installation.name, [opened], "")
    results.add("to open them all", installation.name, [took], "s")
    results.add("memory without them", installation.name, [empty], "MB")
    results.add("memory with them", installation.name, [full], "MB")
    results.add("until the last has heard", installation.name, heard, "s")


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


def run(plan: Plan) -> Results:
    """Everything, in the order of what disturbs least."""
    results = Results()
    cache = ROOT / ".cache" / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=cache)))
        embedded = filled("SQLite", "", directory, plan)
        try:
            url = stack.enter_context(durable())
        except NoPostgres as error:
            say(f"PostgreSQL is left out: {error}")
            server = None
        else:
            server = filled("PostgreSQL", url, directory, plan)
        opening(plan, results, embedded)
        if server is not None:
            opening(plan, results, server)
        small = plan.sizes[1]
        hot = thread(small)
        with ExitStack() as sides:
            sqlite = sides.enter_context(ours("SQLite", embedded.environment))
            postgres = None if server is None else sides.enter_context(ours("PostgreSQL", server.environment))
            get(sqlite.port, hot)
            peer = directory / "isso"
            peer.mkdir()
            reading(plan, results, sqlite, postgres, directory)
            painting(plan, results, sqlite)
            given = told_to_isso(sqlite, small)
            written = {"SQLite": (sqlite, hot, embedded.posting(small))}
            if postgres is not None and server is not None:
                written["PostgreSQL"] = (postgres, hot, server.posting(small))
            for name, (side, path, posting) in written.items():
                appearing(results, name, side, posting, path)
                beside(plan, results, name, side, posting, path)
            if server is not None:
                twice = server.environment | at(free_port())
                both = sides.enter_context(ours("PostgreSQL, 2 processes", twice, processes=2))
                written[both.name] = (both, hot, server.posting(small))
            try:
                other = sides.enter_context(isso(given, peer))
            except (NotHere, subprocess.CalledProcessError) as error:
                say(f"Isso is left out: {error}")
            else:
                reading_isso(plan, results, other)
                written["Isso"] = (other, ISSO_PAGE, Posting("/new?uri=/thread/", ISSO_BODY))
            writing(plan, results, written)
        listening(plan, results, embedded)
        best = server or embedded
        with ours(best.name, best.environment, processes=2) as side:
            in_a_row(plan, results, side, best.posting(plan.sizes[1]), f"{best.name}, 2 processes")
    return results


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 where something that the bench cannot do without is missing."""
    quick = "--quick" in arguments
    plan = QUICK if quick else Plan()
    try:
        results = run(plan)
    except NotHere as missing:
        say(f"The bench needs {missing}.")
        return 1
    if quick:
        say("Nothing was written: this was a try.")
    else:
        report.write(results.lines, small=plan.sizes[1], large=plan.sizes[-1])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
