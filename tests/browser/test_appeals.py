"""Whoever was not heard appeals: somebody without an account who reported, and somebody who was banned."""

from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.newsroom import Caller, caller
from tests.browser.product import Product, text_of
from tests.browser.test_real_story import assert_no_sideways_scroll
from tests.browser.walker import Walker

STORY = "/news/quill-river-clean-up/"
WAYS = [("en", 1280, True), ("fr", 360, False)]


def looks_well(page: Page, *, script: bool) -> None:
    """Nothing sticks out, and axe finds nothing; without script it cannot look."""
    assert_no_sideways_scroll(page)
    if script:
        assert Axe().run(page).response["violations"] == []


def page_in(product: Product, to: str, about: str) -> str:
    """The page of one's own that a letter leads to."""
    words = text_of(product.letter(to, about)).split()
    return next(urlsplit(word).path for word in words if "/account/re" in word)


def decided(caller: Caller, comment: str, verdict: str, **more: object) -> None:
    """Somebody at the desk decides the case that a comment waits in."""
    found = caller.call("GET", "/api/v1/desk/cases?community=news")["cases"]
    case = next(case for case in found if case["comment"] == comment)
    body = {"verdict": verdict, "revision": case["revision"], **more}
    caller.call("POST", f"/api/v1/desk/cases/{case['id']}/decisions", body)


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_somebody_without_an_account_appeals_by_the_link_in_a_letter(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    script: bool,
) -> None:
    author = Walker(make_page(), product)
    author.sign_in(product.join("Aline", {"en": "Rochefort", "fr": "Marchand"}[language]))
    comment = author.write(STORY, f"The footbridge was painted twice, at {width} dollars a rail.")
    lou = Walker(make_page(script=script, language=language, width=width), product)
    email = f"lou.{language}@mail.example"
    lou.page.goto(f"{STORY}comments/{comment}/report/")
    form = lou.page.locator("form.form")
    form.locator("[name=clause]").first.check()
    for field, value in {"text": "It was one rail.", "name": "Lou Petit", "email": email}.items():
        form.locator(f"[name={field}]").fill(value)
    form.locator("[name=good_faith]").check()
    lou.send(form)
    decided(caller(product, "mona@demo.example"), comment, "publish")
    address = page_in(product, email, {"en": "You can appeal once", "fr": "faire appel une fois"}[language])
    lou.page.goto(address)
    looks_well(lou.page, script=script)
    form = lou.page.locator("form.form")
    form.locator("[name=text]").fill("I counted them with my daughter.")
    lou.send(form)
    expect(lou.page.locator(".notice.is-wait")).to_contain_text("I counted them with my daughter.")
    looks_well(lou.page, script=script)
    marc = Walker(make_page(language=language, width=width, script=script), product)
    marc.sign_in("marc@demo.example")
    marc.page.goto("/desk/?kind=appeal")
    row = marc.page.locator(".queue-row", has_text=f"at {width} dollars a rail")
    expect(row.locator(".queue-why")).to_contain_text("13")  # days that are left
    marc.press(row.locator(".queue-text a"))
    looks_well(marc.page, script=script)
    marc.page.locator("[name=reply]").fill("You counted right: the sum is wrong, and so is what follows.")
    marc.decide("remove", clauses=("2",))
    lou.page.goto(address)
    expect(lou.page.locator(".notice.is-go")).to_contain_text("You counted right")
    expect(lou.page.locator(".clauses")).to_be_visible()
    looks_well(lou.page, script=script)


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_somebody_who_is_banned_appeals_from_their_own_page(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    script: bool,
) -> None:
    email = product.join("Basil", {"en": "Thornton", "fr": "Lariviere"}[language])
    basil = Walker(make_page(language=language, width=width, script=script), product)
    basil.sign_in(email)
    who = caller(product, email).call("GET", "/api/v1/me")["id"]
    mona = caller(product, "mona@demo.example")
    ban = {"kind": "ban", "community": "news", "reason": "Nine times the same text."}
    mona.call("POST", f"/api/v1/people/{who}/restrictions", ban)
    basil.page.goto(f"{STORY}#compose")
    basil.press(basil.page.locator("#compose a[href='/account/']"))
    looks_well(basil.page, script=script)
    basil.press(basil.page.locator("a[href^='/account/restrictions/']"))
    address = urlsplit(basil.page.url).path
    assert address in text_of(product.letter(email, "/account/restrictions/"))
    form = basil.page.locator("form.form")
    form.locator("[name=text]").fill("My nephew sat at my desk.")
    looks_well(basil.page, script=script)
    basil.send(form)
    expect(basil.page.locator(".notice.is-wait")).to_contain_text("My nephew sat at my desk.")
    edith = Walker(make_page(language=language, width=width, script=script), product)
    edith.sign_in("edith@demo.example")
    edith.page.goto("/desk/")
    edith.press(edith.page.locator("a[href='/desk/appeals/']"))
    looks_well(edith.page, script=script)
    edith.press(edith.page.locator(".queue-text a", has_text="My nephew sat at my desk."))
    looks_well(edith.page, script=script)
    form = edith.page.locator("form[data-decision]")
    form.locator("[name=note]").fill("He did; the newsroom has seen it.")
    if script:
        edith.page.keyboard.press("Escape")
        with edith.page.expect_navigation():
            edith.page.keyboard.press("p")
    else:
        edith.send(form, "button[value=overturned]")
    basil.page.goto(address)
    expect(basil.page.locator(".notice.is-go")).to_contain_text("the newsroom has seen it")
    basil.page.goto(f"{STORY}#compose")
    expect(basil.page.locator("form.compose")).to_be_visible()
