"""The front pages, and what a community has in writing."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.people.models import Person
from undersigned.site.tests.browsing import get


@pytest.mark.django_db
def test_before_the_first_community_the_front_says_what_to_do(client: Client) -> None:
    assert "undersigned community add" in get(client, "/").text()


def test_the_front_leads_to_every_community(client: Client, news: Community, kids: Community) -> None:
    cast.story(news)
    page = get(client, "/")
    assert page.text(".place-name") == "News Kids"
    assert "The river rose again in the night" in page.text(".place-stories")


def test_a_community_lists_its_stories_newest_first(client: Client, news: Community, ada: Person) -> None:
    cast.story(news, "older", headline="The older one", published_at=now() - timedelta(days=1))
    post(ada, cast.story(news, "newer", headline="The newer one"))
    page = get(client, "/news/")
    assert page.text(".story-item-headline") == "The newer one The older one"
    assert "1 comment" in page.text(".story-item:first-child .meta")
    assert page.text("h1") == "News"
    assert page.text(".masthead-publisher") == "The Daily Test"


def test_older_stories_are_a_page_away(client: Client, news: Community) -> None:
    for number in range(21):
        cast.story(news, f"story-{number}", published_at=now() - timedelta(days=number))
    page = get(client, "/news/")
    assert len(page.all(".story-item")) == 20
    (older,) = page.all(".pager a")
    assert len(get(client, f"/news/{older.get('href')}").all(".story-item")) == 1


def test_a_community_costs_the_same_however_many_stories(
    client: Client, news: Community, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        cast.story(news, f"story-{number}")
    with django_assert_num_queries(5):
        get(client, "/news/")


def test_guidelines_are_shown_in_every_version(client: Client, news: Community) -> None:
    cast.guidelines(news, 2)
    page = get(client, "/news/guidelines/")
    assert [number.text for number in page.all(".clause-number")] == ["1", "2", "3", "4"]
    assert page.text(".versions strong") == "Version 2"
    earlier = get(client, "/news/guidelines/?version=1")
    assert earlier.text(".versions strong") == "Version 1"


def test_the_licence_is_shown_in_every_version_and_language(client: Client, news: Community) -> None:
    cast.licence(news, 2)
    assert "(2)" in get(client, "/news/licence/").text(".prose")
    assert "(1)" in get(client, "/news/licence/?version=1").text(".prose")
    french = get(client, "/news/licence/", accept_language="fr")
    assert cast.LICENCE["fr"] in french.text(".prose")
    assert french.all(".prose")[0].get("lang") == "fr"


@pytest.mark.parametrize("version", ["9", "x", "-1", "9999999"])
def test_a_version_that_is_none_is_not_found(client: Client, news: Community, version: str) -> None:
    assert client.get(f"/news/licence/?version={version}").status_code == 404


def test_the_language_is_switched_without_script(client: Client, news: Community) -> None:
    page = get(client, "/news/guidelines/")
    form = next(form for form in page.all(".masthead form") if form.get("action") == "/account/language/")
    answer = client.post("/account/language/", dict(form.form_values()))
    assert answer["Location"] == "/news/guidelines/"
    assert get(client, "/news/guidelines/").root.get("lang") == "fr"


def test_every_page_can_be_walked_by_landmarks(client: Client, news: Community) -> None:
    page = get(client, "/news/")
    assert [each.tag for each in page.all("body > header, body > main, body > footer")] == [
        "header",
        "main",
        "footer",
    ]
    assert page.all("a.skip")[0].get("href") == "#main"
    assert len(page.all("h1")) == 1
    assert page.root.get("lang") == "en"
