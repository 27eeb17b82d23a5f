"""What a score may do: the page with two thresholds, over the desk's own last month."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from tests.cast import acting, story
from tests.journeys.acts import PLAIN, post, ruled
from tests.scores import VERSION, Scores
from undersigned.communities import reads as communities
from undersigned.communities.models import Community, TriagePolicy
from undersigned.communities.shapes import TriageShape
from undersigned.desk import triage
from undersigned.desk.tests.conftest import SignIn
from undersigned.journeys.set_triage import set_triage
from undersigned.journeys.step_back import step_back
from undersigned.kernel.clock import now
from undersigned.moderation import reads as cases
from undersigned.moderation.choosing import Bucket
from undersigned.moderation.models import Decision
from undersigned.people.models import Person

ADDRESS = "/desk/triage/?community=news"


@pytest.fixture
def month(
    news: Community, ada: Person, mona: Person, scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> Community:
    """Two low ones published, one low one refused, one high one published, one high one refused."""
    monkeypatch.setattr(triage, "FEWEST", 5)
    here = story(news)
    moment = now() - timedelta(days=1)
    for n, (score, verdict) in enumerate(
        [(0.02, "publish"), (0.02, "publish"), (0.03, "remove"), (0.91, "publish"), (0.95, "refuse")]
    ):
        text = f"{PLAIN} Number {n}."
        scores(text, toxicity=score)
        with time_machine.travel(moment + timedelta(hours=n)):
            comment_id = post(ada, here, text).comment_id
            ruled(mona, comment_id, verdict, **({"clauses": ["2"]} if verdict == "remove" else {}))
    Decision.objects.filter(by=mona).update(handled_seconds=1_800)
    return news


def test_what_people_decided_is_counted_by_score_in_one_query(
    month: Community, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = cases.by_score(month.id, now() - timedelta(days=30), now() + timedelta(days=2), VERSION)
    assert found == [Bucket(2, 2, 0, 0), Bucket(3, 0, 1, 0), Bucket(91, 1, 0, 0), Bucket(95, 0, 1, 0)]


def test_what_was_overturned_counts_as_its_correction(month: Community) -> None:
    decision = Decision.objects.get(verdict="refuse")
    assert decision.case is not None
    decision.appeals.create(case=decision.case, by=decision.comment.author, text="No.", outcome="overturned")
    found = cases.by_score(month.id, now() - timedelta(days=30), now() + timedelta(days=2), VERSION)
    assert [bucket.percent for bucket in found] == [2, 3, 91]


def test_thresholds_err_both_ways_with_intervals() -> None:
    would = cases.would([Bucket(2, 8, 1, 11), Bucket(50, 5, 5, 0), Bucket(90, 1, 9, 0)], 10, 90)
    assert (would.total, would.unseen, would.held) == (40, 20, 10)
    assert (would.let_through.of, would.let_through.wrong) == (9, 1)
    assert (would.kept_waiting.of, would.kept_waiting.wrong) == (10, 1)
    assert would.let_through.low is not None
    assert would.let_through.low < 1 / 9 < (would.let_through.high or 0)
    assert cases.would([], 10, 90).let_through.share is None


def test_the_page_tells_what_thresholds_would_have_done(
    month: Community, edith: Person, sign_in: SignIn
) -> None:
    page = sign_in(edith).get(f"{ADDRESS}&unseen_below=10&hold_above=80&promise=1")
    rows = {row.key: row for row in page.context["would"]}
    assert (rows["unseen"].count, rows["unseen"].decided, rows["unseen"].wrong) == ("3", "3", "1")
    assert (rows["held"].count, rows["held"].wrong, rows["held"].rate) == ("2", "1", "50%")
    assert rows["rest"].count == "0"
    assert page.context["hours"] == "2"  # three times half an hour
    text = page.content.decode()
    assert "Set this policy" in text
    assert text.count('class="is-unseen"') == 2 * 10
    assert text.count('class="is-held"') == 2 * 20
    assert not TriagePolicy.objects.exists()


def test_thresholds_in_the_wrong_order_are_not_tried(
    month: Community, edith: Person, sign_in: SignIn
) -> None:
    page = sign_in(edith).get(f"{ADDRESS}&unseen_below=80&hold_above=10&promise=1")
    text = page.content.decode()
    assert "This is above the share from which comments are held." in text
    assert "Set this policy" not in text


def test_too_little_is_said_to_be_too_little(news: Community, edith: Person, sign_in: SignIn) -> None:
    text = sign_in(edith).get(ADDRESS).content.decode()
    assert "Too little to reckon with: 0 comments" in text
    assert "Nothing is published unseen." in text
    assert "Held from 70 on." in text
    assert "No machine refuses." in text


def given(**fields: Any) -> dict[str, Any]:
    return {"unseen_below": 10, "hold_above": 80, "promise": "0.5", "once": "x", **fields}


def test_an_editor_sets_what_the_page_showed(news: Community, edith: Person, sign_in: SignIn) -> None:
    browser = sign_in(edith)
    address = f"{ADDRESS}&unseen_below=10&hold_above=80&promise=0.5&attribute_1=insult&above_1=95"
    sent = dict(browser.get(address).context["sent"])
    assert browser.post(ADDRESS, {**sent, "once": "x"}).status_code == 302
    policy = communities.triage(communities.by_id(news.id))
    assert (policy.unseen_below, policy.hold_above, policy.promise_per_mille) == (10, 80, 5)
    assert [(r.clause, r.attribute, r.above) for r in policy.refusals] == [("2", "insult", 95)]
    text = browser.get(ADDRESS).content.decode()
    assert "Published unseen below 10." in text
    assert "A machine refuses under clause 2 from 95 on." in text
    assert "Edith Park" in text
    assert browser.post(ADDRESS, {**sent, "once": "x"}).status_code == 302
    assert TriagePolicy.objects.count() == 1  # the same form sent twice


def test_what_does_not_fit_is_said_beside_its_field(news: Community, edith: Person, sign_in: SignIn) -> None:
    page = sign_in(edith).post(ADDRESS, given(unseen_below=90, hold_above=80))
    assert page.status_code == 422
    assert "This is above the share from which comments are held." in page.content.decode()
    assert sign_in(edith).post(ADDRESS, given(unseen_below="many")).status_code == 422
    assert not TriagePolicy.objects.exists()


def test_a_moderator_sees_it_and_sets_nothing(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    assert (
        "Set this policy"
        not in browser.get(f"{ADDRESS}&unseen_below=5&hold_above=80&promise=1").content.decode()
    )
    assert browser.post(ADDRESS, given()).status_code == 403
    assert not TriagePolicy.objects.exists()


def test_a_youth_community_has_nothing_to_switch_on(kids: Community, edith: Person, sign_in: SignIn) -> None:
    text = sign_in(edith).get("/desk/triage/?community=kids").content.decode()
    assert "A youth community: a person looks at everything, and no machine refuses." in text
    assert "attribute_0" not in text


def test_that_it_stepped_back_is_said(
    news: Community, edith: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = set_triage(acting(edith), news.id, TriageShape(unseen_below=10))
    text = sign_in(edith).get(ADDRESS).content.decode()
    assert "Nobody has looked at anything that this policy published unseen yet" in text
    broken = cases.would([Bucket(2, 10, 15, 0)], 10, 90).let_through
    monkeypatch.setattr(cases, "unseen_errors", lambda _: broken)
    assert step_back(news.id, policy) is True
    text = sign_in(edith).get(ADDRESS).content.decode()
    assert "of 25 comments that nobody had looked at, people would have refused 15" in text
    assert "by the house itself" in text


def test_that_it_was_set_on_another_scale_is_said(news: Community, edith: Person, sign_in: SignIn) -> None:
    set_triage(acting(edith), news.id, TriageShape(unseen_below=10))
    browser = sign_in(edith)
    assert "This policy was set on another scale" not in browser.get(ADDRESS).content.decode()
    TriagePolicy.objects.update(scale="rules-0")
    assert "This policy was set on another scale" in browser.get(ADDRESS).content.decode()


def test_it_costs_so_many_queries(
    month: Community, edith: Person, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = sign_in(edith)
    browser.get(ADDRESS)
    with django_assert_num_queries(14):  # one asks since when the present score scores
        browser.get(ADDRESS)
