"""Two moderators in two browsers of their own work one queue of a thousand cases at once, by keyboard.

Each takes ten cases in a row, opens one from the list without taking it, then ticks a page of the list and
decides that together; the colleague does the same meanwhile, and they get in each other's way. `SINGLY=1` in
the environment has them decide every one of the thousand by itself, which takes some minutes.
"""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.product import ROOT, Product, running, variables
from tests.browser.walker import Walker
from tools.chromium import chromium

CASES = 1_000
COMMUNITY = "harbour"
QUEUE = f"/desk/?community={COMMUNITY}"
MODERATORS = ("mona@demo.example", "marc@demo.example")
IN_A_ROW = 10
REFUSED = 5  # every so many
SINGLY = bool(os.environ.get("SINGLY"))
PATIENCE_MILLISECONDS = 60_000  # for a page of fifty decisions on a machine that does other things too


@dataclass
class Shift:
    """What one moderator did, as their own browser saw it.

    Shape  recorded: by case, the verdict that a page said was recorded; overtaken: cases of which one said
           that somebody else was first; faults: what no moderator should meet
    """

    recorded: dict[str, str] = field(default_factory=dict)
    overtaken: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def note(self, cases: set[str], verdict: str) -> None:
        assert not cases & self.recorded.keys(), "a page says twice that a case was decided"
        self.recorded |= dict.fromkeys(cases, verdict)


@pytest.fixture
def desk(tmp_path: Path, results: Path, browser: Browser) -> Iterator[Product]:
    """An installation of its own, where a thousand held comments wait before both moderators."""
    with running(tmp_path / "var", results / "side-by-side.log") as product:
        called = ("--name", "Harbour", "--publisher", "Harbour")
        product.run("community", "add", COMMUNITY, *called, "--mode", "before")
        for email in MODERATORS:
            product.run("moderator", "add", email, "--community", COMMUNITY)
        subprocess.run(
            [sys.executable, "-m", "tests.browser.waiting", COMMUNITY, str(CASES)],
            env=variables(product.base_url, product.var_dir)
            | {"DJANGO_SETTINGS_MODULE": "undersigned.settings"},
            cwd=ROOT,
            check=True,
        )
        yield product


def test_two_moderators_decide_a_thousand_cases_once_each(desk: Product) -> None:
    with ThreadPoolExecutor(len(MODERATORS)) as both:
        shifts = dict(zip(MODERATORS, both.map(lambda email: work(desk, email), MODERATORS), strict=True))
    assert not [fault for shift in shifts.values() for fault in shift.faults]
    said = {email: shift.recorded for email, shift in shifts.items()}
    assert all(said.values()), "one of them had nothing to do"
    assert sum(len(of_one) for of_one in said.values()) == CASES
    kept = decisions(desk)
    assert max(Counter(case for case, *_ in kept).values()) == 1, "a case was decided twice"
    assert said == {
        email: {case: verdict for case, verdict, by in kept if by == email} for email in MODERATORS
    }, "a page said of a decision what is not on record"
    assert len(kept) == CASES
    assert "The ledger holds" in desk.run("ledger", "verify")


def work(product: Product, email: str) -> Shift:
    """One moderator's shift: until nothing waits any more."""
    shift = Shift()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(base_url=product.base_url, locale="en-CA", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        page = context.new_page()
        page.on("response", lambda answer: hear(shift, answer))
        page.on("pageerror", lambda error: shift.faults.append(str(error)))
        Walker(page, product).sign_in(email)
        page.goto(QUEUE)
        while page.locator("[data-key=n]").count():
            take_in_a_row(page, shift)
            decide_from_the_list(page, shift)
            if not SINGLY:
                decide_a_page(page, shift)
        browser.close()
    return shift


def hear(shift: Shift, answer: Response) -> None:
    """Nobody meets an error; that somebody else was first is none."""
    if answer.status >= 400 and answer.status != 409:
        shift.faults.append(f"{answer.status} {answer.request.method} {answer.url}")


def press(page: Page, key: str) -> None:
    """A key, and the page that it leads to: as soon as that listens to keys itself, which its foot tells."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(key)
    page.locator("[data-keys-hint]").wait_for()


def is_at_a_case(page: Page) -> bool:
    return "/cases/" in page.url


def take_in_a_row(page: Page, shift: Shift) -> None:
    """From the queue: take the next case, and decide one after the other; back to the queue."""
    press(page, "n")
    for _ in range(IN_A_ROW):
        if not is_at_a_case(page):
            return
        decide(page, shift)
    if is_at_a_case(page):
        press(page, "u")


def decide_from_the_list(page: Page, shift: Shift) -> None:
    """A case further down, looked at and not taken: the colleague may be about to take it."""
    rows = page.locator(".queue-text a").count()
    if not rows:
        return
    for _ in range(min(3, rows)):
        page.keyboard.press("j")
    press(page, "Enter")
    if page.locator("[data-decision]").count():  # else it is the colleague's by now
        decide(page, shift)
    if is_at_a_case(page):
        press(page, "u")


def decide(page: Page, shift: Shift) -> None:
    """The case on the page; the next one follows, or the queue after the last."""
    case = page.url.partition("/cases/")[2].partition("/")[0]
    verdict = verdict_by_keys(page, shift)
    if page.locator(".happened").count():
        shift.overtaken.append(case)
        return press(page, "u")
    said = page.locator(".messages").inner_text()
    assert said.startswith("Refused:" if verdict == "refuse" else "Published:"), said
    return shift.note({case}, verdict)


def decide_a_page(page: Page, shift: Shift) -> None:
    """All that the queue lists at first, the colleague's included, ticked and decided together."""
    rows = page.locator("[data-queue] > li").count()
    for _ in range(rows):
        page.keyboard.press("j")
        page.keyboard.press("m")
    if not rows:
        return
    page.locator("#selection button").first.focus()
    press(page, "Enter")
    items = page.locator("[data-decision] [name=items]")
    if items.count():  # else every one of them was decided while they were ticked
        chosen = {item.partition(":")[0] for item in items.input_value().split(",")}
        verdict = verdict_by_keys(page, shift)
        links = page.locator("[aria-labelledby=left-title] a")
        left = {href.split("/")[-2] for href in links.evaluate_all("all => all.map(one => one.pathname)")}
        shift.overtaken += left
        shift.note(chosen - left, verdict)
    page.goto(QUEUE)


def verdict_by_keys(page: Page, shift: Shift) -> str:
    """Most are published; every fifth time it is a refusal."""
    if (len(shift.recorded) + len(shift.overtaken)) % REFUSED:
        press(page, "p")
        return "publish"
    page.keyboard.press("3")
    press(page, "r")
    return "refuse"


def decisions(product: Product) -> list[tuple[str, str, str]]:
    """What was recorded: case, verdict, whose. None of the thousand is open any more."""
    with closing(
        sqlite3.connect(f"file:{product.var_dir / 'undersigned.sqlite3'}?mode=ro", uri=True)
    ) as rows:
        found = rows.execute(
            "SELECT c.id, c.closed_at, d.verdict, p.email FROM moderation_case c "
            "JOIN communities_community o ON o.id = c.community_id AND o.slug = ? "
            "LEFT JOIN moderation_decision d ON d.case_id = c.id LEFT JOIN people_person p ON p.id = d.by_id",
            [COMMUNITY],
        ).fetchall()
    assert len({case for case, *_ in found}) == CASES
    assert all(closed_at for _, closed_at, *_ in found), "a case is still open"
    return [(str(UUID(case)), verdict, email) for case, _, verdict, email in found]
