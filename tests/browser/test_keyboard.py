"""By keyboard alone: everything can be reached, seen to be reached, and done."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.product import Product
from tests.browser.walker import Walker

STORY = "/news/marrow-ferry-timetable/"
MOST_STOPS = 400


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; every stop on the way must show that it has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """selector => {
              const here = document.activeElement, style = getComputedStyle(here);
              const label = here.labels?.[0] ? getComputedStyle(here.labels[0]) : style;
              const shown = [style, label].some(s => s.outlineStyle !== "none" || s.boxShadow !== "none");
              return [here.matches(selector), here === document.body || shown, here.outerHTML.slice(0, 120)];
            }""",
            selector,
        )
        assert focus[1], f"no focus to be seen on {focus[2]}"
        if focus[0]:
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def press_on(page: Page, selector: str) -> None:
    """Reach a control by Tab and press it by Enter, to the next page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_skip_link_is_first_and_leads_to_the_content(
    make_page: MakePage, width: Literal[360, 1280]
) -> None:
    page = make_page(width=width)
    page.goto(STORY)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_comment_is_written_and_decided_without_a_mouse(
    make_page: MakePage, product: Product, language: Literal["en", "fr"]
) -> None:
    page = make_page(language=language)
    page.goto("/account/login/")
    tab_to(page, "[name=login]")
    page.keyboard.type("ada@demo.example")
    tab_to(page, "form[action='/account/login/'] [name=password]")
    page.keyboard.type(product.passwords["ada@demo.example"])
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.goto(STORY)
    text = f"The moron who wrote the timetable never waited in the rain. ({language})"
    tab_to(page, "form.compose [name=text]")
    page.keyboard.type(text)
    if page.locator("form.compose [name=accept]").count():
        tab_to(page, "form.compose [name=accept]")
        page.keyboard.press("Space")
    press_on(page, "form.compose button")
    expect(page.locator("#posted")).to_be_visible()

    desk = Walker(make_page(language=language), product)
    desk.sign_in("mona@demo.example")
    desk.take_case(text)
    tab_to(desk.page, "[name=clauses][value='3']")
    desk.page.keyboard.press("Space")
    tab_to(desk.page, "[name=note]")
    desk.page.keyboard.type("Leave the person out of it.")
    press_on(desk.page, "button[name=verdict][value=refuse]")
    expect(desk.page.locator("form[data-decision]")).not_to_contain_text(text)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text(text)
