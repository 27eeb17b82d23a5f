"""Passkeys in a real browser, on a device that the browser itself stands in for."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT_MILLISECONDS, MakePage, Opened
from tests.browser.product import Product
from tests.browser.walker import Walker

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PALOMA = "paloma@mail.example"
ADD, SIGN_IN = "/account/security/webauthn/add/", "/account/login/"


def with_device(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


@pytest.fixture
def named(product: Product, make_page: MakePage) -> Product:
    """The same product at a name: a passkey belongs to a name, and a number is none.

    With a moderator of its own: an account with a passkey is asked for it wherever it signs in.
    """
    password = "a long quiet river walk 9"
    Walker(make_page(), product).sign_up("Paloma", "Key", PALOMA, password)
    product.run("moderator", "add", PALOMA)
    passwords = {**product.passwords, PALOMA: password}
    return replace(product, base_url=product.base_url.replace("127.0.0.1", "localhost"), passwords=passwords)


@pytest.fixture
def page(named: Product, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=named.base_url, locale="en-CA")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    opened = Opened(context, (named.base_url,))
    yield opened.page
    context.close()
    assert not opened.faults


def test_a_moderator_adds_a_passkey_and_signs_in_with_it_alone(named: Product, page: Page) -> None:
    with_device(page)
    Walker(page, named).sign_in(PALOMA)
    page.goto(ADD)
    page.locator("[name=name]").fill("Paloma’s laptop")
    page.locator("form[data-passkey] button").click()
    expect(page.locator("code").first).to_be_visible()  # the recovery codes, shown after the first key
    page.goto("/account/security/webauthn/")
    expect(page.locator("table")).to_contain_text("Paloma’s laptop")
    page.locator("form[action='/account/logout/'] button").first.click()
    page.goto(f"{SIGN_IN}?next=/desk/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/desk/")


def test_at_a_bare_number_the_page_says_why_passkeys_do_not_work(make_page: MakePage) -> None:
    page = make_page()
    with_device(page)
    page.goto(SIGN_IN)
    page.locator("form[data-passkey] button").click()
    expect(page.locator("form[data-passkey] [role=alert]")).to_be_visible()


def test_without_script_no_passkey_is_offered(make_page: MakePage) -> None:
    page = make_page(script=False)
    page.goto(SIGN_IN)
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    expect(page.locator(f"form[action='{SIGN_IN}'] button")).to_be_visible()
