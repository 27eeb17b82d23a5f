"""The pages that belong to no room, in a real browser."""

import pytest

from tests.browser.conftest import MakePage


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_missing_page_says_so_and_leads_back(
    make_page: MakePage, language: str, width: int, script: bool
) -> None:
    page = make_page(script=script, language=language, width=width)  # type: ignore[arg-type] # from the marks above
    answer = page.goto("/nowhere/at/all/")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= width if script else True
    page.locator('main a[href^="/problems/"]').click()
    assert page.url.endswith("/problems/not-found/")
    assert page.get_by_text("not-found").is_visible()
