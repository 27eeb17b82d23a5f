"""The embed when things go otherwise: a page whose own code breaks, a desk that decides meanwhile, attributes
that change, addresses that lead elsewhere; and where the focus is then."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.elsewhere import Elsewhere
from tests.browser.newsroom import add_story, caller, reader, sign_in_here
from tests.browser.product import Product
from tests.browser.test_embed import FERRY, TEXT, compose, conversation, wait_for_comments, write

FOCUSED = "document.activeElement.shadowRoot?.activeElement"


def focused(page: Page) -> str:
    """What has the focus within the embed; empty for nothing."""
    return str(page.evaluate(f"{FOCUSED}?.className ?? ''"))


def case_of(mona: object, comment: str) -> dict[str, object]:
    """The open case of a comment, as the desk has it."""
    cases = mona.call("GET", "/api/v1/desk/cases?community=news")["cases"]  # type: ignore[attr-defined] # a Caller
    return next(case for case in cases if case["comment"] == comment)


def decide(product: Product, comment: str, **ruling: object) -> None:
    mona = caller(product, "mona@demo.example")
    case = case_of(mona, comment)
    mona.call("POST", f"/api/v1/desk/cases/{case['id']}/decisions", {"revision": case["revision"], **ruling})


def test_a_page_whose_way_to_a_token_is_broken_shows_the_conversation(
    make_page: MakePage, newsroom: Elsewhere
) -> None:
    page = make_page(also=newsroom.origin, may_complain=True)
    page.add_init_script(
        "customElements.whenDefined('undersigned-conversation').then(() => { document.querySelector("
        "'undersigned-conversation').getToken = () => { throw new TypeError('Failed to fetch') } })"
    )
    page.goto(newsroom.page(FERRY))
    expect(wait_for_comments(page).first).to_be_visible()
    expect(conversation(page).get_by_role("button", name="Sign in")).to_be_visible()


def test_an_author_is_told_what_the_desk_decides_meanwhile(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-decided", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Ida Meanwhile")
    page.goto(newsroom.page(story))
    write(page, "Whoever drew that timetable is a moron.")
    conversation(page).get_by_role("button", name="Send it anyway").click()
    waiting = conversation(page).locator(".waiting")
    expect(waiting).to_have_count(1)
    ida = reader(product, "Ida Meanwhile")
    (own,) = ida.call("GET", f"/api/v1/me/comments?community=news&story={story}")["comments"]
    decide(product, own["id"], verdict="publish")
    expect(conversation(page).locator("article")).to_have_count(1)
    expect(waiting).to_have_count(0)
    bert = reader(product, "Bert Reporting")
    bert.call("POST", f"/api/v1/comments/{own['id']}/reports", {"clause": "3"})
    decide(product, own["id"], verdict="remove", clauses=["3"], note="Say what he did.")
    told = conversation(page).locator("[part=decided]")
    expect(told).to_contain_text("Say what he did.")
    expect(told.get_by_role("link")).to_have_attribute("href", own["url"])
    page.reload()
    expect(told).to_contain_text("Answer the argument")


def test_what_the_clock_did_while_nobody_looked_shows_when_they_do(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-clock", tmp_path)
    until = datetime.now(UTC) + timedelta(seconds=6)
    edith = caller(product, "edith@demo.example")
    closing = {"reason": "A short break.", "until": until.isoformat().replace("+00:00", "Z")}
    edith.call("PUT", f"/api/v1/communities/news/stories/{story}/closure", closing)
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(story))
    expect(conversation(page).get_by_text("A short break.")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(conversation(page).get_by_text("A short break.")).to_have_count(0, timeout=15_000)


def test_a_comment_of_another_conversation_is_not_shown_as_if_it_were_here(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-foreign", tmp_path)
    foreign = reader(product, "Otis Elsewhere").write(story, TEXT)
    page = make_page(also=newsroom.origin, may_complain=True)
    page.goto(f"{newsroom.page(FERRY)}#undersigned-{foreign}")
    expect(conversation(page).get_by_text("There is nothing at this address")).to_be_visible()
    expect(conversation(page).locator("article", has_text=TEXT)).to_have_count(0)


def test_attributes_that_change_are_obeyed(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-attributes", tmp_path)
    reader(product, "Pia Attribute").write(story, TEXT)
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(FERRY))
    newest = wait_for_comments(page).first.get_attribute("data-id")
    element = page.locator("undersigned-conversation")
    element.evaluate("each => each.setAttribute('sort', 'oldest')")
    expect(conversation(page).locator("article").first).not_to_have_attribute("data-id", newest or "")
    element.evaluate("each => each.setAttribute('lang', 'fr')")
    expect(conversation(page).locator("aside")).to_contain_text("lignes directrices")
    element.evaluate(f"each => each.setAttribute('story', '{story}')")
    expect(conversation(page).locator("article")).to_have_count(1)
    expect(conversation(page).locator("article")).to_contain_text(TEXT)


def test_a_further_reply_moves_nothing_until_it_is_asked_for(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-replies", tmp_path)
    people = [reader(product, f"Quin {name}") for name in ("One", "Two", "Three", "Four", "Five")]
    first = people[0].write(story, "The first word.")
    last = people[1].write(story, "The last word.")
    for each in people[:3]:
        each.write(story, "A reply.", first)
    page = make_page(also=newsroom.origin)
    page.goto(f"{newsroom.page(story)}")
    expect(wait_for_comments(page)).to_have_count(5)
    below = conversation(page).locator(f"article[data-id='{first}']")
    before = below.bounding_box()
    people[3].write(story, "A fourth reply.", first)
    expect(conversation(page).locator("h2")).to_contain_text("6")
    expect(conversation(page).get_by_text("1 more reply")).to_have_count(0)
    assert below.bounding_box() == before
    people[4].write(story, "Something new.")
    conversation(page).get_by_role("button", name="1 new comment").click()
    more = conversation(page).get_by_role("button", name="1 more reply")
    more.click()
    expect(conversation(page).locator("article", has_text="A fourth reply.").last).to_be_focused()
    assert last


def test_the_focus_stays_within_the_conversation(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-focus", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Rosa Focus")
    page.goto(newsroom.page(story))
    write(page, TEXT)
    expect(conversation(page).locator(".outcome .notice")).to_be_focused()
    conversation(page).get_by_role("button", name="Revise").click()
    expect(conversation(page).locator(".panel textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(conversation(page).locator(".panel")).to_have_count(0)
    assert "comment" in focused(page)
    compose(page).get_by_role("button", name="Sign out").click()
    expect(conversation(page).locator(".join")).to_be_visible()
    expect(conversation(page).locator("h2")).to_be_focused()
