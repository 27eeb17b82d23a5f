"""Chromium before the real product. A test that fails leaves pictures and a log in `.cache/browser/`.

`make_page` opens a page as someone would have it: with script or without, in English or French, on
a phone or at a desk, by keyboard or not. Each has its own browser profile. Nothing but the product
may be asked for anything, and no page may raise an error of script or of its security policy.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from tests.browser.elsewhere import Elsewhere, elsewhere
from tests.browser.newsroom import welcome
from tests.browser.product import Product, running
from tools.chromium import NoChromium, chromium

RESULTS = Path(__file__).parents[2] / ".cache" / "browser"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES = {"en": "en-CA", "fr": "fr-CA"}
ALLOWED = {"profile": {"cookie_controls_mode": 0}}  # blocking is what Chromium does unless told
HEIGHTS = {360: 740, 1280: 900}
TIMEOUT_MILLISECONDS = 10_000
OUTCOME = pytest.StashKey[bool]()


class MakePage(Protocol):
    """A new page in a profile of its own."""

    def __call__(
        self,
        *,
        script: bool = True,
        language: Literal["en", "fr"] = "en",
        width: Literal[360, 1280] = 1280,
        also: str = "",
        may_complain: bool = False,
    ) -> Page: ...


class OpenBrowser(Protocol):
    """A browser with a profile of its own, told nothing but what to do with cookies of third parties."""

    def __call__(
        self, cookies: Literal["blocked", "allowed"] = "blocked", language: Literal["en", "fr"] = "en"
    ) -> BrowserContext: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment] # what pluggy sends into a wrapper
    if report.when == "call":
        item.stash[OUTCOME] = report.passed
    return report  # type: ignore[return-value] # what pluggy takes from a wrapper


@pytest.fixture(scope="session")
def results() -> Path:
    """Where failing tests leave what they saw; each worker of a parallel run has a directory of its own."""
    path = RESULTS / os.environ.get("PYTEST_XDIST_WORKER", "")
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, results: Path) -> Iterator[Product]:
    """One installation for the whole run, with the demonstration loaded."""
    with running(tmp_path_factory.mktemp("product") / "var", results / "server.log") as product:
        yield product


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        executable = chromium()
    except NoChromium as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def make_page(
    product: Product, browser: Browser, results: Path, request: pytest.FixtureRequest
) -> Iterator[MakePage]:
    """Call it for a page; every page is closed, and looked over, after the test.

    Shape  also: a further origin that it may ask; may_complain: its faults are what the test is about
    """
    opened: list[Opened] = []
    unwatched: list[Opened] = []

    def make_page(
        *,
        script: bool = True,
        language: Literal["en", "fr"] = "en",
        width: Literal[360, 1280] = 1280,
        also: str = "",
        may_complain: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=product.base_url,
            java_script_enabled=script,
            locale=LOCALES[language],
            viewport={"width": width, "height": HEIGHTS[width]},
            reduced_motion="reduce",
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        one = Opened(context, (product.base_url, also or product.base_url))
        if not may_complain:
            opened.append(one)
        else:
            unwatched.append(one)
        return one.page

    yield make_page
    has_passed = request.node.stash.get(OUTCOME, False)
    name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    for number, one in enumerate([*opened, *unwatched], 1):
        if not has_passed:
            one.keep(results / f"{name}-{number}")
        one.context.close()
    faults = [fault for one in opened for fault in one.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def newsroom(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """A newsroom's site with the embed, whose readers may write under its pages."""
    with elsewhere(product.base_url) as there:
        welcome(product, there.origin, tmp_path_factory.mktemp("newsroom"))
        yield there


@pytest.fixture
def open_browser(browser: Browser, tmp_path: Path) -> Iterator[OpenBrowser]:
    """Call it for a browser whose requests go by untouched: who looks into them answers its preflights."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_browser(
        cookies: Literal["blocked", "allowed"] = "blocked", language: Literal["en", "fr"] = "en"
    ) -> BrowserContext:
        profile = tmp_path / str(len(opened))
        (profile / "Default").mkdir(parents=True)
        if cookies == "allowed":
            (profile / "Default" / "Preferences").write_text(json.dumps(ALLOWED))
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=chromium(), args=FLAGS, locale=LOCALES[language], reduced_motion="reduce"
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        opened.append(context)
        return context

    yield open_browser
    for context in opened:
        context.close()
    assert not faults, "\n".join(faults)


class Opened:
    """A page with what it said: requests, console, faults."""

    def __init__(self, context: BrowserContext, origins: tuple[str, ...]) -> None:
        self.context = context
        self.log: list[str] = []
        self.faults: list[str] = []
        context.route(lambda url: not url.startswith(origins), self._refuse)
        self.page = context.new_page()
        self.page.on(
            "response",
            lambda answer: self.log.append(f"{answer.status} {answer.request.method} {answer.url}"),
        )
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def keep(self, path: Path) -> None:
        """A picture of the whole page, its markup, and what was said."""
        self.page.screenshot(path=path.with_suffix(".png"), full_page=True)
        path.with_suffix(".html").write_text(self.page.content())
        path.with_suffix(".log").write_text("\n".join([self.page.url, *self.log, *self.faults]) + "\n")

    def _hear(self, message: ConsoleMessage) -> None:
        self.log.append(f"{message.type}: {message.text}")
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _refuse(self, route: Route) -> None:
        """Pictures and video of a story are its newsroom's, and not there in a test; nobody else is asked."""
        if route.request.resource_type not in ("image", "media"):
            self.faults.append(f"{self.page.url} asks {route.request.url}")
        route.abort()
