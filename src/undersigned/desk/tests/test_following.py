"""The case that comes next: fetched ahead without a claim, and taken by the decision before it."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.claim import claim
from undersigned.journeys.withdraw import withdraw
from undersigned.ledger.models import Entry
from undersigned.moderation.models import Case, Claim
from undersigned.people.models import Person


@pytest.fixture
def waiting(news: Community, ada: Person, benoit: Person, ivo: Person) -> list[Case]:
    """Three cases, the oldest first."""
    here = story(news)
    return [open_case(post(person, here, HELD).comment_id) for person in (ada, benoit, ivo)]


def look_ahead(browser: Client, case: Case, query: str = "") -> Any:
    return browser.get(reverse("desk:ahead", args=[case.id]) + query)


def decide(browser: Client, case: Case, ahead: UUID | str, query: str = "") -> Any:
    given = {"verdict": "publish", "revision": "1", "onward": "on", "ahead": str(ahead)}
    return browser.post(reverse("desk:decide", args=[case.id]) + query, given)


def test_looking_ahead_takes_nothing_and_leaves_no_trace(
    waiting: list[Case], mona: Person, sign_in: SignIn
) -> None:
    acts = Entry.objects.count()
    page = text_of(look_ahead(sign_in(mona), waiting[0], "?kind=held"))
    assert f'data-address="/desk/cases/{waiting[1].id}/?kind=held"' in page
    assert "Nobody has taken it." in page
    assert not Claim.objects.exists()
    assert Entry.objects.count() == acts


def test_the_case_fetched_ahead_is_taken_by_the_decision_and_not_sent_again(
    waiting: list[Case], mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    answer = decide(browser, waiting[0], waiting[1].id)
    assert (answer.status_code, answer.content) == (204, b"")
    assert Claim.objects.get().case_id == waiting[1].id
    look_ahead(browser, waiting[1])
    shown = text_of(browser.get(reverse("desk:case", args=[waiting[1].id])))
    assert "Published: the comment by Ada Okafor." in shown  # looking ahead has not told it away
    assert "Yours until" in shown


def test_what_a_colleague_took_meanwhile_is_not_shown_as_ones_own(
    waiting: list[Case], mona: Person, marc: Person, sign_in: SignIn
) -> None:
    claim(acting(marc), waiting[1].id)
    answer = decide(sign_in(mona), waiting[0], waiting[1].id)
    assert answer["Location"] == f"/desk/cases/{waiting[2].id}/"


def test_something_more_urgent_comes_before_what_was_fetched(
    waiting: list[Case], mona: Person, sign_in: SignIn
) -> None:
    Case.objects.filter(id=waiting[2].id).update(rank=0)
    answer = decide(sign_in(mona), waiting[0], waiting[1].id)
    assert answer["Location"] == f"/desk/cases/{waiting[2].id}/"


@pytest.mark.parametrize("ahead", ["", "x", "7b0c5a52-0000-7000-8000-000000000000"])
def test_a_guess_that_leads_nowhere_is_no_guess(
    ahead: str, waiting: list[Case], mona: Person, sign_in: SignIn
) -> None:
    assert decide(sign_in(mona), waiting[0], ahead)["Location"] == f"/desk/cases/{waiting[1].id}/"


def test_two_at_work_look_ahead_at_different_cases(
    waiting: list[Case], ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    two = sorted((mona, marc), key=lambda person: person.id)
    first, second = (sign_in(person) for person in two)
    claim(acting(two[0]), waiting[0].id)
    assert f"cases/{waiting[1].id}/" in text_of(look_ahead(first, waiting[0]))
    open_case(post(ada, waiting[0].comment.story, HELD).comment_id)
    claim(acting(two[1]), waiting[1].id)
    looked = (look_ahead(first, waiting[0]), look_ahead(second, waiting[1]))
    assert len({answer.content.partition(b'data-case="')[2][:36] for answer in looked}) == 2


def test_after_the_last_case_nothing_is_fetched(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    case = open_case(post(ada, story(news), HELD).comment_id)
    browser = sign_in(mona)
    assert look_ahead(browser, case).status_code == 204
    withdraw(acting(ada), case.comment_id)
    assert "data-ahead" not in text_of(browser.get(reverse("desk:case", args=[case.id])))


def test_looking_ahead_costs_a_case_and_its_choice(
    waiting: list[Case], mona: Person, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = sign_in(mona)
    look_ahead(browser, waiting[0])
    with django_assert_num_queries(23):
        look_ahead(browser, waiting[0])
