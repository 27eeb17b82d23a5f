"""A day of a newspaper's comments, moderated through the API: `python -m bench.day [COMMENTS]`.

On a fresh database, SQLite or the one that the environment names. Nobody waits for the clock: what is sent
in an hour of the day is sent as fast as it is answered, while those on duty in that hour decide, each at most
as many as sixteen seconds apiece would let them; then the next hour begins. Every comment is looked at before
publication.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Lock
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client

from bench.filling import people, sentence, vocabulary  # sets Django up
from bench.sides import BIN, HOST, ROOT, at, family, free_port, ours
from undersigned.cli.prepare import collect, migrate
from undersigned.communities.shapes import CommunityDraft
from undersigned.journeys.found_community import found_community
from undersigned.journeys.grant_standing import grant_standing
from undersigned.journeys.register_story import register_stories
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.moderation.models import Case
from undersigned.people.tokens import issue_token
from undersigned.stories.shapes import StoryDraft

COMMENTS = 12_000
STORIES = 60
EACH = 3  # comments a person: more within a minute would be too fast
WRITERS = 8  # connections that send at once
SECONDS_EACH = 16
EDITORS = (0, 7)  # of the fourteen: they answer what was escalated
REFUSED, ESCALATED, REPORTED, APPEALED = 0.20, 0.01, 0.02, 0.01
OVERTURNED, UPHELD_REPORTS = 0.25, 0.5
ARRIVING = (10, 6, 4, 3, 4, 8, 20, 40, 55, 60, 62, 64, 70, 66, 60, 58, 56, 58, 62, 66, 64, 56, 40, 22)
ON_DUTY = (1, 1, 1, 1, 1, 2, 3, 4, 6, 7, 7, 7, 8, 8, 8, 8, 7, 6, 5, 4, 4, 3, 2, 1)  # 105 hours of 14 people
PEOPLE = 14
NOTES = dict.fromkeys(("refuse", "remove", "escalate"), "Write of the timetable; leave the clerk out.") | {
    "publish": ""
}
SIGNED_IN_BY = "undersigned.web.accounts.backend.ConfirmedAddress"


class Caller:
    """Somebody at the interface, over one connection of their own that is kept."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=120)
        self.took: dict[str, list[float]] = defaultdict(list)

    def call(
        self, what: str, token: str, method: str, path: str, body: dict[str, Any] | None = None
    ) -> tuple[int, Any]:
        """One call. Shape  what: under which name its milliseconds are kept → status, content"""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        began = time.perf_counter()
        sent = None if body is None else json.dumps(body)
        self.connection.request(method, f"/api/v1{path}", sent, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.took[what].append((time.perf_counter() - began) * 1000)
        assert answer.status < 500, f"{answer.status} {method} {path}: {content!r}"
        return answer.status, json.loads(content or b"null")


@dataclass
class Day:
    """What has happened so far.

    Shape  written: by comment, its author's token; to_report: comments that were published in the hour
           before; to_appeal: decisions and their author's tokens; did: acts counted; by_case: who was told
           that theirs is the closing decision
    """

    port: int
    tokens: list[str]
    written: dict[str, str] = field(default_factory=dict)
    to_report: list[str] = field(default_factory=list)
    to_appeal: list[tuple[str, str]] = field(default_factory=list)
    did: Counter[str] = field(default_factory=Counter)
    by_case: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: Lock = field(default_factory=Lock)

    def add(self, caller: Caller) -> None:
        """Keep what one caller's calls took."""
        with self.lock:
            for what, taken in caller.took.items():
                self.took[what] += taken


@dataclass
class Moderator:
    """One of the fourteen.

    Shape  not_theirs: cases that somebody else has to decide
    """

    number: int
    token: str
    not_theirs: set[str] = field(default_factory=set)

    @property
    def is_editor(self) -> bool:
        return self.number in EDITORS

    def work(self, day: Day, place: int, on_duty: int, all_sent: Event) -> None:
        """One hour: until nothing is left for them once all was sent, or the hour would be over.

        Shape  place: among those on duty, who begin at different cases of the list
        """
        caller = Caller(day.port)
        left = 3_600 // SECONDS_EACH
        while left > 0:
            was_all_sent = all_sent.is_set()
            cases = caller.call("queue", self.token, "GET", "/desk/cases?community=news")[1]["cases"]
            mine = [case for case in cases if self.may_take(case)]
            for case in mine[place::on_duty] or mine:
                left -= self.decide(day, caller, case)
                if not left:
                    break
            if not mine:
                if was_all_sent:
                    break
                time.sleep(0.02)
        day.add(caller)

    def may_take(self, case: dict[str, Any]) -> bool:
        is_theirs = case["id"] not in self.not_theirs and case["claimed_by"] is None
        return is_theirs and (self.is_editor or case["escalated_at"] is None)

    def decide(self, day: Day, caller: Caller, case: dict[str, Any]) -> bool:
        """Claim a case and decide it; whether that is what became of it."""
        began = time.perf_counter()
        path = f"/desk/cases/{case['id']}"
        status, said = caller.call("claim", self.token, "POST", f"{path}/claim")
        if status != 200:
            day.did[f"claim: {said['type'].rpartition('/')[2]}"] += 1
            if status != 409 or "same-person" in said["type"]:
                self.not_theirs.add(case["id"])
            return False
        verdict = verdict_on(case)
        clauses = ["3"] if verdict in ("refuse", "remove") else []
        ruling = {
            "verdict": verdict,
            "revision": case["revision"],
            "clauses": clauses,
            "note": NOTES[verdict],
        }
        status, said = caller.call("decide", self.token, "POST", f"{path}/decisions", ruling)
        if status != 201:
            day.did[f"decide: {said['type'].rpartition('/')[2]}"] += 1
            caller.call("give back", self.token, "DELETE", f"{path}/claim")  # escalated since it was listed
            return False
        caller.took["claim and decide"].append((time.perf_counter() - began) * 1000)
        self.note(day, case, verdict, said["id"])
        return True

    def note(self, day: Day, case: dict[str, Any], verdict: str, decision: str) -> None:
        """What follows: some that were published will be reported, some that were refused appealed."""
        with day.lock:
            day.did[f"{case['kind']}: {verdict}"] += 1
            if verdict == "escalate":
                self.not_theirs.add(case["id"])
                return
            day.by_case[case["id"]].append(self.number)
            fate = chance_of(case["comment"], "later")
            if case["kind"] != "held":
                return
            if verdict == "publish" and fate < REPORTED / (1 - REFUSED):
                day.to_report.append(case["comment"])
            if verdict == "refuse" and fate < APPEALED / REFUSED:
                day.to_appeal.append((decision, day.written[case["comment"]]))


def chance_of(comment: str, of: str) -> float:
    """The same for the same comment, whoever asks."""
    return random.Random(f"{comment} {of}").random()


def verdict_on(case: dict[str, Any]) -> str:
    """What a case deserves, the same for whoever reads it."""
    fate = chance_of(case["comment"], case["kind"])
    if case["kind"] == "reported":
        return "remove" if fate < UPHELD_REPORTS else "publish"
    if case["kind"] == "appeal":
        return "publish" if fate < OVERTURNED else "refuse"
    if fate < ESCALATED and case["escalated_at"] is None:
        return "escalate"
    return "refuse" if fate < ESCALATED + REFUSED else "publish"


def send(day: Day, part: Iterable[tuple[str, str]]) -> None:
    """Comments, one after the other: the author's token, the text."""
    caller = Caller(day.port)
    for number, (token, text) in enumerate(part):
        story = f"/communities/news/stories/s{number % STORIES}/comments"
        body = {"text": text, "licence_version": 1, "guidelines_version": 1}
        status, said = caller.call("post", token, "POST", story, body)
        assert status == 202, said
        with day.lock:
            day.written[said["comment"]["id"]] = token
    day.add(caller)


def complain(day: Day, reports: list[str], appeals: list[tuple[str, str]], chance: random.Random) -> None:
    """What readers say of comments, and authors of decisions, that the hour before brought."""
    caller = Caller(day.port)
    for comment in reports:
        other = chance.choice([token for token in day.tokens[:100] if token != day.written[comment]])
        said = {"clause": "3", "text": "This is about a person, not the ferry."}
        status, told = caller.call("report", other, "POST", f"/comments/{comment}/reports", said)
        assert status == 201, told
    for decision, author in appeals:
        said = {"text": "I said it of the timetable and of nobody."}
        status, told = caller.call("appeal", author, "POST", f"/decisions/{decision}/appeals", said)
        assert status == 201, told
    day.did["reports"] += len(reports)
    day.did["appeals"] += len(appeals)
    day.add(caller)


def hour(day: Day, texts: list[tuple[str, str]], on_duty: list[Moderator], chance: random.Random) -> None:
    """What comes in within an hour, and those who decide it meanwhile."""
    reports, day.to_report = day.to_report, []
    appeals, day.to_appeal = day.to_appeal, []
    all_sent = Event()
    with ThreadPoolExecutor(WRITERS + 1 + len(on_duty)) as everybody:
        deciding = [
            everybody.submit(one.work, day, place, len(on_duty), all_sent)
            for place, one in enumerate(on_duty)
        ]
        coming = [everybody.submit(send, day, texts[n::WRITERS]) for n in range(WRITERS)]
        coming.append(everybody.submit(complain, day, reports, appeals, chance))
        for each in coming:
            each.result()
        all_sent.set()
        for each in deciding:
            each.result()


def waiting() -> int:
    return Case.objects.filter(closed_at=None).count()


def live(day: Day, texts: list[str], moderators: list[Moderator], chance: random.Random) -> int:
    """The day, hour by hour, and what is left of it. Shape  → the most that waited at the end of an hour"""
    signed = [(day.tokens[n // EACH], text) for n, text in enumerate(texts)]
    chance.shuffle(signed)
    most, sent = 0, 0
    for number, count in enumerate(ON_DUTY):
        until = len(signed) * sum(ARRIVING[: number + 1]) // sum(ARRIVING)
        began = time.monotonic()
        on_duty = [moderators[(number + n) % PEOPLE] for n in range(count)]
        hour(day, signed[sent:until], on_duty, chance)
        left = waiting()
        most = max(most, left)
        took = time.monotonic() - began
        print(
            f"  {number:02}:00  {until - sent:4} sent, {count} on duty, {took:.0f} s, {left} wait", flush=True
        )
        sent = until
    while day.to_report or day.to_appeal or waiting():
        hour(day, [], moderators, chance)
    return most


def settle(moderators: int, comments: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """A community of the mode before, its stories and people. Shape  → tokens: moderators’, authors’"""
    migrate()
    collect()
    community = found_community(
        COMMAND, CommunityDraft("news", "Bench", "Bench", ("en", "fr"), mode="before")
    )
    drafts = [
        StoryDraft(f"s{n}", f"https://bench.example/{n}", f"Story {n}", now(), "en") for n in range(STORIES)
    ]
    register_stories(COMMAND, community.id, drafts)
    signed_in = []
    for number, person in enumerate(people(chance, moderators, "moderator")):
        kind = "editor" if number in EDITORS else "moderator"
        grant_standing(COMMAND, person.id, community.id, kind)
        browser = Client(SERVER_NAME=HOST)
        browser.force_login(person, backend=SIGNED_IN_BY)
        signed_in.append(str(browser.session.session_key))
    with transaction.atomic():
        authors = [issue_token(person.id) for person in people(chance, -(-comments // EACH), "author")]
    return signed_in, authors


def processor_seconds(pid: int) -> float:
    """What a process and all below it have used so far, those that ended included."""
    ticks = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def database_pid() -> int | None:
    """PostgreSQL's own process, where that is the database."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def check(day: Day) -> None:
    """Each case closed once, by one closing decision, and by whom was told so."""
    closing = Count("decisions", filter=~Q(decisions__verdict__in=("escalate", "hold")))
    for case in Case.objects.annotate(closing=closing):
        assert case.closed_at is not None, f"{case.id} is open"
        assert case.closing == 1, f"{case.id} has {case.closing} closing decisions"
        assert len(day.by_case[str(case.id)]) == 1, f"{case.id} was told to {day.by_case[str(case.id)]}"
    assert len(day.by_case) == Case.objects.count()


def main(comments: int) -> None:
    """Settle, live the day, check it, and say what it took."""
    chance = random.Random(1)
    words = vocabulary(chance)
    texts = [sentence(chance, words) for _ in range(comments)]
    signed_in, authors = settle(PEOPLE, comments, chance)
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "UNDERSIGNED_LOG_LEVEL": "WARNING",
        **at(free_port()),
    }
    server = database_pid()
    with ours(connection.vendor, environment) as side:
        day = Day(side.port, authors)
        moderators = [Moderator(n, token) for n, token in enumerate(signed_in)]
        before = processor_seconds(side.process.pid), processor_seconds(server) if server else 0
        began = time.monotonic()
        most = live(day, texts, moderators, chance)
        took = time.monotonic() - began
        used = processor_seconds(side.process.pid) - before[0]
        used_below = processor_seconds(server) - before[1] if server else 0
    check(day)
    report(day, took, used, used_below, most)
    subprocess.run([BIN / "undersigned", "ledger", "verify"], env=environment, cwd=ROOT, check=True)


def report(day: Day, took: float, used: float, used_below: float, most: int) -> None:
    """The figures."""
    decided = len(day.took["claim and decide"])
    print(f"{connection.vendor}, {len(day.written):,} comments, {decided:,} decisions: {took:.0f} s")
    print(f"at most {most} waited at the end of an hour")
    print(f"processor: {used:.0f} s" + (f" and PostgreSQL's {used_below:.0f} s" if used_below else ""))
    for act, count in sorted(day.did.items()):
        print(f"  {act}: {count:,}")
    for what, taken in day.took.items():
        ordered = sorted(taken)
        p50, p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
        print(
            f"{what}: {len(ordered):,} calls, p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COMMENTS)
