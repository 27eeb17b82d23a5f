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


@pytest.mark.parametrize(("language", "script", "width"), [WAYS[0], WAYS[3]])
def test_a_complaint_of_defamation_from_the_form_to_the_desk(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    script: bool,
    width: Literal[360, 1280],
) -> None:
    email = f"max-{language}-{width}@mail.example"
    author = product.join({"en": "Eva", "fr": "Finn"}[language], "Bakker")
    ada = Walker(make_page(language=language, script=script, width=width), product)
    ada.sign_in(author)
    text = f"Whoever runs that ferry in {language} at {width} knots has been bought."
    comment_id = ada.write(STORY, text)

    lou = Walker(make_page(language=language, script=script, width=width), product)
    lou.page.goto(f"/notices/defamation/?comment={comment_id}")
    form = lou.page.locator("form.form")
    for name in ("words", "meaning", "untrue"):
        form.locator(f"[name={name}]").fill("I have not been bought by anybody.")
    lou.send(form, "[data-send]")
    expect(lou.page.locator(".error-summary li")).to_have_count(5)
    look_over(lou.page, script)
    form.locator("[name=lacks_means]").check()
    form.locator("[name=name]").fill("Max Weber")
    form.locator("[name=email]").fill(email)
    form.locator("[name=pass_name][value=yes]").check()
    form.locator("[name=pass_email][value=no]").check()
    lou.send(form, "[data-send]")
    if not script:
        lou.page.goto(link_in(product.letter(email, "/notices/confirm/")))
        lou.send(lou.page.locator("main form"))
    expect(lou.page.locator(".chip")).to_be_visible()

    letter = text_of(product.letter(author, "/notices/answer/"))
    assert email not in letter
    ada.page.goto(next(word for word in letter.split() if "/notices/answer/" in word))
    expect(ada.page.locator("main")).to_contain_text("Max Weber")
    answer = ada.page.locator("form.form")
    answer.locator("[name=answer][value=keep]").check()
    ada.send(answer)
    expect(ada.page.locator(".error-summary li")).to_have_count(3)
    look_over(ada.page, script)
    answer.locator("[name=name]").fill("Eva Bakker")
    answer.locator("[name=address]").fill("12 Quay Street, Halifax")
    answer.locator("[name=pass_on][value=yes]").check()
    ada.send(answer)
    expect(ada.page.locator("form.form")).to_have_count(0)
    assert "12 Quay Street" in text_of(product.letter(email, "12 Quay Street"))

    mona = Walker(make_page(language=language, width=width), product)
    mona.sign_in("mona@demo.example")
    mona.page.goto("/desk/?kind=notice")
    mona.press(mona.page.locator(".queue-text a", has_text=f"at {width} knots"))
    expect(mona.page.locator("#defamation")).to_contain_text("12 Quay Street")
    look_over(mona.page)
    mona.decide("publish")


def look_over(page: Page, script: bool = True) -> None:
    """What axe finds; it needs script itself."""
    if script:
        found = Axe().run(page).response["violations"]
        assert not found, [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]
