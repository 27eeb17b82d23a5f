"""Single keys at the desk: a moderator decides without leaving the home row."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.elsewhere import Elsewhere
from tests.browser.newsroom import reader
from tests.browser.product import Product
from tests.browser.walker import Walker

STORY = "/news/marrow-ferry-timetable/"
COMMENTS = "/api/v1/communities/news/stories/marrow-ferry-timetable/comments"
ROWS = ".queue-text a"


def at_the_desk(make_page: MakePage, product: Product) -> Page:
    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    mona.page.goto("/desk/")
    return mona.page


def press_to_the_next_page(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_j_and_k_move_through_the_queue_and_enter_opens_a_case(make_page: MakePage, product: Product) -> None:
    page = at_the_desk(make_page, product)
    rows = page.locator(ROWS)
    for key, index in (("j", 0), ("j", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(index)).to_be_focused()
    press_to_the_next_page(page, "Enter")
    expect(page.locator("[data-case]")).to_be_visible()
    press_to_the_next_page(page, "u")
    expect(rows.first).to_be_visible()


def test_a_comment_is_refused_by_clause_number_with_a_note(make_page: MakePage, product: Product) -> None:
    ada = Walker(make_page(), product)
    ada.sign_in("ada@demo.example")
    text = "The moron at the counter sold me a ticket for a boat that had left."
    ada.write(STORY, text)
    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    mona.take_case(text)
    page = mona.page
    page.keyboard.press("3")
    expect(page.locator("[name=clauses][value='3']")).to_be_checked()
    page.keyboard.press("w")
    page.keyboard.type("prex3 are letters here, not keys.")
    page.keyboard.press("Escape")
    address = page.url
    press_to_the_next_page(page, "r")
    expect(page.locator(".messages")).to_contain_text("Refused: the comment by Ada Okafor.")
    page.goto(address)
    expect(page.locator(".told").first).to_contain_text("prex3 are letters here, not keys.")


def test_enter_in_a_clause_decides_nothing(make_page: MakePage, product: Product) -> None:
    page = at_the_desk(make_page, product)
    page.keyboard.press("j")
    press_to_the_next_page(page, "Enter")
    page.keyboard.press("3")
    press_to_the_next_page(page, "Enter")
    expect(page.locator(".error-summary")).to_contain_text("Choose what is to happen to the comment.")
    expect(page.locator("[name=clauses][value='3']")).to_be_checked()


def test_the_list_of_keys_opens_and_switches_them_off(make_page: MakePage, product: Product) -> None:
    page = at_the_desk(make_page, product)
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_be_visible()
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("[data-keys]")).not_to_be_visible()
    page.goto("/desk/")
    page.keyboard.press("j")
    expect(page.locator(ROWS).first).not_to_be_focused()
    page.locator("[data-keys-open]").click()
    expect(page.locator("[data-keys-on]")).not_to_be_checked()


def submit(product: Product, name: str, text: str) -> None:
    """A comment by somebody who writes in one test only: who writes in many is told to slow down."""
    sent = {"text": text, "licence_version": 1, "guidelines_version": 1}
    reader(product, name).call("POST", COMMENTS, sent)


def test_z_undoes_the_last_decision_by_a_new_one(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    text = "The moron at the pier said that the tide would wait."
    submit(product, "Wilma Harding", text)
    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    mona.take_case(text)
    press_to_the_next_page(mona.page, "p")
    press_to_the_next_page(mona.page, "z")
    expect(mona.page.locator(".messages")).to_contain_text("The decision stands until you take another one.")
    mona.page.keyboard.press("3")
    press_to_the_next_page(mona.page, "x")
    expect(mona.page.locator(".messages")).to_contain_text("Removed: the comment by Wilma Harding.")
    anyone = make_page()
    anyone.goto(STORY)
    expect(anyone.locator("main")).not_to_contain_text(text)


def test_a_claim_lasts_while_its_case_is_worked_on_and_ends_when_its_page_is_left(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    text = "The moron on the quay cast off before the gong."
    submit(product, "Otto Lindqvist", text)
    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    mona.page.clock.install()
    mona.take_case(text)
    mona.press(mona.page.locator("[data-take]"))
    case = mona.page.url
    mona.page.clock.fast_forward(61_000)
    with mona.page.expect_response(lambda answer: answer.request.method == "POST") as renewed:
        mona.page.keyboard.press("w")
    assert renewed.value.url.endswith("/take/")
    expect(mona.page.locator("[data-claim]")).to_contain_text("Yours until")
    edith = Walker(make_page(), product)
    edith.sign_in("edith@demo.example")
    edith.page.goto(case)
    expect(edith.page.locator(".case-side")).to_contain_text("is on it")
    mona.page.locator("[data-decision] [name=note]").fill("Half a note")
    mona.page.keyboard.press("Escape")
    mona.page.goto("/desk/stories/")
    free = edith.page.locator("[data-claim]")
    for _ in range(20):  # what a page sends as it is left arrives in its own time
        edith.page.reload()
        if free.count():
            break
        edith.page.wait_for_timeout(100)
    expect(free).to_contain_text("Nobody has taken it.")
    mona.page.go_back()
    expect(mona.page.locator("[data-give-back]")).to_be_visible()


def test_the_next_case_is_there_before_the_key_is_pressed(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    texts = {
        "Nadia Perrin": "The moron at the first buoy rang the bell.",
        "Oscar Whitby": "The moron at the second buoy rang it twice.",
    }
    for name, text in texts.items():
        submit(product, name, text)
    mona = Walker(make_page(), product)
    mona.sign_in("mona@demo.example")
    page = mona.page
    page.goto("/desk/?words=buoy")
    page.keyboard.press("j")
    with page.expect_response(lambda answer: answer.url.endswith("/ahead/?words=buoy")) as fetched:
        press_to_the_next_page(page, "Enter")
    assert "at the second buoy rang it twice." in fetched.value.text()  # what is marked stands before
    page.evaluate("window.isTheSamePage = true")
    with page.expect_response(lambda answer: answer.url.endswith("/decide/?words=buoy")) as decided:
        press_to_the_next_page(page, "p")
    assert decided.value.status == 204
    expect(page.locator(".desk-text")).to_contain_text(texts["Oscar Whitby"])
    expect(page.locator("main")).to_be_focused()
    expect(page.locator(".messages")).to_contain_text("Published: the comment by Nadia Perrin.")
    expect(page.locator("[data-claim]")).to_contain_text("Yours until")
    assert page.evaluate("window.isTheSamePage"), "a page was loaded"
    page.keyboard.press("3")
    press_to_the_next_page(page, "r")
    expect(page.locator(".messages").first).to_contain_text("Refused: the comment by Oscar Whitby.")
    page.go_back()
    expect(page.locator("#outcome-title")).to_contain_text("This case is closed")
    expect(page.locator(".desk-text")).to_contain_text(texts["Oscar Whitby"])


def test_an_ordinary_case_needs_no_scrolling(make_page: MakePage, product: Product) -> None:
    page = at_the_desk(make_page, product)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/desk/?community=news&kind=reported")
    page.keyboard.press("j")
    press_to_the_next_page(page, "Enter")
    box = page.locator(".case-grid").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900
