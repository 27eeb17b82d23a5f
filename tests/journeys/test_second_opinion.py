"""Another scorer is asked after the submission, over real HTTP; what it doubts comes before a person."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from pytest_django import Settings

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys import second_opinion
from undersigned.journeys.prove import prove
from undersigned.journeys.revise import revise
from undersigned.journeys.tidy import tidy
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.moderation.models import Case, Opinion
from undersigned.owed.models import Owed
from undersigned.owed.shapes import Work
from undersigned.people.models import Person
from undersigned.scoring.adapters import NoOpinion
from undersigned.scoring.adapters.tests.other import Other, running


@pytest.fixture
def other(settings: Settings) -> Iterator[Other]:
    """Another scorer, which sees nothing wrong until told otherwise."""
    second_opinion._asker.cache_clear()
    with running() as made:
        made.answer = {"scores": {"toxicity": 0.1}}
        settings.SECOND_OPINION, settings.SECOND_OPINION_AT = "http", made.at
        settings.SECOND_OPINION_MODEL, settings.SECOND_OPINION_SECONDS = "our-own", 5
        yield made
    second_opinion._asker.cache_clear()


def ask(attempt: int = 1) -> None:
    """What the worker would do, with all that is owed of it."""
    for owed in Owed.objects.filter(kind=second_opinion.KIND, done_at=None).order_by("owed_at", "id"):
        second_opinion.perform(Work(owed.id, owed.kind, owed.payload, owed.owed_at, attempt))


def codes(comment_id: Any) -> list[str]:
    return [reason["code"] for reason in open_case(comment_id).why]


@pytest.fixture
def reactive(news: Community) -> Community:
    """Where nobody looks at what is published."""
    news.mode = Community.Mode.REACTIVE
    news.save()
    return news


def test_nobody_is_asked_unless_the_operator_says_whom(news: Community, ada: Person) -> None:
    post(ada, story(news))
    assert not Owed.objects.filter(kind=second_opinion.KIND).exists()


def test_posting_waits_for_nobody(reactive: Community, ada: Person, other: Other) -> None:
    posted = post(ada, story(reactive))
    assert (posted.state, other.asked) == ("published", [])
    ask()
    assert other.last["text"] == PLAIN
    assert [clause["number"] for clause in other.last["clauses"]] == ["1", "2", "3", "4"]
    assert "Okafor" not in str(other.last)


def test_what_it_has_nothing_against_stays_as_it_is(reactive: Community, ada: Person, other: Other) -> None:
    post(ada, story(reactive))
    ask()
    assert not Case.objects.exists()
    kept = Opinion.objects.get()
    assert (kept.engine, kept.model, kept.scores, kept.failed) == ("http", "our-own", {"toxicity": 0.1}, "")


def test_what_it_doubts_comes_before_a_person_and_stays_public(
    reactive: Community, ada: Person, other: Other
) -> None:
    other.answer = {"scores": {"toxicity": 0.9, "insult": 0.2}, "clauses": {"2": 0.8, "3": 0.1}}
    posted = post(ada, story(reactive))
    ask()
    case = open_case(posted.comment_id)
    assert (case.kind, case.detector) == ("review", "http our-own")
    assert case.why == [{"code": "opinion", "clause": "2"}, {"code": "opinion", "attribute": "toxicity"}]
    assert Comment.objects.get().state == "published"
    assert Entry.objects.filter(act="comment:doubted").get().facts["case"] == str(case.id)
    assert isinstance(prove(), Verified)


def test_what_waits_keeps_its_own_reasons_and_gets_the_doubts_beside(
    news: Community, ada: Person, other: Other
) -> None:
    other.answer = {"scores": {"insult": 0.95}}
    posted = post(ada, story(news), HELD)
    local = open_case(posted.comment_id)
    ask()
    case = open_case(posted.comment_id)
    assert case.id == local.id
    assert case.why == [*local.why, {"code": "opinion", "attribute": "insult"}]
    assert case.detector == f"{local.detector}; http our-own"


def test_it_clears_nothing(news: Community, ada: Person, other: Other) -> None:
    other.answer = {"scores": {"insult": 0.0}}
    posted = post(ada, story(news), HELD)
    before = open_case(posted.comment_id).why
    ask()
    assert open_case(posted.comment_id).why == before
    assert Comment.objects.get().state == "held"


@pytest.mark.parametrize("answer", ["I cannot help with that.", {"scores": {"toxicity": 7}}, ""])
def test_an_answer_that_is_none_means_a_person_looks(
    reactive: Community, ada: Person, other: Other, answer: Any
) -> None:
    other.answer = answer
    posted = post(ada, story(reactive))
    ask()
    assert codes(posted.comment_id) == ["opinion-failed"]
    assert open_case(posted.comment_id).detector == ""
    assert Opinion.objects.get().failed == "nonsense"


def test_one_that_is_away_is_asked_again_and_in_the_end_a_person_looks(
    reactive: Community, ada: Person, other: Other
) -> None:
    other.status = 429
    posted = post(ada, story(reactive))
    with pytest.raises(NoOpinion):
        ask()
    assert not Opinion.objects.exists()
    ask(second_opinion.TRIES)
    assert codes(posted.comment_id) == ["opinion-failed"]
    assert Opinion.objects.get().failed == "busy"


def test_a_budget_that_is_gone_means_a_person_looks_until_tomorrow(
    reactive: Community, ada: Person, benoit: Person, other: Other, settings: Settings
) -> None:
    settings.SECOND_OPINION_A_DAY = 1
    here = story(reactive)
    with time_machine.travel("2026-05-04T23:50Z", tick=False):
        post(ada, here)
        post(benoit, here, "Quite so, and about time.")
        ask()
        assert len(other.asked) == 1
        failed = Opinion.objects.exclude(failed="").get()
        assert (failed.failed, codes(failed.revision.comment_id)) == ("budget", ["opinion-failed"])
        settings.SECOND_OPINION_A_DAY = 2  # where nobody was asked counts for nothing
        post(benoit, here, "And who will run them?")
        ask()
        assert len(other.asked) == 2
    with time_machine.travel("2026-05-05T00:10Z", tick=False):
        post(ada, here, "The day after, I still think so.")
        ask()
    assert len(other.asked) == 3


def test_asked_twice_it_is_asked_once(reactive: Community, ada: Person, other: Other) -> None:
    other.answer = {"scores": {"toxicity": 0.9}}
    posted = post(ada, story(reactive))
    ask()
    ask()
    assert len(other.asked) == Opinion.objects.count() == 1
    assert codes(posted.comment_id) == ["opinion"]


def test_only_the_newest_text_is_asked_about(reactive: Community, ada: Person, other: Other) -> None:
    posted = post(ada, story(reactive))
    texts: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    revise(acting(ada), posted.comment_id, "The pumps came in 1988.", **texts)
    ask()
    assert [body["text"] for _, _, body in other.asked] == ["The pumps came in 1988."]


def test_what_its_author_took_back_is_not_sent(reactive: Community, ada: Person, other: Other) -> None:
    posted = post(ada, story(reactive))
    withdraw(acting(ada), posted.comment_id)
    ask()
    assert other.asked == []


def test_what_a_person_judged_meanwhile_is_not_doubted_again(
    news: Community, ada: Person, mona: Person, other: Other
) -> None:
    other.answer = {"scores": {"toxicity": 0.9}}
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "publish")
    ask()
    assert not Case.objects.filter(closed_at=None).exists()
    assert Opinion.objects.exists()


def test_young_peoples_words_are_sent_only_where_that_is_said(
    kids: Community, news: Community, settings: Settings
) -> None:
    settings.SECOND_OPINION = "http"
    assert second_opinion.is_asked_for(news)
    assert not second_opinion.is_asked_for(kids)
    settings.SECOND_OPINION_FOR = ("kids",)
    assert second_opinion.is_asked_for(kids)
    assert not second_opinion.is_asked_for(news)


def test_what_it_said_is_forgotten_with_the_text(reactive: Community, ada: Person, other: Other) -> None:
    posted = post(ada, story(reactive))
    ask()
    withdraw(acting(ada), posted.comment_id)
    tidy(HOUSE)
    assert Opinion.objects.exists()
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        tidy(HOUSE)
    assert not Opinion.objects.exists()


def test_no_transaction_is_open_while_it_is_asked(
    reactive: Community, ada: Person, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(ada, story(reactive))
    open_while_asking = []
    asked = second_opinion._asked

    def watched(*given: Any, **named: Any) -> Any:
        open_while_asking.append(len(connection.savepoint_ids))
        return asked(*given, **named)

    monkeypatch.setattr(second_opinion, "_asked", watched)
    before = len(connection.savepoint_ids)
    ask()
    assert open_while_asking == [before]
