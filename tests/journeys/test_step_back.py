"""A triage policy keeps its promise, or it ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from tests.scores import Scores
from undersigned.communities import reads as communities
from undersigned.communities.models import Community
from undersigned.communities.shapes import TriageShape
from undersigned.journeys.look_again import draw_samples, look_again
from undersigned.journeys.set_triage import set_triage
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.ledger.models import Entry
from undersigned.moderation import agreement
from undersigned.moderation.models import SecondLook
from undersigned.people.models import Person


@pytest.fixture
def unseen(
    news: Community, edith: Person, scores: Scores, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Community:
    """A policy publishes low scores unseen; six comments went so, and four looks are enough."""
    monkeypatch.setattr(agreement, "LEAST_LOOKED", 4)
    settings.SAMPLE_A_DAY = 12
    set_triage(acting(edith), news.id, TriageShape(unseen_below=10, promise_per_mille=100))
    here = story(news)
    for n in range(6):
        text = f"{PLAIN} Number {n}."
        scores(text, toxicity=0.01)
        author = cast.person(f"author{n}@demo.example", "Author", f"Number{'abcdef'[n]}")
        post(author, here, text)
    return news


def look_at(who: Person, *verdicts: str) -> None:
    looks = SecondLook.objects.filter(by=None, decision__policy__isnull=False)
    for look, verdict in zip(looks, verdicts, strict=False):
        look_again(acting(who), look.id, verdict, ["2"] if verdict == "refuse" else [])


def policy_of(community: Community) -> TriageShape:
    return communities.triage(communities.by_id(community.id))


def test_the_sample_draws_what_went_unseen_before_anything_else_of_the_house(
    unseen: Community, ada: Person, edith: Person, settings: Settings
) -> None:
    settings.SAMPLE_A_DAY = 8
    post(
        ada, story(unseen, "other"), "Nothing is known of this one."
    )  # published, and a person is asked to look
    draw_samples(HOUSE)
    drawn = SecondLook.objects.all()
    assert drawn.count() == 4
    assert all(look.decision.policy_id is not None for look in drawn)


def test_a_policy_that_breaks_its_promise_ends_and_leads_are_told(
    unseen: Community, marc: Person, edith: Person
) -> None:
    draw_samples(HOUSE)
    look_at(marc, "refuse", "refuse", "publish")
    assert policy_of(unseen).unseen_below == 10  # three looks say too little
    look_at(marc, "refuse")
    after = policy_of(unseen)
    assert (after.unseen_below, after.hold_above, after.by_id) == (0, 70, None)
    assert (after.looked_at, after.found_wrong, after.is_step_back) == (4, 3, True)
    entry = Entry.objects.filter(act="community:triage-set").latest("position")
    assert (entry.actor_kind, entry.facts["found_wrong"]) == ("house", 3)
    (letter,) = letters_to(edith)
    assert "stepped back by itself" in letter
    look_at(marc, "refuse")  # of the policy that is over: nothing more happens
    assert len(letters_to(edith)) == 1


def test_then_the_house_asks_a_person_again(
    unseen: Community, marc: Person, ada: Person, scores: Scores
) -> None:
    draw_samples(HOUSE)
    look_at(marc, *["refuse"] * 4)
    scores(PLAIN, toxicity=0.01)
    posted = post(ada, story(unseen, "other"))
    assert posted.comment.cases.get().kind == "review"


def test_a_policy_that_keeps_its_promise_stays(unseen: Community, marc: Person, edith: Person) -> None:
    draw_samples(HOUSE)
    look_at(marc, *["publish"] * 5, "refuse")  # one of six: less than one in ten is still possible
    assert policy_of(unseen).unseen_below == 10
    assert letters_to(edith) == []


def test_looks_at_what_people_decided_break_no_promise(
    unseen: Community, mona: Person, marc: Person, benoit: Person
) -> None:
    here = story(unseen, "other")
    ruled(mona, post(benoit, here, HELD).comment_id, "publish")
    with time_machine.travel(now() + timedelta(minutes=1)):
        draw_samples(HOUSE)
    for look in SecondLook.objects.exclude(decision__by=None):
        look_again(acting(marc), look.id, "refuse", ["2"])
    assert policy_of(unseen).unseen_below == 10


@pytest.mark.parametrize(
    ("of", "wrong", "is_broken"),
    [(0, 0, False), (19, 19, False), (20, 1, False), (20, 2, True), (500, 5, False)],
)
def test_a_promise_is_broken_beyond_doubt_only(of: int, wrong: int, is_broken: bool) -> None:
    assert agreement.is_broken(agreement.measured(of, wrong), 10) is is_broken
