"""The real story that the product was made for, in a real browser."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.product import Product

STORIES = Path(__file__).parents[3] / "shared" / "stories"
SOURCES = {"news": "withdrawal.ninjs.json", "nouvelles": "withdrawal.html"}
KEY = "1.3490270"
CHAIN = "Alexei Nikolsky/Sputnik/Kremlin/Associated Press"

pytestmark = pytest.mark.skipif(
    not STORIES.exists(), reason=f"the real story is not beside this checkout: {STORIES}"
)


@pytest.fixture(scope="module")
def told(product: Product) -> Product:
    """The product with the story in both communities, from two sources."""
    for community, source in SOURCES.items():
        product.run("story", "add", str(STORIES / source), "--community", community)
    return product


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("community", SOURCES)
@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("en", True, 1280), ("en", False, 360), ("fr", True, 360), ("fr", False, 1280)],
)
def test_the_story_is_shown_whole(
    make_page: MakePage,
    community: str,
    language: Literal["en", "fr"],
    script: bool,
    width: Literal[360, 1280],
) -> None:
    page = make_page(script=script, language=language, width=width)
    page.goto(f"/{community}/{KEY}/")
    expect(page.locator("h1")).to_have_text("Putin orders Russian troops to start withdrawing from Syria")
    expect(page.locator(".deck")).to_contain_text("but some Russians will stay behind")
    article = page.locator("main")
    expect(article).to_contain_text("Russian President Vladimir Putin said on Monday he is instructing")
    video = page.locator(".video")
    for part in (
        "Russian jets begin leaving Syria",
        "Warplanes depart airbase, arrive to fanfare in Russia",
        "1:10",
    ):
        expect(video).to_contain_text(part)
    expect(video.locator("time[datetime^='2016-03-14T17:18']")).to_contain_text(
        "ago" if language == "en" else "il y a"
    )
    expect(article).not_to_contain_text("6 years ago")
    expect(page.get_by_role("heading", name="Putin: Tide has been turned")).to_be_visible()
    first, second = page.locator("main figure").all()
    expect(first).to_contain_text("would reduce its forces in Syria after achieving 'successes.'")
    expect(first.locator(".credit")).to_have_text(f"({CHAIN})")
    expect(second).to_contain_text("Russia says its fighter jets have helped the Syrian military")
    expect(second.locator(".credit")).to_have_text("(Pavel Golovkin/Associated Press)")
    expect(page.locator("#terms-title")).to_be_visible()
    assert page.locator("#terms-title").locator("xpath=following-sibling::p").count() == 6  # and the figures
    assert_no_sideways_scroll(page)


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is no wider than its window."""
    sizes = page.locator("html").evaluate("page => [page.scrollWidth, page.clientWidth]")
    assert sizes[0] <= sizes[1]
