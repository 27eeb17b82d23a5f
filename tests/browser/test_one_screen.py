"""Whatever a case is decided by stands on one screen: what is much scrolls in its own place."""

import subprocess
import sys
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.product import ROOT, Product, variables
from tests.browser.walker import Walker


class Cases(NamedTuple):
    """Of an author with a record: ids."""

    reported: str
    appealed: str


@pytest.fixture(scope="module")
def known(product: Product) -> Cases:
    told = subprocess.run(
        [sys.executable, "-m", "tests.browser.known_author"],
        env=variables(product.base_url, product.var_dir) | {"DJANGO_SETTINGS_MODULE": "undersigned.settings"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return Cases(*told.stdout.split())


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("who", ["mona", "marc"])
@pytest.mark.parametrize("kind", ["reported", "appealed"])
def test_a_case_of_an_author_with_a_record_needs_no_scrolling(
    make_page: MakePage, product: Product, known: Cases, kind: str, who: str, language: Literal["en", "fr"]
) -> None:
    walker = Walker(make_page(language=language), product)
    walker.sign_in(f"{who}@demo.example")
    page = walker.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/desk/cases/{getattr(known, kind)}/")
    assert bottom(page, ".case-grid") <= 900
    record = page.locator(".case-more .record")
    assert bottom(page, ".case-more .record") <= 900
    expect(record.locator("dd").nth(2)).to_have_text("4")
    if kind == "appealed":
        assert bottom(page, ".case-asked") <= 900
    page.locator(".case-more .history").last.scroll_into_view_if_needed()
    assert page.evaluate("window.scrollY") == 0
    gap = page.evaluate(
        "document.querySelector('.case-more h3').getBoundingClientRect().top"
        " - document.querySelector('.case-more .record').getBoundingClientRect().bottom"
    )
    assert gap >= 8
