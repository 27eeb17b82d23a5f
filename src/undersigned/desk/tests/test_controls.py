"""The controls at the desk: set by editors, seen by moderators, tried on last month before they are set."""

from typing import Any

from django.test import Client

from tests.cast import story
from tests.journeys.acts import post
from undersigned.communities.models import Community, Controls
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.people.models import Person

PAGE = "/desk/controls/"
GIVEN = {
    "slow_seconds": "120",
    "most_per_author": "",
    "first_held": "2",
    "record_held": "0",
    "links": "refuse",
    "repeats": "hold",
    "other_languages": "hold",
    "suspect": "pumpgate\r\n\r\n  go   back home \r\npumpgate",
    "banned": "moron*",
}


def send(browser: Client, **changed: Any) -> Any:
    return browser.post(PAGE, GIVEN | {"once": "1"} | changed)


def test_an_editor_sets_them_once(news: Community, edith: Person, sign_in: SignIn) -> None:
    browser = sign_in(edith)
    assert "Set the controls" in text_of(browser.get(PAGE))
    for _ in range(2):
        assert send(browser)["Location"] == PAGE
    row = Controls.objects.get()
    assert (row.slow_seconds, row.most_per_author, row.first_held, row.links) == (120, None, 2, "refuse")
    assert (row.suspect, row.banned) == (["pumpgate", "go back home"], ["moron*"])
    page = text_of(browser.get(PAGE))
    assert "The controls are set." in page
    assert "pumpgate go back home" in page


def test_a_moderator_sees_them_and_changes_nothing(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    page = text_of(browser.get(PAGE))
    assert "Editors set these." in page
    assert "Set the controls" not in page
    assert send(browser).status_code == 403
    assert not Controls.objects.exists()


def test_what_last_month_would_have_been_is_told_before_anything_is_set(
    news: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    post(ada, story(news))
    page = text_of(send(sign_in(edith), preview="1"))
    assert "Of 1 comments 1: 1 as first comments of their authors, 0 for their authors’ record." in page
    assert 'value="120"' in page
    assert not Controls.objects.exists()


def test_what_does_not_fit_is_said_and_nothing_is_lost(
    news: Community, edith: Person, sign_in: SignIn
) -> None:
    for wrong in ({"slow_seconds": "-1"}, {"slow_seconds": "x"}, {"banned": "a"}, {"links": "eat"}):
        response = send(sign_in(edith), **wrong)
        assert response.status_code == 422
        page = text_of(response)
        assert "one thing to mend" in page
        assert "go back home" in page
    assert not Controls.objects.exists()
