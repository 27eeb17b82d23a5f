"""The quality sample: drawn by lot, looked at blind, counted."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests.cast import acting, story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.look_again import draw_samples, look_again
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken, OwnComment, SamePerson
from undersigned.moderation.models import SecondLook
from undersigned.people.models import Person

DAY = timedelta(days=1)


@pytest.fixture
def drawn(news: Community, ada: Person, benoit: Person, mona: Person) -> Community:
    """Two decisions of Mona's and one of the house rule's, drawn."""
    here = story(news)
    ruled(mona, post(ada, here, HELD).comment_id, "refuse")
    ruled(mona, post(ada, here, f"{HELD} Twice.").comment_id, "publish")
    post(benoit, here)
    draw_samples(HOUSE)
    return news


def look(verdict: str, *, of_house: bool = False) -> SecondLook:
    return SecondLook.objects.get(decision__verdict=verdict, decision__by__isnull=of_house)


def test_some_of_a_day_are_drawn_once(drawn: Community, settings: Settings) -> None:
    assert SecondLook.objects.count() == 3
    assert draw_samples(HOUSE) == 0
    with time_machine.travel(now() + 2 * DAY):
        assert draw_samples(HOUSE) == 0  # nothing was decided since
    SecondLook.objects.all().delete()
    settings.SAMPLE_A_DAY = 1
    assert draw_samples(HOUSE) == 1
    assert SecondLook.objects.get().decision.by is not None


def test_none_is_drawn_where_none_is_wanted(
    news: Community, ada: Person, settings: Settings, mona: Person
) -> None:
    settings.SAMPLE_A_DAY = 0
    ruled(mona, post(ada, story(news), HELD).comment_id, "refuse")
    assert draw_samples(HOUSE) == 0


def test_another_person_looks_and_nothing_changes_but_the_figures(drawn: Community, marc: Person) -> None:
    before = list(Comment.objects.order_by("id").values_list("id", "state"))
    assert look_again(acting(marc), look("refuse").id, "refuse", ["2"]) is True
    assert look_again(acting(marc), look("publish").id, "refuse", ["2"]) is False
    assert look_again(acting(marc), look("publish", of_house=True).id, "publish") is True
    since, until = now() - DAY, now() + DAY
    found = cases.agreed([drawn.id], since, until)
    assert (found.looks, found.agreed, found.kappa) == (2, 1, 0)
    errors = cases.house_errors(None, since, until)
    assert (errors.of, errors.wrong) == (1, 0)
    assert cases.agreed([], since, until).looks == 0
    assert list(Comment.objects.order_by("id").values_list("id", "state")) == before


def test_nobody_looks_at_what_they_decided_or_wrote(
    drawn: Community, mona: Person, marc: Person, benoit: Person
) -> None:
    with pytest.raises(SamePerson):
        look_again(acting(mona), look("refuse").id, "publish")
    ours = look("publish", of_house=True)
    Comment.objects.filter(id=ours.decision.comment_id).update(author=marc)
    with pytest.raises(OwnComment):
        look_again(acting(marc), ours.id, "publish")
    Comment.objects.filter(id=ours.decision.comment_id).update(author=benoit)
    assert cases.looks_waiting(None, mona.id) == 1
    assert cases.looks_waiting(None, marc.id) == 3


def test_one_look_a_decision(drawn: Community, marc: Person, edith: Person) -> None:
    mine = look("refuse")
    look_again(acting(marc), mine.id, "refuse", ["2"])
    with pytest.raises(Overtaken):
        look_again(acting(edith), mine.id, "publish")
    assert look("refuse").by_id == marc.id


def test_what_was_withdrawn_meanwhile_is_not_shown(drawn: Community, benoit: Person, marc: Person) -> None:
    withdraw(acting(benoit), look("publish", of_house=True).decision.comment_id)
    assert cases.looks_waiting(None, marc.id) == 2


@pytest.mark.parametrize(("verdict", "clauses"), [("refuse", []), ("remove", ["2"]), ("refuse", ["99"])])
def test_what_does_not_fit_is_refused(
    drawn: Community, marc: Person, verdict: str, clauses: list[str]
) -> None:
    with pytest.raises(Invalid):
        look_again(acting(marc), look("refuse").id, verdict, clauses)
    assert look("refuse").by is None


def test_it_is_for_moderators_of_the_community(drawn: Community, ivo: Person) -> None:
    with pytest.raises(NotAllowed):
        look_again(acting(ivo), look("refuse").id, "publish")
    with pytest.raises(NotAllowed):
        draw_samples(acting(ivo))
