"""Where thresholds stand: on a community's own comments, and beside another scorer's."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import story
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.desk.scales import MOST_LINES
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.ledger.models import Entry
from undersigned.people.models import Person
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Assessment, Score

SCALES = "/desk/scales/"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that finds what is named in a text as likely as the text says."""

    def assess(text: str) -> Assessment:
        said = re.search(r"0\.\d+", text)
        value = float(said[0]) if said else 0.01
        return Assessment(scores=(Score("toxicity", value), Score("severe_toxicity", None)))

    monkeypatch.setattr(scorer, "assess", assess)


def cells(page: str) -> list[list[str]]:
    """The tables of a page, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    return [[re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def sent(browser: Any, lines: str, attribute: str = "toxicity") -> str:
    return text_of(browser.post(SCALES, {"attribute": attribute, "lines": lines}))


def test_a_share_of_the_communitys_own_comments_has_its_threshold(
    reactive: Community,
    ada: Person,
    benoit: Person,
    edith: Person,
    mona: Person,
    model: None,
    sign_in: SignIn,
) -> None:
    here = story(reactive)
    for who, text in ((ada, "I would say 0.9."), (ada, "More like 0.3."), (benoit, "Plutôt 0.2.")):
        post(who, here, text)
    page = text_of(sign_in(edith).get(SCALES))
    assert cells(page)[:3] == [["The highest", "rudeness"], ["50%", "0.3"], ["25%", "0.9"]]
    assert "The newest 3 comments" in page
    assert "hateful aggression</th>" not in page


def test_what_was_refused_counts_as_well(
    reactive: Community, ada: Person, edith: Person, model: None, sign_in: SignIn
) -> None:
    post(ada, story(reactive), "I would say 0.9.")
    Comment.objects.update(state="refused")
    assert cells(text_of(sign_in(edith).get(SCALES)))[1] == ["50%", "0.9"]


def test_comments_of_another_community_or_long_ago_do_not_count(
    news: Community, kids: Community, ada: Person, edith: Person, model: None, sign_in: SignIn
) -> None:
    post(ada, story(news), "I would say 0.9.")
    Comment.objects.update(submitted_at="2020-01-01T00:00Z")
    assert "Nothing was written in the last 30 days." in text_of(sign_in(edith).get(SCALES))


@pytest.mark.parametrize(
    "lines",
    [
        "0.9\tNasty, they say 0.4\n0.8\tAlso 0.3\n0.1\tWell said, 0.05\n0.2\t0.1 at most",
        'score,text\n0.9,"Nasty, they say 0.4"\n0.8,Also 0.3\n0.1,"Well said,\n0.05"\n0.2,0.1 at most',
        "0.9,Nasty; they say 0.4\n0.8,Also 0.3\n0.1,Well said; 0.05\n0.2,0.1 at most",
        "score;texte\n0,9;Nasty, they say 0.4\n0,8;Also 0.3\n0,1;Well said; 0.05\n0,2;0.1 at most",
    ],
)
def test_a_threshold_of_another_scorer_is_moved_over(
    news: Community, edith: Person, model: None, sign_in: SignIn, lines: str
) -> None:
    table = cells(sent(sign_in(edith), lines))
    assert ["0.5", "50%", "0.3", "100%"] in table
    assert ["0.9", "25%", "0.4", "100%"] in table
    assert ["0.95", "0%", "–", "–"] in table


def test_nothing_that_is_compared_is_kept(
    news: Community, edith: Person, model: None, sign_in: SignIn
) -> None:
    sent(sign_in(edith), "0.9\tNasty")
    assert not Comment.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "This field is required."),
        ("0.9", "Line 1 does not begin with a score from 0 to 1."),
        ("score,text\n0.9,Nasty\n12,Nice", "Line 3 does not begin with a score from 0 to 1."),
        ("0.9,Nasty\nnan,Nice", "Line 2 does not begin with a score from 0 to 1."),
        ("0.1,a\n" * (MOST_LINES + 1), "It has more than 2000 lines."),
        ("0.1," + "a" * 140_000, "It cannot be read as a table."),
    ],
)
def test_what_cannot_be_compared_is_said_with_its_line(
    news: Community, edith: Person, model: None, sign_in: SignIn, lines: str, told: str
) -> None:
    assert told in sent(sign_in(edith), lines)


def test_without_a_score_there_is_no_threshold(
    news: Community, edith: Person, ada: Person, model: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sent(sign_in(edith), "0.9\tNasty", "severe_toxicity")
    assert "The scorer gives no numbers for: hateful aggression." in page
    post(ada, story(news))
    monkeypatch.setattr(scorer, "assess", lambda text: Assessment())
    assert "The scorer gives no numbers yet." in text_of(sign_in(edith).get(SCALES))


def test_it_is_for_editors_and_operators(
    news: Community, mona: Person, otto: Person, ivo: Person, kids: Community, model: None, sign_in: SignIn
) -> None:
    assert sign_in(mona).get(SCALES).status_code == 403
    assert sign_in(otto).get(SCALES).status_code == 200
    cast.grant(ivo, "editor", kids)
    page = text_of(sign_in(ivo).get(SCALES + "?community=news"))
    assert "News" not in page.split("<main")[1]


def test_leads_find_it_from_the_figures(
    news: Community, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    link = f"{reverse('desk:scales')}?community=news"
    assert link in text_of(sign_in(edith).get(reverse("desk:figures")))
    assert link not in text_of(sign_in(mona).get(reverse("desk:figures")))


def test_the_comments_are_read_in_one_query(
    news: Community,
    edith: Person,
    ada: Person,
    model: None,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    post(ada, story(news), "I would say 0.9.")
    browser = sign_in(edith)
    browser.get(SCALES)
    with django_assert_num_queries(7):
        browser.get(SCALES)
