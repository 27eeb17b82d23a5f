import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.appeal import appeal
from undersigned.journeys.claim import claim
from undersigned.journeys.report import ReportDraft, report
from undersigned.kernel.clock import now
from undersigned.people.models import Person

QUEUE = "/desk/"


def chosen(page: str, label: str) -> str:
    """The count that stands beside a filter."""
    return page.split(f">{label} <span")[1].split("</span>")[0].split(">")[1]


def test_a_row_says_who_wrote_where_and_which_words_held_it(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    post(ada, story(news), HELD)
    page = text_of(sign_in(mona).get(QUEUE))
    assert re.search(r'<mark( class="weight-\d")?>moron</mark>', page)
    assert 'On the list of insults <mark dir="auto">moron</mark>' in page
    assert "Ada Okafor" in page
    assert "The river rose again in the night" in page
    assert "News" in page


def test_the_most_urgent_stands_first(
    news: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    under = story(news)
    held = post(ada, under, HELD)
    review = post(benoit, under, "The old pumps will do for another winter.")
    escalated = post(benoit, under, "Call me at 902-555-0147, I know who is to blame.")
    ruled(mona, escalated.comment_id, "escalate")
    reported = post(ada, under, "Nobody asked the people on the lower street.")
    report(acting(benoit), reported.comment_id, ReportDraft(clause="3"))
    page = sign_in(mona).get(QUEUE).content.decode()
    order = [
        page.index(f"/desk/cases/{open_case(posted.comment_id).id}/")
        for posted in (escalated, reported, held, review)
    ]
    assert order == sorted(order)


def test_kinds_and_communities_are_filtered_and_counted_within_each_other(
    news: Community, kids: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    cast.display_name(ada, kids, "Heron")
    post(ada, story(news), HELD)
    post(benoit, story(news, "another"), "The old pumps will do for another winter.")
    post(ada, story(kids), "I saw three seals near the lighthouse.")
    browser = sign_in(mona)
    page = browser.get(QUEUE).content.decode()
    assert (chosen(page, "All"), chosen(page, "Held"), chosen(page, "To review")) == ("3", "2", "1")
    assert (chosen(page, "News"), chosen(page, "Kids")) == ("2", "1")
    page = browser.get(f"{QUEUE}?kind=held&community=kids").content.decode()
    assert "three seals" in page
    assert "moron" not in page
    assert (chosen(page, "Held"), chosen(page, "To review"), chosen(page, "News")) == ("1", "0", "1")


def test_a_filter_nobody_knows_filters_nothing(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    post(ada, story(news), HELD)
    response = sign_in(mona).get(f"{QUEUE}?kind=odd&community=none&after=x")
    assert "moron" in response.content.decode()


def test_a_further_page_begins_where_the_first_ended(
    news: Community, mona: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("undersigned.desk.queue.PAGE_SIZE", 2)
    under = story(news)
    for number, name in enumerate(("Zoé", "Yan", "Xavier")):
        author = cast.person(f"roy{number}@x.example", name, "Roy")
        post(author, under, f"{name} says: only a moron buys such pumps.")
    browser = sign_in(mona)
    first = browser.get(f"{QUEUE}?kind=held").content.decode()
    there = {name for name in ("Zoé", "Yan", "Xavier") if f"{name} says" in first}
    assert len(there) == 2
    address = first.split("Further cases")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "kind=held" in address
    second = browser.get(address).content.decode()
    assert {name for name in ("Zoé", "Yan", "Xavier") if f"{name} says" in second}.isdisjoint(there)
    assert " says" in second
    assert "Back to the top" in second


def test_who_holds_a_case_is_shown(
    news: Community, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), HELD)
    claim(acting(marc), open_case(posted.comment_id).id)
    assert "Marc Lavoie has it" in text_of(sign_in(mona).get(QUEUE))
    page = text_of(sign_in(marc).get(f"{QUEUE}?kind=mine"))
    assert "You have it" in page
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert "has it" not in text_of(sign_in(mona).get(QUEUE))


def test_an_empty_queue_is_a_pleasure(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    assert "The tray is empty" in text_of(browser.get(QUEUE))
    assert "Nothing of this kind is waiting" in text_of(browser.get(f"{QUEUE}?kind=appeal"))


def test_a_youth_comment_shows_its_display_name_and_no_other(
    kids: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    cast.display_name(ada, kids, "Heron")
    posted = post(ada, story(kids), "I saw three seals near the lighthouse.")
    browser = sign_in(mona)
    pages = [browser.get(QUEUE), browser.get(reverse("desk:case", args=[open_case(posted.comment_id).id]))]
    for page in pages:
        assert "Heron" in page.content.decode()
        assert "Okafor" not in page.content.decode()


def test_taking_the_next_claims_the_most_urgent_that_is_free(
    news: Community, ada: Person, benoit: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    under = story(news)
    first, second = post(ada, under, HELD), post(benoit, under, HELD)
    take = reverse("desk:next") + "?kind=held"
    one = sign_in(mona).post(take)
    two = sign_in(marc).post(take)
    assert one["Location"] == f"/desk/cases/{open_case(first.comment_id).id}/?kind=held"
    assert two["Location"] == f"/desk/cases/{open_case(second.comment_id).id}/?kind=held"
    noor = cast.person("noor@demo.example", "Noor", "Saleh")
    cast.grant(noor, "moderator")
    assert sign_in(noor).post(take)["Location"] == f"{QUEUE}?kind=held"


def test_the_next_case_is_never_ones_own_comment_nor_an_appeal_against_oneself(
    news: Community, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    under = story(news)
    post(mona, under, HELD)
    posted = post(ada, under, HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "It is a figure of speech.")
    browser = sign_in(mona)
    assert browser.post(reverse("desk:next"))["Location"] == QUEUE
    case_id = open_case(posted.comment_id).id
    assert sign_in(marc).post(reverse("desk:next"))["Location"] == f"/desk/cases/{case_id}/"


def test_what_was_escalated_goes_to_editors(
    news: Community, ada: Person, mona: Person, marc: Person, edith: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "escalate")
    address = f"/desk/cases/{open_case(posted.comment_id).id}/"
    assert sign_in(marc).post(reverse("desk:next"))["Location"] == QUEUE
    assert sign_in(edith).post(reverse("desk:next"))["Location"] == address


def test_what_an_editor_escalated_is_not_given_back_to_them(
    news: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(edith, posted.comment_id, "escalate")
    assert sign_in(edith).post(reverse("desk:next"))["Location"] == QUEUE


@pytest.mark.parametrize("count", [1, 12])
def test_the_queue_costs_the_same_however_long_it_is(
    count: int,
    news: Community,
    mona: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    under = story(news)
    for number in range(count):
        posted = post(cast.person(f"n{number}@x.example", "Noé", "Roy"), under, HELD)
        claim(acting(mona), open_case(posted.comment_id).id)
    browser: Client = sign_in(mona)
    with django_assert_num_queries(13):
        browser.get(QUEUE)


def test_the_queue_is_searched_and_the_next_case_is_of_what_was_found(
    news: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    here = story(news)
    post(ada, here, HELD)
    wanted = post(benoit, here, "Whoever bought those valves is a moron.")
    browser = sign_in(mona)
    assert ">2</span>" in text_of(browser.get(QUEUE))
    page = text_of(browser.get(f"{QUEUE}?words=valves&language=en&standing=&clause="))
    assert ">2</span>" not in page, "the tabs lead on with the search, and do not count by it"
    assert "those valves" in page
    assert "those pumps" not in page
    assert 'value="valves"' in page
    assert "cases wait" not in page
    taken = browser.post(f"{reverse('desk:next')}?words=valves")
    assert taken["Location"] == f"/desk/cases/{open_case(wanted.comment_id).id}/?words=valves"
    assert "See the whole queue" in text_of(browser.get(f"{QUEUE}?words=nothing&standing=king"))
    by_story = text_of(browser.get(f"{QUEUE}?community=news&story={here.key}"))
    assert f"Only under the story {here.key}." in by_story
    assert "Nothing of this kind" in text_of(browser.get(f"{QUEUE}?community=news&story=nowhere"))


@pytest.mark.parametrize("others", [0, 2])
def test_a_row_says_among_how_many_comments_readers_see_it(
    others: int, news: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    here = story(news)
    for number in range(others):
        post(benoit, here, f"The pumps were new in {1980 + number}.")
    reported = post(ada, here).comment_id
    post(ada, here, HELD)
    report(acting(benoit), reported, ReportDraft(clause="2", text="It is about a person."))
    page = text_of(sign_in(mona).get(f"{QUEUE}?kind=reported"))
    assert ("readers see it, among 3 comments" if others else "readers see it, the only comment") in page
    assert "readers see it" not in text_of(sign_in(mona).get(f"{QUEUE}?kind=held"))
