from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import acting, story
from tests.journeys.acts import HELD, post
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.close import close
from undersigned.kernel.clock import now
from undersigned.people.models import Person
from undersigned.stories.models import Closure, Story

REASON = "The council has met; the talk goes on under tonight’s story."


def send(browser: Client, act: str, community: str = "news", **fields: Any) -> Any:
    """One of the forms of a story, as a browser sends it."""
    given = {(name if name == "once" else f"{act}-{name}"): value for name, value in fields.items()}
    return browser.post(reverse(f"desk:{act}", args=[community, "a-story"]), given)


def page_of(browser: Client, community: str = "news") -> str:
    return text_of(browser.get(reverse("desk:story", args=[community, "a-story"])))


def test_the_list_tells_which_conversations_are_open(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    shut = story(news, "shut", headline="The bridge is finished")
    close(acting(mona), shut.id, REASON)
    post(ada, story(news), HELD)
    story(news, "later", headline="The fair opens on Sunday", opens_at=now() + timedelta(days=2))
    page = text_of(sign_in(mona).get("/desk/stories/"))
    rows = {row.split("</a>")[0].rsplit(">", 1)[1]: row for row in page.split("<tr>")[2:]}
    assert "Open</span>" in rows["The river rose again in the night"]
    assert "Held </span>1</td>" in rows["The river rose again in the night"]
    assert "Closed</span>" in rows["The bridge is finished"]
    assert "by the newsroom" in rows["The bridge is finished"]
    assert "Not open yet</span>" in rows["The fair opens on Sunday"]


def test_the_list_is_of_one_community_and_offers_the_others(
    news: Community, nouvelles: Community, mona: Person, sign_in: SignIn
) -> None:
    story(news)
    story(nouvelles, headline="La rivière a débordé")
    page = text_of(sign_in(mona).get("/desk/stories/?community=nouvelles"))
    assert "La rivière a débordé" in page
    assert "The river rose" not in page
    assert "?community=news" in page


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_however_long_it_is(
    count: int,
    news: Community,
    mona: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        close(acting(mona), story(news, f"story-{number}").id, REASON)
    browser = sign_in(mona)
    with django_assert_num_queries(11):
        browser.get("/desk/stories/")


def test_closing_shuts_it_at_once_and_tells_who_and_why(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    story(news)
    browser = sign_in(mona)
    response = send(browser, "close", reason=REASON, once="a")
    assert response["Location"] == reverse("desk:story", args=["news", "a-story"])
    page = page_of(browser)
    assert "The conversation is closed." in page
    assert "by Mona Haddad" in page
    assert REASON in page
    assert "Reopen the conversation" in page
    assert "Close the conversation" not in page


def test_closing_needs_a_reason_and_an_end_that_is_to_come(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    story(news)
    response = send(sign_in(mona), "close", reason="", until="2020-01-01T10:00")
    assert response.status_code == 422
    page = text_of(response)
    assert "Reason: This field is required." in page
    assert 'value="2020-01-01T10:00"' in page
    response = send(sign_in(mona), "close", reason=REASON, until="2020-01-01T10:00")
    assert "This moment has passed." in text_of(response)
    assert not Closure.objects.exists()


def test_the_same_closing_sent_twice_is_one_and_no_error(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    story(news)
    browser = sign_in(mona)
    answers = [send(browser, "close", reason=REASON, once="the same form") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert Closure.objects.count() == 1
    assert page_of(browser).count("The conversation is closed.") == 1


def test_closing_what_someone_else_closed_is_said(
    news: Community, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    close(acting(marc), story(news).id, "Enough for today.")
    response = send(sign_in(mona), "close", reason=REASON)
    assert response.status_code == 409
    assert "Enough for today." in text_of(response)
    assert Closure.objects.count() == 1


def test_the_reason_of_a_closing_in_force_is_changed_and_both_are_history(
    news: Community, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    close(acting(marc), story(news).id, "Enough for today.")
    browser = sign_in(mona)
    page = page_of(browser)
    assert 'value="Enough for today."' in page
    assert 'name="close-replaces" value="on"' in page
    assert send(browser, "close", reason=REASON, replaces="on").status_code == 302
    after = page_of(browser)
    assert "The closing after it took its place." in after
    assert "<strong>Reopened</strong>" not in after
    assert Closure.objects.get(reopened_at=None).reason == REASON.strip()


def test_a_subject_that_takes_no_comments_says_so(
    news: Community, mona: Person, sign_in: SignIn, client: Client
) -> None:
    here = story(news)
    browser = sign_in(mona)
    assert send(browser, "opening", never_opens="on").status_code == 302
    assert "never on this subject" in page_of(browser)
    assert "No comments are taken on this subject." in text_of(client.get(f"/news/{here.key}/"))
    send(browser, "opening")
    assert "never on this subject" not in page_of(browser)


def test_reopening_is_history_with_its_reason(
    news: Community, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    close(acting(mona), story(news).id, REASON)
    browser = sign_in(edith)
    send(browser, "reopen", reason="Too early.")
    page = page_of(browser)
    assert "<strong>Reopened</strong> by Edith Park" in page
    assert "Too early." in page
    assert REASON in page


def test_a_closure_whose_end_has_come_counts_as_reopened(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    close(acting(mona), story(news).id, REASON, now() + timedelta(hours=1))
    with time_machine.travel(now() + timedelta(hours=2)):
        assert "Open</span>" in page_of(sign_in(mona))


def test_opening_rules_are_set_in_utc_and_shown_again(news: Community, mona: Person, sign_in: SignIn) -> None:
    row = story(news)
    browser = sign_in(mona)
    rules = {"mode": "before", "opens_at": "2030-05-01T08:30", "closes_after_days": "7"}
    send(browser, "opening", **rules, closes_at="", closes_at_comments="500")
    row.refresh_from_db()
    assert (row.mode, row.opens_at, row.closes_at) == (
        "before",
        datetime(2030, 5, 1, 8, 30, tzinfo=UTC),
        None,
    )
    assert (row.closes_after_days, row.closes_at_comments) == (7, 500)
    page = page_of(browser)
    assert 'value="2030-05-01T08:30"' in page
    assert 'value="before" selected' in page
    send(browser, "opening", mode="")
    row.refresh_from_db()
    assert (row.mode, row.opens_at, row.closes_after_days) == (None, None, None)


def test_rules_that_contradict_each_other_are_said_beside_the_field(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    story(news)
    response = send(
        sign_in(mona),
        "opening",
        opens_at="2030-05-02T08:30",
        closes_at="2030-05-01T08:30",
        closes_after_days="0",
    )
    assert response.status_code == 422
    assert "greater than or equal to 1" in text_of(response)
    response = send(sign_in(mona), "opening", opens_at="2030-05-02T08:30", closes_at="2030-05-01T08:30")
    assert response.status_code == 422
    assert "This comes before the opening." in text_of(response)
    assert Story.objects.get().opens_at is None


def test_a_youth_story_offers_moderation_before_publication_only(
    kids: Community, mona: Person, sign_in: SignIn
) -> None:
    story(kids)
    browser = sign_in(mona)
    assert 'value="reactive"' not in page_of(browser, "kids")
    assert send(browser, "opening", "kids", mode="reactive").status_code == 422


def test_the_latest_comments_lead_to_their_pages(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news))
    assert reverse("desk:comment", args=[posted.comment_id]) in page_of(sign_in(mona))


def test_a_story_that_is_not_there_is_not_found(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    assert browser.get("/desk/stories/news/none/").status_code == 404
    assert browser.get("/desk/stories/none/none/").status_code == 404


def test_without_stories_the_list_says_where_they_come_from(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    assert "No stories yet" in text_of(sign_in(mona).get("/desk/stories/"))


def test_an_installation_without_communities_has_an_empty_desk(otto: Person, sign_in: SignIn) -> None:
    browser = sign_in(otto)
    pages = ("/desk/", "/desk/stories/", "/desk/names/", "/desk/reprints/")
    assert {browser.get(page).status_code for page in pages} == {200}
    assert Community.objects.count() == 0
