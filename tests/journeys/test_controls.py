"""How a community keeps its conversations in order: pace, turns, words, links, repetitions, new authors."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys.acts import PLAIN, open_case, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from tests.journeys.test_revise_and_withdraw import mend
from undersigned.communities.models import Community, Controls
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.conversation import reads as comments
from undersigned.conversation.errors import (
    LanguageNotTaken,
    LinksNotTaken,
    SaidAlready,
    SaidEnough,
    WordsNotTaken,
)
from undersigned.conversation.models import Comment
from undersigned.journeys.prove import prove
from undersigned.journeys.restrict import restrict
from undersigned.journeys.set_controls import set_controls
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import Invalid, NotAllowed, TooFast
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.people.models import Person, Restriction

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
TEXTS = (
    "The dam held.",
    "The dam did not hold.",
    "Ask the council who built it.",
    "It was the winter of 1987.",
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def keep(editor: Person, here: Community, words: Words | None = None, **controls: Any) -> None:
    set_controls(acting(editor), here.id, ControlsShape(**controls), words or Words())


def why_of(comment_id: Any) -> list[dict[str, Any]]:
    return list(open_case(comment_id).why)


def test_only_editors_set_them_and_what_does_not_fit_is_refused(
    news: Community, mona: Person, edith: Person
) -> None:
    with pytest.raises(NotAllowed):
        keep(mona, news)
    wrongs: list[dict[str, Any]] = [
        {"slow_seconds": -1},
        {"slow_seconds": 90_000},
        {"most_per_author": 0},
        {"first_held": 11},
    ]
    for wrong in wrongs:
        with pytest.raises(Invalid):
            keep(edith, news, **wrong)
    with pytest.raises(Invalid):
        keep(edith, news, Words(banned=("x",)))
    assert not Controls.objects.exists()
    keep(edith, news, slow_seconds=60)
    keep(edith, news, slow_seconds=0)
    assert Controls.objects.count() == 2
    assert Entry.objects.filter(act="community:controls-set").count() == 2
    assert isinstance(prove(), Verified)
    Controls.objects.filter(slow_seconds=60).update(slow_seconds=61)
    assert not isinstance(prove(), Verified)
    Controls.objects.filter(slow_seconds=61).update(slow_seconds=60)


def test_slow_mode_makes_an_author_wait_under_the_same_story(
    news: Community, ada: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    keep(edith, news, slow_seconds=300)
    here, there = story(news), story(news, "other")
    post(ada, here, TEXTS[0])
    post(ada, there, TEXTS[1])
    with pytest.raises(TooFast) as refused:
        post(ada, here, TEXTS[2])
    assert refused.value.retry_after_seconds == 301
    clock.shift(301)
    post(ada, here, TEXTS[2])


def test_a_story_has_its_own_pace_and_staff_answer_when_they_like(
    news: Community, ada: Person, mona: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    keep(edith, news, slow_seconds=300)
    here = story(news)
    set_opening(acting(edith), here.id, OpeningDraft(slow_seconds=0))
    post(ada, here, TEXTS[0])
    post(ada, here, TEXTS[1])
    set_opening(acting(edith), here.id, OpeningDraft(most_per_author=2))
    post(mona, here, TEXTS[0])
    post(mona, here, TEXTS[1])
    clock.shift(61)
    post(mona, here, TEXTS[2])
    clock.shift(400)
    with pytest.raises(SaidEnough) as refused:
        post(ada, here, TEXTS[2])
    assert refused.value.data == {"limit": 2}
    assert isinstance(prove(), Verified)


def test_what_was_withdrawn_does_not_count(
    news: Community, ada: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    keep(edith, news, most_per_author=1)
    here = story(news)
    withdraw(acting(ada), post(ada, here, TEXTS[0]).comment_id)
    post(ada, here, TEXTS[0])


def test_suspect_words_hold_in_every_mode_and_are_marked(news: Community, ada: Person, edith: Person) -> None:
    keep(edith, news, Words(suspect=("pumpgate",)))
    posted = post(ada, story(news), "It is all about PümpG4te again.")
    assert posted.state == "held"
    assert why_of(posted.comment_id) == [{"code": "text", "finding": "list:suspect", "excerpt": "PümpG4te"}]


def test_banned_words_are_refused_with_what_was_written(news: Community, ada: Person, edith: Person) -> None:
    keep(edith, news, Words(banned=("pumpgate",)))
    here = story(news)
    with pytest.raises(WordsNotTaken) as refused:
        post(ada, here, "p u m p g a t e, and PumpGate, and pumpgates")
    assert refused.value.data == {"words": ["p u m p g a t e", "PumpGate"]}
    assert not Comment.objects.exists()
    posted = post(ada, here)
    with pytest.raises(WordsNotTaken):
        mend(ada, posted, "Pumpgate!")
    assert Comment.objects.get().latest_number == 1


@pytest.mark.parametrize(("links", "state"), [("allow", "published"), ("hold", "held")])
def test_links_are_taken_or_looked_at(
    news: Community, ada: Person, edith: Person, links: str, state: str
) -> None:
    keep(edith, news, links=links)
    assert post(ada, story(news), "The minutes are at https://council.example/minutes").state == state


def test_links_are_refused_where_they_are_not_taken(news: Community, ada: Person, edith: Person) -> None:
    keep(edith, news, links="refuse")
    here = story(news)
    with pytest.raises(LinksNotTaken):
        post(ada, here, "The minutes are at https://council.example/minutes")
    assert post(ada, here, PLAIN).state == "published"


GERMAN = "Die neuen Pumpen wurden schon im Mai beschlossen, und keine einzige ist bis heute gekauft worden."
FRENCH = "Les nouvelles pompes ont été votées en mai, et pas une seule n’a été achetée depuis ce temps-là."


@pytest.mark.parametrize(("taking", "state"), [("allow", "published"), ("hold", "held")])
def test_other_languages_are_taken_or_looked_at(
    news: Community, ada: Person, edith: Person, taking: str, state: str
) -> None:
    keep(edith, news, other_languages=taking)
    here = story(news)
    assert post(ada, here, GERMAN).state == state
    assert [post(ada, here, text).state for text in (FRENCH, "Genau so ist es!")] == ["published"] * 2


def test_other_languages_are_refused_where_they_are_not_taken(
    news: Community, ada: Person, edith: Person
) -> None:
    keep(edith, news, other_languages="refuse")
    with pytest.raises(LanguageNotTaken) as refused:
        post(ada, story(news), GERMAN)
    assert refused.value.data == {"language": "de", "languages": ["en", "fr"]}
    asked = post(ada, story(news, "other"), GERMAN, asks_person=True)
    assert [reason["code"] for reason in asked.why] == ["asked-person", "text"]


def test_the_same_again_is_refused_there_and_looked_at_elsewhere(
    news: Community, ada: Person, benoit: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    keep(edith, news, repeats="refuse")
    here, there = story(news), story(news, "other")
    post(ada, here)
    with pytest.raises(SaidAlready):
        post(ada, here)
    assert post(benoit, here).state == "published"
    repeated = post(ada, there)
    assert why_of(repeated.comment_id) == [{"code": "text", "finding": "repeat", "excerpt": ""}]
    clock.shift(timedelta(days=1, seconds=1))
    post(ada, here)


@pytest.mark.parametrize(("repeats", "state"), [("allow", "published"), ("hold", "held")])
def test_repetitions_are_taken_or_looked_at(
    news: Community, ada: Person, edith: Person, repeats: str, state: str
) -> None:
    keep(edith, news, repeats=repeats)
    here = story(news)
    post(ada, here)
    assert post(ada, here).state == state
    assert post(ada, here, f"{PLAIN} So there.").state == state


def test_the_first_comments_of_a_new_author_wait(
    news: Community, ada: Person, mona: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    keep(edith, news, first_held=1)
    here = story(news)
    first = post(ada, here, TEXTS[0])
    assert why_of(first.comment_id) == [{"code": "first-comments"}]
    assert post(ada, here, TEXTS[1]).state == "held"
    ruled(mona, first.comment_id, "publish")
    assert post(ada, here, TEXTS[2]).state == "published"


def test_a_bad_record_waits_until_it_is_better(
    news: Community, ada: Person, mona: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    here = story(news)
    keep(edith, news, Words(suspect=("dam",)), record_held=2)
    for text in TEXTS[:2]:
        ruled(mona, post(ada, here, text).comment_id, "refuse")
    third = post(ada, here, TEXTS[2])
    assert why_of(third.comment_id) == [{"code": "record"}]
    clock.shift(3_600)
    for n in range(9):
        clock.shift(61)
        ruled(mona, post(ada, here, f"{n} of the valves leak.").comment_id, "publish")
    clock.shift(61)
    assert post(ada, here, "And the tenth does not.").state == "published"


def test_what_thresholds_would_have_held_is_counted_by_what_became_of_it(
    news: Community, ada: Person, benoit: Person, mona: Person, edith: Person, clock: time_machine.Traveller
) -> None:
    here = story(news)
    keep(edith, news, Words(suspect=("dam",)))
    for text in TEXTS[:2]:
        ruled(mona, post(ada, here, text).comment_id, "refuse")
    post(ada, here, TEXTS[2])
    post(benoit, here, TEXTS[2])
    clock.shift(60)
    post(benoit, here, TEXTS[3])
    counted = comments.would_wait(news.id, NOON - timedelta(days=30), first_held=1, record_held=2)
    assert counted == {"submitted": 5, "first": 4, "record": 1, "either": 4}
    later = comments.would_wait(news.id, NOON, first_held=1, record_held=0)
    assert later == {"submitted": 1, "first": 0, "record": 0, "either": 0}


def test_a_hold_that_counts_ends_by_itself_and_the_person_is_told(
    news: Community, ada: Person, mona: Person, clock: time_machine.Traveller
) -> None:
    restrict(acting(mona), ada.id, news.id, kind="hold", reason="Two at least.", submissions=2)
    assert "next comments that you send, 2 in all" in letters_to(ada)[-1]
    here = story(news)
    assert [post(ada, here, text).state for text in TEXTS[:3]] == ["held", "held", "published"]
    assert Restriction.objects.get().lifted_at == NOON
    assert len(letters_to(ada)) == 2
    assert Entry.objects.filter(act="person:unrestricted", actor_kind="house").count() == 1
    assert isinstance(prove(), Verified)


def test_a_slower_pace_holds_under_every_story(
    news: Community, ada: Person, mona: Person, clock: time_machine.Traveller
) -> None:
    restrict(acting(mona), ada.id, news.id, kind="slow", reason="Let others speak.", every_seconds=600)
    assert "10 min" in letters_to(ada)[-1]
    post(ada, story(news), TEXTS[0])
    clock.shift(599)
    with pytest.raises(TooFast):
        post(ada, story(news, "other"), TEXTS[1])
    clock.shift(2)
    post(ada, story(news, "third"), TEXTS[1])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "slow"},
        {"kind": "warn", "every_seconds": 60},
        {"kind": "ban", "submissions": 2},
        {"kind": "hold", "submissions": 0},
        {"kind": "slow", "every_seconds": 10**7},
    ],
)
def test_a_limit_with_numbers_that_do_not_fit_is_refused(
    news: Community, ada: Person, mona: Person, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        restrict(acting(mona), ada.id, news.id, reason="Enough.", **wrong)
    assert not Restriction.objects.exists()


def test_old_controls_are_kept_and_the_newest_hold(news: Community, ada: Person, edith: Person) -> None:
    keep(edith, news, Words(banned=("pumps",)))
    keep(edith, news)
    assert post(ada, story(news)).state == "published"
