"""Any acts, in any order: submit, reply, revise, withdraw, report, claim, decide, decide together, call in,
appeal, restrict, close, reopen, restrict by law, sweep, forget, erase, wait. A small model says of each what
has to come of it, a refusal or an effect, and after each the rows have to say the same.

What holds after every act, and the page of docs/decisions/ that promises it:

0001  the chain verifies and every row says what was told of it (now and then, and at the end); with a
      refusal nothing is written; a decision is never edited; a text is empty only where a purge says so
0003  no comment is public without a decision to publish the revision that is shown; a later revision that
      waits or is refused leaves the one before it public; one open case a comment beside appeals, and none
      closed by two decisions; nobody decides on their own comment, answers an appeal of theirs or against
      their own decision, or decides what they escalated themselves; while an appeal is open, calling in
      leads to it, and whom it overturned does not call the same text in again; somebody can decide
      whatever waits, and an appeal either way; what is held waits for somebody
0004  nothing was sent between a closing and its end; a closing by law is ended by editors alone, until its
      end; one closure in force
0005  what a legal restriction owes is done when the worker comes, and once
0006  is not here: keys belong to the doors (`answers/tests/`)
0012  tallies, places and reply counts are true; an old page and what it hears make the new page (where the
      embed is built for tests)
0018  a row to be found by stands for each open case, and for no other
0022  of who erased their account nothing is left but an id, but for what is evidence
docs/operate/retention.md: a text is forgotten only where no appeal is possible and nothing keeps it
docs/glossary.md: a restriction holds until it is lifted, over or used up, and is appealed once; a second look
      changes nothing

The other pages are about names, stories, accounts, speed and tools. What authors and reporters are told is
what the model says.

The same courses each time, in some twenty seconds. Others, and longer ones, by ANY_ORDER_COURSES=500. A
failure is made short, which takes minutes, and told as the acts that lead to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as product
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.any_order.deciding import Deciding
from tests.any_order.governing import Governing
from tests.any_order.hearing import Hearing
from tests.any_order.truths import Truths
from tests.any_order.world import World, on_own_time, travelling
from tests.any_order.writing import Writing
from tests.cast import story
from tests.journeys.test_live_events import APPLY, Embed, running
from undersigned.communities.models import Community
from undersigned.people.models import Person

COURSES = int(os.environ.get("ANY_ORDER_COURSES", "0"))


class AnyOrder(Writing, Deciding, Governing, Hearing, Truths):
    pass


@pytest.fixture
def world(
    news: Community,
    nouvelles: Community,
    ada: Person,
    benoit: Person,
    ivo: Person,
    mona: Person,
    marc: Person,
    edith: Person,
    otto: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[World]:
    monkeypatch.setattr(product, "SAMPLE_A_DAY", 10_000)  # all: chance is left out
    with travelling(), on_own_time(monkeypatch):
        stories = (story(news), story(nouvelles))
        yield World(stories, (ada, benoit, ivo, mona), (mona, marc, edith, otto), edith, otto)


@pytest.fixture
def built() -> Iterator[Embed | None]:
    if not APPLY.exists():
        yield None
        return
    with running() as embed:
        yield embed


def test_every_promise_holds_in_any_order(world: World, built: Embed | None) -> None:
    class Here(AnyOrder):
        pass

    Here.world, Here.embed = world, built
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=COURSES or 12,
            stateful_step_count=60 if COURSES else 40,
            derandomize=not COURSES,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
