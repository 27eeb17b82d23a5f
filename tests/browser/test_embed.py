"""The embed on a newsroom's own page: another origin, a strict policy, nothing of ours but the element."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import RESULTS, MakePage
from tests.browser.elsewhere import Elsewhere
from tests.browser.newsroom import add_story, caller, reader, sign_in_here
from tests.browser.product import Product
from tests.browser.test_real_story import assert_no_sideways_scroll

FERRY = "marrow-ferry-timetable"
TEXT = "I took the noon boat on Thursday, and it was full."
HELD = "Write to me at ada@elsewhere.example if you took it too."


def conversation(page: Page) -> Locator:
    return page.locator("undersigned-conversation")


def wait_for_comments(page: Page) -> Locator:
    articles = conversation(page).locator("article")
    expect(articles.first).to_be_visible()
    return articles


def compose(page: Page) -> Locator:
    return conversation(page).locator("section.compose")


def write(page: Page, text: str) -> None:
    """Write a comment and send it, accepting what has to be accepted."""
    form = compose(page)
    form.locator("textarea").fill(text)
    expect(form.get_by_text("Licence, version 1")).to_be_visible()
    accept = form.locator("[type=checkbox]")
    if accept.count():
        accept.check()
    form.get_by_role("button", name="Send the comment").click()


def heard(page: Page, name: str) -> Any:
    """What the page was told last by an event of this name."""
    page.wait_for_function("name => heard.some(([heard]) => heard === name)", arg=name)
    return page.evaluate("name => heard.findLast(([heard]) => heard === name)[1]", name)


def test_the_conversation_is_read_on_the_newsrooms_page(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(FERRY))
    articles = wait_for_comments(page)
    first = caller(product, "ivo@demo.example").call(
        "GET", f"/api/v1/communities/news/stories/{FERRY}/conversation"
    )
    names = [comment["byline"]["name"] for comment in first["comments"] if comment["byline"]]
    expect(articles.filter(has_text=names[0]).first).to_be_visible()
    expect(conversation(page).locator("aside p")).to_have_count(5)
    expect(conversation(page).locator("h2")).to_contain_text(str(first["counts"]["comments"]))
    for name in names:
        expect(conversation(page).locator(".name", has_text=name).first).to_be_attached()
    expect(page.locator("undersigned-count").first).to_have_text(f"{first['counts']['comments']} comments")
    assert heard(page, "ready")["comments"] == first["counts"]["comments"]


def test_until_it_comes_near_only_the_loader_is_there(make_page: MakePage, newsroom: Elsewhere) -> None:
    page = make_page(also=newsroom.origin)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(newsroom.page(FERRY, gap="far"))
    expect(page.locator("undersigned-count").first).to_contain_text("comments")
    assert not [url for url in asked if "/define-" in url or "/conversation" in url]
    assert len([url for url in asked if "/counts?" in url]) == 1
    page.locator("footer").scroll_into_view_if_needed()
    wait_for_comments(page)
    assert [url for url in asked if "/define-" in url]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_on_the_page_jumps(
    make_page: MakePage, newsroom: Elsewhere, product: Product, width: Literal[360, 1280]
) -> None:
    page = make_page(also=newsroom.origin, width=width)
    sign_in_here(page, product, "Ada Okafor", "ada@demo.example")
    page.goto(newsroom.page(FERRY))
    wait_for_comments(page)
    expect(compose(page)).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("shifts") == 0
    assert_no_sideways_scroll(page)


def test_without_script_a_link_leads_to_the_conversation(make_page: MakePage, newsroom: Elsewhere) -> None:
    page = make_page(also=newsroom.origin, script=False)
    page.goto(newsroom.page(FERRY))
    link = page.get_by_role("link", name="The conversation about this story")
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("#conversation-title")).to_be_visible()


def test_new_comments_wait_behind_a_button_and_move_nothing(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-live", tmp_path)
    one, other = reader(product, "Anke Live"), reader(product, "Bram Live")
    first = one.write(story, "The first word.")
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(story))
    articles = wait_for_comments(page)
    articles.first.focus()
    before = articles.first.bounding_box()
    answer = other.write(story, "The second word.")
    button = conversation(page).get_by_role("button", name="1 new comment")
    expect(button).to_be_in_viewport()
    expect(articles).to_have_count(1)
    assert articles.first.bounding_box() == before
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.id") == first
    expect(conversation(page).locator("h2")).to_contain_text("2")
    button.click()
    expect(articles).to_have_count(2)
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.id") == answer
    other.call("DELETE", f"/api/v1/comments/{answer}")
    expect(articles).to_have_count(1)
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.id") == first


def test_ones_own_comment_waits_behind_no_button(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    """A page that comes again so soon that it is served what was so before hears of it as of anyone's."""
    story = add_story(product, "embed-own", tmp_path)
    gil = reader(product, "Gil Quick")
    before = gil.call("GET", f"/api/v1/communities/news/stories/{story}/conversation")
    gil.write(story, TEXT)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Gil Quick")
    page.context.route(
        f"**/stories/{story}/conversation*",
        lambda route: route.fulfill(json=before, headers={"access-control-allow-origin": "*"}),
    )
    page.goto(newsroom.page(story))
    expect(wait_for_comments(page).first).to_contain_text(TEXT)
    expect(conversation(page).get_by_role("button", name="1 new comment")).to_have_count(0)


def test_a_closing_shows_at_once_and_keeps_the_draft(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-closing", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Ada Okafor", "ada@demo.example")
    page.goto(newsroom.page(story))
    compose(page).locator("textarea").fill(TEXT)
    product.run("close", f"news/{story}", "--reason", "The night desk goes home.")
    expect(conversation(page).get_by_text("The night desk goes home.")).to_be_visible()
    expect(conversation(page).locator("#kept")).to_have_value(TEXT)
    page.reload()
    expect(conversation(page).locator("#kept")).to_have_value(TEXT)


def test_a_comment_is_published_in_its_place_revised_and_withdrawn(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-writing", tmp_path)
    reader(product, "Cleo Before").write(story, "The first word.")
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Dora Writing")
    page.goto(newsroom.page(story))
    articles = wait_for_comments(page)
    expect(compose(page).locator(".name")).to_have_count(0)
    compose(page).locator("textarea").fill(TEXT)
    expect(compose(page).locator(".name")).to_have_text("Dora Writing")
    expect(compose(page).get_by_text(f"{len(TEXT)} of 5,000 characters")).to_be_visible()
    compose(page).get_by_role("button", name="Send the comment").click()
    expect(compose(page).get_by_text("Accept the licence and the guidelines to send it.")).to_be_visible()
    page.reload()
    expect(compose(page).locator("textarea")).to_have_value(TEXT)
    write(page, TEXT)
    expect(articles).to_have_count(2)
    expect(articles.first).to_contain_text(TEXT)
    expect(compose(page).locator("textarea")).to_have_value("")
    assert heard(page, "posted")["comment"]["text"] == TEXT
    expect(conversation(page).get_by_role("button", name="1 new comment")).to_have_count(0)
    articles.first.get_by_role("button", name="Revise").click()
    articles.first.locator("textarea").fill(f"{TEXT} Quite.")
    articles.first.get_by_role("button", name="Send the new text").click()
    expect(articles.first.locator(".text")).to_have_text(f"{TEXT} Quite.")
    expect(articles.first).to_contain_text("revised")
    articles.first.get_by_role("button", name="Withdraw").click()
    articles.first.get_by_role("button", name="Withdraw it").click()
    expect(articles).to_have_count(1)


def test_on_a_slow_device_it_is_read_and_written_all_the_same(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-slow", tmp_path)
    reader(product, "Sven Before").write(story, "The first word.")
    page = make_page(also=newsroom.origin, width=360)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    sign_in_here(page, product, "Sara Slow")
    page.goto(newsroom.page(story))
    articles = wait_for_comments(page)
    expect(compose(page)).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("shifts") == 0
    write(page, TEXT)
    expect(articles).to_have_count(2)


def test_a_held_comment_is_shown_to_its_author_alone_with_why(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-held", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Evan Waiting")
    page.goto(newsroom.page(story))
    write(page, HELD)
    compose(page).get_by_role("button", name="Send it anyway").click()
    waiting = conversation(page).locator("section.waiting")
    expect(waiting).to_contain_text(HELD)
    expect(conversation(page).get_by_text("It holds what looks like an e-mail address").first).to_be_visible()
    assert heard(page, "held")["why"][0]["sentence"]
    page.reload()
    expect(waiting).to_contain_text("It holds what looks like an e-mail address")
    stranger = make_page(also=newsroom.origin)
    stranger.goto(newsroom.page(story))
    expect(conversation(stranger).get_by_text("Nobody has signed here yet")).to_be_visible()
    assert "elsewhere.example" not in stranger.content()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_scorer_doubts_is_said_before_it_is_sent(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path, language: Literal["en", "fr"]
) -> None:
    story = add_story(product, f"embed-nudge-{language}", tmp_path)
    page = make_page(also=newsroom.origin, width=360)
    sign_in_here(page, product, "Lise Doubt" if language == "en" else "Luc Doubt")
    page.goto(newsroom.page(story, language=language))
    names = {
        "en": ("Send the comment", "Send it anyway"),
        "fr": ("Envoyer le commentaire", "Envoyer quand même"),
    }
    send, anyway = names[language]
    field = compose(page).locator("textarea")
    field.fill("Whoever drew that timetable is a moron.")
    compose(page).locator("[type=checkbox]").check()
    compose(page).get_by_role("button", name=send).click()
    nudge = compose(page).get_by_role("alert")
    expect(nudge).to_contain_text("Answer the argument" if language == "en" else "Répondez à l’argument")
    expect(nudge).to_contain_text("moron")
    expect(nudge).to_be_focused()
    page.screenshot(path=RESULTS / f"embed-nudge-{language}.png", full_page=True)
    field.fill("Whoever drew that timetable is a true moron.")
    expect(compose(page).get_by_role("button", name=send)).to_be_visible()
    compose(page).get_by_role("button", name=send).click()
    compose(page).get_by_role("button", name=anyway).click()
    expect(conversation(page).locator("section.waiting")).to_contain_text("true moron")


def test_a_refusal_is_said_and_the_text_stays(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-refused", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Lena Koval")
    page.goto(newsroom.page(story))
    write(page, "a" * 5_001)
    alert = compose(page).get_by_role("alert")
    expect(alert).to_contain_text("That is too long")
    expect(compose(page).get_by_text("Too long by 1")).to_be_visible()
    expect(compose(page).locator("textarea")).to_have_value("a" * 5_001)
    page.context.route(f"**/stories/{story}/comments", lambda route: route.abort())
    compose(page).get_by_role("button", name="Send the comment").click()
    expect(alert).to_contain_text("There is no connection")


def test_a_licence_that_has_changed_is_shown_and_accepted_anew(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-licence", tmp_path)
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Tomas Reyes")
    problem = {
        "type": f"{product.base_url}/problems/licence-out-of-date",
        "title": "The licence has changed since you read it",
        "status": 409,
        "detail": "Read the version now in force.",
    }
    answered: list[Any] = []

    def once(route: Any) -> None:
        answered.append(json.loads(route.request.post_data))
        origin = {"access-control-allow-origin": newsroom.origin}
        if len(answered) == 1:
            route.fulfill(status=409, json=problem, headers=origin)
        else:
            route.fallback()

    page.context.route(f"**/stories/{story}/comments", once)
    page.goto(newsroom.page(story))
    write(page, TEXT)
    expect(compose(page).get_by_text("have changed since you read them")).to_be_visible()
    expect(compose(page).locator("details[open]")).to_have_count(2)
    expect(compose(page).locator("textarea")).to_have_value(TEXT)
    expect(compose(page).locator("[type=checkbox]")).not_to_be_checked()
    write(page, TEXT)
    expect(wait_for_comments(page).first).to_contain_text(TEXT)


def test_a_reader_recommends_reports_and_mutes(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-acts", tmp_path)
    comment = reader(product, "Fern Heard").write(story, "The first word.")
    page = make_page(also=newsroom.origin)
    sign_in_here(page, product, "Grace Oyelaran")
    page.goto(newsroom.page(story))
    article = wait_for_comments(page).first
    recommend = article.get_by_role("button", name="Recommend the comment by Fern Heard")
    recommend.click()
    expect(recommend).to_have_attribute("aria-pressed", "true")
    expect(recommend).to_contain_text("1")
    assert heard(page, "recommended") == {"id": comment, "recommended": True}
    article.get_by_role("button", name="Report").click()
    article.get_by_role("button", name="Send the report").click()
    expect(article.get_by_role("alert")).to_be_visible()
    article.locator("[name=clause]").first.check()
    article.get_by_role("button", name="Send the report").click()
    expect(article).to_contain_text("Thank you. A person will look at it.")
    article.get_by_role("button", name="Mute").click()
    expect(article).not_to_contain_text("The first word.")
    page.reload()
    expect(article).to_contain_text("You have muted Fern Heard")
    article.get_by_role("button", name="Show again").click()
    expect(article).to_contain_text("The first word.")
    expect(recommend).to_have_attribute("aria-pressed", "true")


def test_an_address_leads_to_a_comment_however_deep(
    make_page: MakePage, newsroom: Elsewhere, product: Product, tmp_path: Path
) -> None:
    story = add_story(product, "embed-deep", tmp_path)
    line: list[str | None] = [None]
    for depth, first in enumerate(("Uma", "Vera", "Wim", "Xena", "Yves", "Zoe")):
        line.append(reader(product, f"{first} Deep").write(story, f"Depth {depth}.", line[-1]))
    page = make_page(also=newsroom.origin)
    page.goto(f"{newsroom.page(story)}#undersigned-{line[-1]}")
    articles = wait_for_comments(page)
    expect(articles).to_have_count(6)
    expect(articles.last).to_contain_text("Depth 5.")
    expect(articles.last).to_be_focused()
    conversation(page).get_by_role("button", name="The whole conversation").click()
    expect(articles).to_have_count(4)
    conversation(page).get_by_role("button", name="Continue this thread").click()
    expect(articles.last).to_contain_text("Depth 5.")


def test_another_order_and_the_keys_of_a_feed(make_page: MakePage, newsroom: Elsewhere) -> None:
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(FERRY))
    articles = wait_for_comments(page)
    newest = articles.first.get_attribute("data-id")
    oldest = conversation(page).get_by_role("button", name="Oldest")
    oldest.focus()
    page.keyboard.press("Enter")
    expect(oldest).to_have_attribute("aria-current", "true")
    expect(articles.first).not_to_have_attribute("data-id", str(newest))
    articles.first.focus()
    page.keyboard.press("PageDown")
    expect(articles.nth(1)).to_be_focused()
    page.keyboard.press("PageUp")
    expect(articles.first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.closest('article') !== null")
    feed = conversation(page).locator("[role=feed]").first
    expect(feed).to_have_attribute("aria-busy", "false")
    expect(articles.first).to_have_attribute("aria-posinset", "1")


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1280, "light"), ("en", 360, "dark"), ("fr", 360, "light"), ("fr", 1280, "dark")],
)
def test_axe_finds_nothing(
    make_page: MakePage,
    newsroom: Elsewhere,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    page = make_page(also=newsroom.origin, language=language, width=width)
    page.emulate_media(color_scheme=scheme)
    sign_in_here(page, product, "Ada Okafor", "ada@demo.example")
    page.goto(newsroom.page(FERRY, language=language))
    articles = wait_for_comments(page)
    expect(conversation(page).locator("section").first).to_have_attribute("lang", language)
    compose(page).locator("textarea").focus()
    articles.first.get_by_role("button", name="Report" if language == "en" else "Signaler").first.click()
    expect(conversation(page).locator("fieldset")).to_be_visible()
    assert_no_sideways_scroll(page)
    result = Axe().run(page)
    found = [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in result.response["violations"]
        for node in fault["nodes"]
        if "undersigned-conversation" in str(node["target"])
    ]
    assert not found, "\n".join(found)


def test_another_language_is_brought_and_turns_it_around(make_page: MakePage, newsroom: Elsewhere) -> None:
    page = make_page(also=newsroom.origin, width=360)
    page.goto(newsroom.page(FERRY, lang="ar"))
    articles = wait_for_comments(page)
    expect(conversation(page).locator("h2")).to_contain_text("The conversation")
    page.evaluate(
        "customElements.whenDefined('undersigned-conversation').then((element) =>"
        " element.addLanguage('ar', { direction: 'rtl', conversation: 'المحادثة' }))"
    )
    expect(conversation(page).locator("h2")).to_contain_text("المحادثة")
    expect(articles.get_by_role("button", name="Reply").first).to_be_visible()
    replies = articles.locator(".letters").first
    expect(replies).to_have_css("border-right-width", "1px")
    expect(replies).to_have_css("border-left-width", "0px")
    assert_no_sideways_scroll(page)


def test_a_thread_is_folded_up_and_out_again(make_page: MakePage, newsroom: Elsewhere) -> None:
    page = make_page(also=newsroom.origin)
    page.goto(newsroom.page(FERRY))
    articles = wait_for_comments(page)
    before = articles.count()
    answered = next(
        one for one in articles.all() if one.get_by_role("button", name="Collapse").count()
    )  # other tests may have written above it
    answered.get_by_role("button", name="Collapse").first.click()
    assert articles.count() < before
    answered.get_by_role("button", name="repl", exact=False).last.click()
    expect(articles).to_have_count(before)


def test_in_forced_colours_everything_has_an_edge_and_nothing_is_told_by_colour_alone(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    page = make_page(also=newsroom.origin, width=360)
    page.emulate_media(forced_colors="active")
    sign_in_here(page, product, "Ada Okafor", "ada@demo.example")
    page.goto(newsroom.page(FERRY))
    wait_for_comments(page)
    compose(page).locator("textarea").fill(TEXT)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    send = compose(page).get_by_role("button", name="Send the comment")
    for control in (compose(page).locator("textarea"), send):
        width = control.evaluate("(element) => parseFloat(getComputedStyle(element).borderBlockEndWidth)")
        assert width >= 1
    expect(conversation(page).locator(".sorting [aria-current]")).to_have_css("font-weight", "650")
    page.screenshot(path=RESULTS / "embed-forced-colours.png", full_page=True)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_nothing_to_move(
    make_page: MakePage, newsroom: Elsewhere, motion: Literal["reduce", "no-preference"]
) -> None:
    page = make_page(also=newsroom.origin)
    page.emulate_media(reduced_motion=motion)
    page.goto(newsroom.page(FERRY))
    wait_for_comments(page)
    moving = (
        conversation(page)
        .locator("section")
        .first.evaluate(
            """(section) => [...section.querySelectorAll("*")].filter((each) => {
          const style = getComputedStyle(each);
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
        }).length"""
        )
    )
    assert (moving == 0) == (motion == "reduce")


def test_whatever_is_pressed_is_24_pixels_and_more(
    make_page: MakePage, newsroom: Elsewhere, product: Product
) -> None:
    page = make_page(also=newsroom.origin, width=360)
    sign_in_here(page, product, "Ada Okafor", "ada@demo.example")
    page.goto(newsroom.page(FERRY))
    articles = wait_for_comments(page)
    expect(compose(page)).to_be_visible()
    articles.first.get_by_role("button", name="Report").first.click()
    small = (
        conversation(page)
        .locator("button, a, input, summary")
        .evaluate_all(
            """(all) => all.filter((each) => !each.closest(".text, .notices, p")).map((each) => {
          const { width, height } = each.getBoundingClientRect();
          return [each.textContent.trim() || each.type, width, height];
        }).filter(([, width, height]) => width > 0 && (width < 24 || height < 24))"""
        )
    )
    assert small == []
