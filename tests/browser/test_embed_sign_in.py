"""Signed in by the embed on a page of another origin: by the window, and by the newsroom's word."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.elsewhere import Elsewhere
from tests.browser.newsroom import add_story, sign_in_here, signed_token, wait_until_served
from tests.browser.product import Product
from tests.browser.test_elsewhere import fill_in
from tests.browser.test_embed import FERRY, TEXT, compose, conversation, wait_for_comments, write

SIGN_IN = {"en": "Sign in or create an account", "fr": "Se connecter ou créer un compte"}
SIGN_OUT = {"en": "Sign out", "fr": "Se déconnecter"}
RESUME = """async base =>
  (await fetch(`${base}/api/v1/session/resume`, { method: "POST", credentials: "include" })).status"""


def sign_in_by_window(
    page: Page, product: Product, email: str, name: str, language: Literal["en", "fr"] = "en"
) -> None:
    with page.expect_popup() as opening:
        conversation(page).get_by_role("button", name=SIGN_IN[language]).click()
    window = opening.value
    fill_in(window, product, email, name)
    with window.expect_event("close"):
        window.locator("form[data-ask] .button").first.click()
    expect(compose(page)).to_be_visible()


@pytest.mark.parametrize("cookies", ["blocked", "allowed"])
def test_a_reader_signs_in_by_the_window_writes_stays_and_leaves(
    open_browser: OpenBrowser,
    newsroom: Elsewhere,
    product: Product,
    tmp_path: Path,
    cookies: Literal["blocked", "allowed"],
) -> None:
    story = add_story(product, f"embed-window-{cookies}", tmp_path)
    page = open_browser(cookies).new_page()
    page.goto(newsroom.page(story))
    name = f"Willa {cookies.capitalize()}"
    sign_in_by_window(page, product, product.join(*name.split()), name)
    write(page, TEXT)
    mine = wait_for_comments(page).first
    expect(mine.locator(".name")).to_have_text(name)

    page.reload()
    expect(compose(page)).to_be_visible()
    mine.get_by_role("button", name="Withdraw").click()
    mine.get_by_role("button", name="Withdraw it").click()
    expect(conversation(page).locator("article")).to_have_count(0)

    compose(page).get_by_role("button", name=SIGN_OUT["en"]).click()
    expect(conversation(page).get_by_role("button", name=SIGN_IN["en"])).to_be_visible()
    assert page.evaluate(RESUME, product.base_url) == 401
    page.reload()
    expect(conversation(page).get_by_role("button", name=SIGN_IN["en"])).to_be_visible()


def test_it_is_the_same_in_french(open_browser: OpenBrowser, newsroom: Elsewhere, product: Product) -> None:
    page = open_browser(language="fr").new_page()
    page.goto(newsroom.page(FERRY, language="fr"))
    sign_in_by_window(page, product, "marc@demo.example", "Marc Lavoie", "fr")
    page.reload()
    compose(page).get_by_role("button", name=SIGN_OUT["fr"]).click()
    expect(conversation(page).get_by_role("button", name=SIGN_IN["fr"])).to_be_visible()


def test_a_window_that_is_closed_signs_nobody_in(open_browser: OpenBrowser, newsroom: Elsewhere) -> None:
    page = open_browser().new_page()
    page.goto(newsroom.page(FERRY))
    button = conversation(page).get_by_role("button", name=SIGN_IN["en"])
    for _ in range(2):
        with page.expect_popup() as opening:
            button.click()
        opening.value.close()
    expect(button).to_be_visible()
    expect(compose(page)).to_have_count(0)


def test_the_newsrooms_own_reader_writes_at_once_and_again_after_a_reload(
    open_browser: OpenBrowser, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-own-reader", tmp_path)
    page = open_browser().new_page()
    sign_in_here(page, product, "Nadia Brandt")
    page.goto(newsroom.page(story))
    write(page, TEXT)
    expect(wait_for_comments(page).first.locator(".name")).to_have_text("Nadia Brandt")
    wait_until_served(product, story)
    page.reload()
    expect(wait_for_comments(page).first.get_by_role("button", name="Revise")).to_be_visible()


def test_a_token_on_the_element_is_good_once_and_the_page_goes_on_without_it(
    open_browser: OpenBrowser, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-token", tmp_path)
    page = open_browser().new_page()
    page.goto(newsroom.page(story, token=signed_token(product, "Henrik Solberg")))
    write(page, TEXT)
    expect(wait_for_comments(page).first.locator(".name")).to_have_text("Henrik Solberg")
    wait_until_served(product, story)
    page.reload()
    wait_for_comments(page)
    expect(conversation(page).get_by_role("button", name=SIGN_IN["en"])).to_be_visible()


def test_whom_the_newsrooms_word_does_not_let_in_stays_signed_in_by_the_window(
    open_browser: OpenBrowser, newsroom: Elsewhere, product: Product
) -> None:
    page = open_browser().new_page()
    sign_in_here(page, product, "Marc Lavoie", "marc@demo.example")  # a moderator: a token is not enough
    page.goto(newsroom.page(FERRY))
    expect(conversation(page).locator(".outcome .is-stop").first).to_be_visible()
    sign_in_by_window(page, product, "marc@demo.example", "Marc Lavoie")
    page.reload()
    expect(compose(page)).to_be_visible()
    expect(conversation(page).locator(".outcome .is-stop")).to_have_count(0)
