"""What is kept and for how long, before operators; and a text that is gone, wherever it stood."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from tests.cast import story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.tidy import tidy
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.people.models import Person

PAGE = "/desk/retention/"


@pytest.mark.parametrize("who", ["mona", "edith", "ivo"])
def test_it_is_for_operators(
    who: str, sign_in: SignIn, request: pytest.FixtureRequest, news: Community
) -> None:
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(PAGE).status_code == 403
    assert PAGE not in browser.get("/desk/controls/").content.decode()


def test_every_rule_stands_there_with_its_setting_and_what_the_last_run_did(
    news: Community,
    ada: Person,
    mona: Person,
    otto: Person,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ruled(mona, post(ada, story(news), HELD).comment_id, "refuse")
    browser = sign_in(otto)
    assert PAGE in browser.get("/desk/controls/").content.decode()
    assert "It has not run yet." in text_of(browser.get(PAGE))
    with time_machine.travel(now() + timedelta(days=300)):
        tidy(HOUSE)
        browser = sign_in(otto)
        with django_assert_max_num_queries(18):
            page = text_of(browser.get(PAGE))
    assert "The last whole run was on" in page
    assert "UNDERSIGNED_KEEP_REFUSED_DAYS" in page
    assert "190 days" in page


def test_the_desk_and_the_author_are_told_that_a_text_is_gone(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(news), HELD).comment_id
    ruled(mona, comment_id, "refuse")
    with time_machine.travel(now() + timedelta(days=300)):
        tidy(HOUSE)
        desk, author = sign_in(mona), sign_in(ada)
        for browser, address in (
            (desk, f"/desk/comments/{comment_id}/"),
            (desk, f"/desk/people/{ada.id}/"),
            (author, f"/account/comments/{comment_id}/"),
            (author, "/account/"),
        ):
            page = text_of(browser.get(address))
            assert "The text is no longer kept; it was deleted on" in page, address
            assert "moron" not in page
        assert "Look at it again" not in text_of(desk.get(f"/desk/comments/{comment_id}/"))
        assert desk.post(f"/desk/comments/{comment_id}/call-in/").status_code == 409
        (own,) = author.get("/api/v1/me/comments").json()["comments"]
        assert (own["text"], own["html"], own["decision"]["clauses"][0]["number"]) == ("", "", "2")
        assert own["text_purged_at"].startswith(f"{now():%Y-%m-%d}")
