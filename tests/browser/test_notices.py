"""A notice of unlawful content, from someone without an account, with script and without."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.product import Product, link_in, text_of
from tests.browser.walker import Walker

STORY = "/news/marrow-ferry-timetable/"
FIRST = {("en", True): "Ann", ("fr", True): "Britt", ("en", False): "Carl", ("fr", False): "Dag"}
WAYS = [
    pytest.param("en", True, 1280, id="english-script-desk"),
    pytest.param("fr", True, 360, id="french-script-phone"),
    pytest.param("en", False, 360, id="english-no-script-phone"),
    pytest.param("fr", False, 1280, id="french-no-script-desk"),
]


@pytest.mark.parametrize(("language", "script", "width"), WAYS)
def test_a_notice_from_the_comment_to_its_outcome(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    script: bool,
    width: Literal[360, 1280],
) -> None:
    name = f"lou-{language}-{width}"
    text = f"The ferry is late because its captain is paid to be, says {name}."
    ada = Walker(make_page(), product)
    ada.sign_in(product.join(FIRST[language, script], "Bakker"))
    comment_id = ada.write(STORY, text)

    lou = Walker(make_page(language=language, script=script, width=width), product)
    lou.page.goto(f"{STORY}comments/{comment_id}/report/")
    lou.press(lou.page.locator("a[href^='/notices/new/']"))
    form = lou.page.locator("form.form")
    at = f"{product.base_url}{STORY}comments/{comment_id}/"
    expect(form.locator("[name=where_0]")).to_have_value(at)
    form.locator("[name=law_0]").fill("Criminal Code, s. 300")
    lou.send(form, "[data-send]")
    expect(lou.page.locator(".error-summary")).to_be_visible()
    look_over(lou.page, script)
    form.locator("[name=text_0]").fill("Nobody pays him; it is invented to harm him.")
    form.locator("[name=name]").fill("Lou Petit")
    form.locator("[name=email]").fill(f"{name}@mail.example")
    form.locator("[name=good_faith]").check()
    lou.send(form, "[data-send]")
    if not script:
        lou.page.goto(link_in(product.letter(f"{name}@mail.example", "/notices/confirm/")))
        lou.send(lou.page.locator("main form"))
    expect(lou.page.locator(".chip")).to_have_text("Received" if language == "en" else "Reçue")
    look_over(lou.page, script)

    status_page = lou.page.url

    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    mona.page.goto("/desk/?kind=notice")
    mona.press(mona.page.locator(".queue-text a", has_text=name))
    expect(mona.page.locator("#reports")).to_contain_text("by Lou Petit")
    look_over(mona.page)
    mona.decide("remove", clauses=("2",), note="Say what you know.")

    answered = "has been answered" if language == "en" else "a reçu une réponse"
    assert status_page in text_of(product.letter(f"{name}@mail.example", answered))
    lou.page.reload()
    gone = "not shown any more" if language == "en" else "n’est plus affiché"
    expect(lou.page.locator(".reports")).to_contain_text(gone)
    look_over(lou.page, script)


def look_over(page: Page, script: bool = True) -> None:
    """What axe finds; it needs script itself."""
    if script:
        found = Axe().run(page).response["violations"]
        assert not found, [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]
