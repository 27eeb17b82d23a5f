"""axe finds nothing on any page, in both languages, light and dark, on a phone and at a desk."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import MakePage
from tests.browser.product import Product
from tests.browser.test_real_story import assert_no_sideways_scroll
from tests.browser.walker import Walker

EVERYONE = [
    "/",
    "/news/",
    "/news/marrow-ferry-timetable/",
    "/news/marrow-ferry-timetable/?sort=picks",
    "/news/guidelines/",
    "/news/licence/",
    "/news/transparency/",
    "/kids/",
    "/notices/",
    "/notices/new/",
    "/notices/defamation/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/problems/",
    "/problems/conversation-closed/",
    "/nowhere/at-all/",
]
AUTHOR = [
    "/account/",
    "/news/marrow-ferry-timetable/#compose",
    "/account/email/",
    "/account/password/change/",
    "/account/erase/",
]
DESK = [
    "/desk/",
    "/desk/stories/",
    "/desk/stories/news/marrow-ferry-timetable/",
    "/desk/stories/news/marrow-ferry-timetable/legal/",
    "/desk/names/",
    "/desk/appeals/",
    "/desk/sample/",
    "/desk/controls/",
    "/desk/triage/",
    "/desk/triage/?community=news&unseen_below=10&hold_above=60&promise=1",
    "/desk/notes/",
    "/desk/reprints/",
    "/desk/figures/?period=90",
]
OPERATOR = ["/desk/retention/", "/desk/scales/", "/desk/learning/"]
WAYS = [("en", 1280, "light"), ("en", 360, "dark"), ("fr", 360, "light"), ("fr", 1280, "dark")]


def look_over(page: Page, addresses: list[str], scheme: Literal["light", "dark"]) -> None:
    """Every fault that axe sees, page by page."""
    page.emulate_media(color_scheme=scheme)
    found: list[str] = []
    for address in addresses:
        page.goto(address)
        assert_no_sideways_scroll(page)
        result = Axe().run(page)
        found += [
            f"{address}: {fault['id']}: {node['target']} {node.get('failureSummary', '')}"
            for fault in result.response["violations"]
            for node in fault["nodes"]
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_what_everyone_sees(
    make_page: MakePage,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    look_over(make_page(language=language, width=width), EVERYONE, scheme)


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_what_an_author_sees(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    ada = Walker(make_page(language=language, width=width), product)
    ada.sign_in("ada@demo.example")
    own = ada.page.locator("a[href^='/account/comments/']").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    look_over(ada.page, [*AUTHOR, *dict.fromkeys(own)], scheme)


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_what_the_desk_sees(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    edith = Walker(make_page(language=language, width=width), product)
    edith.sign_in("edith@demo.example")
    edith.page.goto("/desk/")
    cases = edith.page.locator(".queue-text a").evaluate_all(
        "links => links.slice(0, 4).map(link => link.pathname)"
    )
    look_over(edith.page, [*DESK, *cases], scheme)


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_what_an_operator_sees(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    width: Literal[360, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    otto = Walker(make_page(language=language, width=width), product)
    otto.sign_in("otto@demo.example")
    look_over(otto.page, OPERATOR, scheme)
