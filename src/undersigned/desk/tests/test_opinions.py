"""A second opinion on the page of a case, beside the reasons found here."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import story
from tests.journeys.acts import HELD, open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Revision
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.moderation.models import Case, Opinion
from undersigned.people.models import Person


@pytest.fixture
def case(news: Community, ada: Person, settings: Settings) -> Case:
    """One that waits for its words, while another scorer is asked."""
    posted = post(ada, story(news), HELD)
    settings.SECOND_OPINION = "chat"
    return open_case(posted.comment_id)


def said(case: Case, **told: Any) -> None:
    revision = Revision.objects.get(comment=case.comment)
    Opinion.objects.create(revision=revision, engine="chat", at=case.opened_at, **told)
    case.why = [*case.why, {"code": "opinion", "clause": "2"}]
    case.save()


def test_both_are_shown(case: Case, mona: Person, sign_in: SignIn) -> None:
    said(case, model="llama", clauses={"2": 0.91, "3": 0.2}, scores={"insult": 0.7})
    page = text_of(sign_in(mona).get(reverse("desk:case", args=[case.id])))
    assert 'On the list of insults <mark dir="auto">moron</mark>' in page
    assert "Another scorer thinks that it goes against clause 2 (Argue with ideas)." in page
    assert "A second opinion" in page
    assert "<dt>2 (Argue with ideas)</dt><dd><mark>91%</mark></dd>" in page
    assert "<dt>3 (Stay on the story)</dt><dd>20%</dd>" in page
    assert "<dt>an insult</dt><dd>70%</dd>" in page


def test_that_there_is_none_is_shown_with_the_reason(case: Case, mona: Person, sign_in: SignIn) -> None:
    said(case, model="llama", failed="nonsense")
    page = text_of(sign_in(mona).get(reverse("desk:case", args=[case.id])))
    assert "Its answer made no sense, so it does not count." in page


def test_what_has_nothing_against_it_is_shown_too(case: Case, mona: Person, sign_in: SignIn) -> None:
    said(case, model="llama")
    page = text_of(sign_in(mona).get(reverse("desk:case", args=[case.id])))
    assert "It has nothing against it." in page


def test_it_costs_one_query_where_somebody_is_asked(
    case: Case,
    mona: Person,
    sign_in: SignIn,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = sign_in(mona)
    address = reverse("desk:case", args=[case.id])
    browser.get(address)
    settings.SECOND_OPINION = ""
    with django_assert_num_queries(19):
        browser.get(address)
    settings.SECOND_OPINION = "chat"
    with django_assert_num_queries(20):
        browser.get(address)
