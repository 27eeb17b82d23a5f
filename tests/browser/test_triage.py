"""A slider on the page of a triage policy reckons in the browser what the server does without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MakePage
from tests.browser.product import Product, running
from tests.browser.walker import Walker

ADDRESS = "/desk/triage/?community=news&unseen_below={}&hold_above={}&promise=1"
SET = {"en": "Set this policy", "fr": "Mettre en place cette politique"}


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """An installation of its own, with last month in it."""
    there = tmp_path_factory.mktemp("month")
    with running(there / "var", there / "server.log", has_month=True) as product:
        yield product


def figures(page: Page) -> list[str]:
    cells = page.locator("[data-would] td").all_text_contents()
    bars = [page.locator(f".is-triage svg rect.{fate}").count() for fate in ("is-unseen", "is-held")]
    return [*cells, page.locator("[data-hours]").inner_text(), *map(str, bars)]


def move(slider: Locator, value: int) -> None:
    slider.evaluate("(it, to) => { it.value = to; it.dispatchEvent(new Event('input')); }", str(value))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_slider_tells_what_the_server_tells(make_page: MakePage, product: Product, language: str) -> None:
    edith = Walker(make_page(language="fr" if language == "fr" else "en"), product)
    edith.sign_in("edith@demo.example")
    page = edith.page
    page.goto(ADDRESS.format(5, 90))
    before = figures(page)
    expect(page.get_by_role("button", name=SET[language])).to_have_count(1)
    low, high = page.locator(".triage-slider").all()
    move(high, 34)
    move(low, 3)
    expect(page.locator("#id_hold_above")).to_have_value("34")
    expect(page.get_by_role("button", name=SET[language])).to_have_count(
        0
    )  # it would set what was asked before
    moved = figures(page)
    assert moved != before
    page.goto(ADDRESS.format(3, 34))
    assert moved == figures(page)
    move(page.locator(".triage-slider").first, 60)
    expect(page.locator("#id_hold_above")).to_have_value("60")  # neither passes the other
