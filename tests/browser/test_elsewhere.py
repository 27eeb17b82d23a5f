"""Signed in on a newsroom's own page, at another site, with third-party cookies blocked and without."""

from collections.abc import Iterator
from typing import Literal, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import RESULTS, OpenBrowser
from tests.browser.host_site import published
from tests.browser.product import Product
from tests.browser.test_real_story import assert_no_sideways_scroll

Cookies = Literal["blocked", "allowed"]
IVO = "ivo@demo.example"


class OpenNewsroom(Protocol):
    """The newsroom's page in a browser of its own."""

    def __call__(self, cookies: Cookies = "blocked", language: Literal["en", "fr"] = "en") -> Page: ...


@pytest.fixture(scope="module")
def newsroom(product: Product) -> Iterator[str]:
    """The origin of a page that the community lets write."""
    with published(product.base_url, "news", "marrow-ferry-timetable") as origin:
        product.run("community", "origins", "news", "--add", origin)
        yield origin
        product.run("community", "origins", "news", "--remove", origin)


@pytest.fixture
def open_newsroom(newsroom: str, open_browser: OpenBrowser) -> OpenNewsroom:
    def open_newsroom(cookies: Cookies = "blocked", language: Literal["en", "fr"] = "en") -> Page:
        page = open_browser(cookies, language).new_page()
        page.goto(f"{newsroom}/")
        return page

    return open_newsroom


def press(page: Page, name: str, says: str) -> None:
    page.locator(f"#{name}").click()
    expect(page.locator("#said")).to_have_text(says)


def open_window(page: Page) -> Page:
    with page.expect_popup() as opening:
        page.locator("#sign-in").click()
    return opening.value


def fill_in(window: Page, product: Product, email: str, name: str = "Ivo Marsh") -> None:
    """Sign in as at any time, and be asked."""
    form = window.locator("form[action='/account/login/']").first
    form.locator("[name=login]").fill(email)
    form.locator("[name=password]").fill(product.passwords[email])
    form.locator("button").click()
    expect(window.locator("form[data-ask] .button").first).to_contain_text(name)


def say_yes(page: Page, window: Page) -> None:
    with window.expect_event("close"):
        window.locator("form[data-ask] .button").first.click()
    expect(page.locator("#said")).to_have_text("signed in")


@pytest.mark.parametrize(
    ("cookies", "language", "name"),
    [("blocked", "en", "Enid Window"), ("blocked", "fr", "Odile Window"), ("allowed", "en", "Piet Window")],
)
def test_a_reader_signs_in_by_the_window_writes_and_stays_signed_in(
    open_newsroom: OpenNewsroom,
    product: Product,
    cookies: Cookies,
    language: Literal["en", "fr"],
    name: str,
) -> None:
    page = open_newsroom(cookies, language)
    window = open_window(page)
    fill_in(window, product, product.join(*name.split()), name)
    expect(window.locator("html")).to_have_attribute("lang", language)
    say_yes(page, window)
    press(page, "post", f"201 {name}, pace true")

    press(page, "keep", "204")
    page.reload()
    press(page, "resume", "200")
    press(page, "post", f"201 {name}, pace true")
    press(page, "resume", "200")
    press(page, "leave", "204")
    page.reload()
    press(page, "resume", "401")


@pytest.mark.parametrize("cookies", ["blocked", "allowed"])
def test_the_browser_of_these_tests_does_with_third_party_cookies_what_they_say(
    open_newsroom: OpenNewsroom, newsroom: str, cookies: Cookies
) -> None:
    page = open_newsroom(cookies)
    page.goto(f"{newsroom}/probe")  # a page without a policy, which may ask another site
    address = f"{newsroom.replace('localhost', '127.0.0.1')}/probe"
    ask = "async address => (await fetch(address, { credentials: 'include' })).text()"
    page.evaluate(ask, address)
    assert page.evaluate(ask, address) == str(cookies == "allowed")


def test_who_is_signed_in_already_is_only_asked(open_newsroom: OpenNewsroom, product: Product) -> None:
    page = open_newsroom()
    window = open_window(page)
    fill_in(window, product, IVO)
    window.close()
    window = open_window(page)
    expect(window.locator("form[data-ask] .button").first).to_contain_text("Ivo Marsh")
    say_yes(page, window)


def test_another_account_can_be_used_instead(open_newsroom: OpenNewsroom, product: Product) -> None:
    page = open_newsroom()
    window = open_window(page)
    fill_in(window, product, IVO)
    window.locator("form[action='/account/logout/'][data-ask] button").click()
    fill_in(window, product, product.join("Another", "Account"), "Another Account")
    say_yes(page, window)
    press(page, "post", "201 Another Account, pace true")


def test_signing_out_on_the_site_signs_out_on_the_page(open_newsroom: OpenNewsroom, product: Product) -> None:
    page = open_newsroom()
    window = open_window(page)
    fill_in(window, product, IVO)
    say_yes(page, window)
    press(page, "keep", "204")
    site = page.context.new_page()
    site.goto(f"{product.base_url}/account/")
    site.locator("form[action='/account/logout/'] button").first.click()
    press(page, "post", "401 You are not signed in, pace false")
    press(page, "resume", "401")


def test_a_page_that_is_not_listed_is_told_so_and_can_do_nothing(
    open_newsroom: OpenNewsroom, newsroom: str, product: Product
) -> None:
    page = open_newsroom()
    product.run("community", "origins", "news", "--remove", newsroom)
    try:
        window = open_window(page)
        expect(window.locator("h1")).to_have_text("This site is not on the newsroom’s list")
        press(page, "post", "failed: Failed to fetch")
        press(page, "resume", "failed: Failed to fetch")
    finally:
        product.run("community", "origins", "news", "--add", newsroom)


def test_without_the_page_that_opened_it_the_window_says_what_to_do(
    open_newsroom: OpenNewsroom, newsroom: str, product: Product
) -> None:
    page = open_newsroom()
    page.goto(f"{product.base_url}/embed/sign-in/?origin={newsroom}&community=news")
    form = page.locator("form[action='/account/login/']").first
    form.locator("[name=login]").fill(IVO)
    form.locator("[name=password]").fill(product.passwords[IVO])
    form.locator("button").click()
    expect(page.locator("[data-alone]")).to_contain_text("sign in there once more")
    expect(page.locator("form[data-ask]").first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_window_can_be_read_by_everyone(
    open_newsroom: OpenNewsroom,
    product: Product,
    scheme: Literal["light", "dark"],
    language: Literal["en", "fr"],
) -> None:
    page = open_newsroom(language=language)
    window = open_window(page)
    window.set_viewport_size({"width": 360, "height": 740})
    window.emulate_media(color_scheme=scheme)
    fill_in(window, product, IVO)
    assert_no_sideways_scroll(window)
    found = Axe().run(window)
    assert found.violations_count == 0, found.generate_report()
    window.screenshot(path=RESULTS / f"window-{language}-{scheme}.png", full_page=True)
