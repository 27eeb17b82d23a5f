"""The page of the quality sample says what was decided only afterwards."""

import pytest
from django.test import Client

from tests.cast import story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn
from undersigned.journeys.look_again import draw_samples
from undersigned.kernel.actor import HOUSE
from undersigned.moderation.models import SecondLook
from undersigned.people.models import Person


@pytest.fixture
def look(news: Community, ada: Person, mona: Person) -> SecondLook:
    ruled(mona, post(ada, story(news), HELD).comment_id, "refuse")
    draw_samples(HOUSE)
    return SecondLook.objects.get()


def said(browser: Client, path: str = "/desk/sample/", **sent: str) -> str:
    answer = browser.post(path, sent, follow=True) if sent else browser.get(path)
    return answer.content.decode()


def test_it_shows_the_text_and_not_what_was_decided(look: SecondLook, sign_in: SignIn, marc: Person) -> None:
    browser = sign_in(marc)
    assert 'Quality sample <span class="tally">1</span>' in said(browser, "/desk/")
    page = said(browser)
    assert "Whoever bought those pumps" in page
    assert "Refused" not in page
    assert "<mark>" not in page
    assert "Say what is wrong with the pumps." not in page


def test_then_it_says_whether_that_agrees(look: SecondLook, sign_in: SignIn, marc: Person) -> None:
    page = said(sign_in(marc), f"/desk/sample/{look.id}/", verdict="refuse", clauses="2")
    assert "The same as it was decided: Refused." in page
    assert "Nothing is left to look at" in page


def test_what_differs_can_be_called_in(look: SecondLook, sign_in: SignIn, marc: Person) -> None:
    page = said(sign_in(marc), f"/desk/sample/{look.id}/", verdict="publish")
    assert "It was decided otherwise: Refused." in page
    assert f"/desk/comments/{look.decision.comment_id}/call-in/" in page


def test_a_refusal_names_its_clause(look: SecondLook, sign_in: SignIn, marc: Person) -> None:
    answer = sign_in(marc).post(f"/desk/sample/{look.id}/", {"verdict": "refuse"})
    assert answer.status_code == 422
    assert not SecondLook.objects.exclude(by=None).exists()


def test_who_decided_is_not_asked_and_who_was_second_is_told(
    look: SecondLook, sign_in: SignIn, mona: Person, marc: Person, edith: Person
) -> None:
    assert "Nothing is left to look at" in said(sign_in(mona))
    said(sign_in(marc), f"/desk/sample/{look.id}/", verdict="publish")
    page = said(sign_in(edith), f"/desk/sample/{look.id}/", verdict="publish")
    assert "That one has been looked at already." in page
