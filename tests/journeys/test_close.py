from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import translation

from tests.cast import acting, story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.close import close
from undersigned.journeys.reopen import reopen
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger.models import Entry
from undersigned.people.models import Person
from undersigned.snapshots import reads as snapshots
from undersigned.stories.errors import AlreadyClosed, ConversationClosed, NotClosed
from undersigned.stories.models import Closure, Story
from undersigned.web import problems

REASON = "The inquest opens tomorrow."


def test_closing_stops_submissions_at_once_and_shows_the_reason(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    close(acting(edith), here.id, REASON)
    with pytest.raises(ConversationClosed) as refused:
        post(ada, here)
    at = Closure.objects.get().at.isoformat()
    assert refused.value.data == {"why": "closed", "reason": REASON, "closed_at": at}


def test_closing_again_for_the_same_reason_changes_nothing(
    news: Community, edith: Person, otto: Person
) -> None:
    here, end = story(news), now() + timedelta(hours=8)
    first = close(acting(edith), here.id, REASON, end)
    assert close(acting(otto), here.id, f" {REASON} ", end) == first
    assert close(acting(otto), here.id, REASON, end, replaces=False) == first
    with pytest.raises(AlreadyClosed):
        close(acting(otto), here.id, "Another one.", replaces=False)
    assert Closure.objects.get().by_id == edith.id
    assert Entry.objects.filter(subject_id=here.id).count() == 1


def test_closing_for_another_reason_or_end_takes_the_place_of_the_closing_before(
    news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    here = story(news)
    close(acting(edith), here.id, REASON)
    close(acting(mona), here.id, REASON, now() + timedelta(hours=1))
    close(acting(mona), here.id, "Read the inquest’s report.")
    *before, last = Closure.objects.order_by("at")
    assert [(c.reopened_by_kind, c.reopened_by_id) for c in before] == [("closure", mona.id)] * 2
    assert (last.reason, last.until, last.reopened_at) == ("Read the inquest’s report.", None, None)
    again = ["story:closure-replaced", "story:closed"]
    assert [e.act for e in Entry.objects.filter(subject_id=here.id)] == ["story:closed", *again, *again]
    with pytest.raises(ConversationClosed):
        post(ada, here)
    reopen(acting(edith), here.id)
    post(ada, here)


def test_what_was_waiting_can_still_be_decided(
    news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    here = story(news)
    posted = post(ada, here, HELD)
    close(acting(edith), here.id, REASON)
    ruled(mona, posted.comment_id, "publish")
    assert Comment.objects.get(id=posted.comment_id).state == "published"


def test_closing_reopening_and_their_reasons_are_history(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    close(acting(edith), here.id, REASON)
    reopen(acting(edith), here.id, "The inquest is over.")
    post(ada, here)
    close(COMMAND, here.id, "Night.")
    first, second = Closure.objects.order_by("at")
    assert (first.reason, first.by_id, first.reopening_reason) == (REASON, edith.id, "The inquest is over.")
    assert (second.by_kind, second.reopened_at) == ("command", None)
    assert list(Entry.objects.filter(subject_id=here.id).values_list("act", flat=True)) == [
        "story:closed",
        "story:reopened",
        "story:closed",
    ]


def test_a_closure_with_an_end_lifts_itself(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    close(acting(edith), here.id, "Back in the morning.", now() + timedelta(hours=8))
    with time_machine.travel(now() + timedelta(hours=9)):
        post(ada, here)
        with pytest.raises(NotClosed):
            reopen(acting(edith), here.id)
        close(acting(edith), here.id, "Again.")
        assert Closure.objects.filter(reopened_by_kind="house").count() == 1


def test_who_may_close(news: Community, ada: Person, ivo: Person, mona: Person, otto: Person) -> None:
    here = story(news)
    for person in (ada, ivo):
        with pytest.raises(NotAllowed):
            close(acting(person), here.id, REASON)
    close(acting(mona), here.id, REASON)
    for person in (ada, ivo):
        with pytest.raises(NotAllowed):
            close(acting(person), here.id, REASON)
        with pytest.raises(NotAllowed):
            reopen(acting(person), here.id)
    reopen(acting(otto), here.id)


def test_closing_needs_a_reason_and_an_end_in_the_future(news: Community, edith: Person) -> None:
    here = story(news)
    for reason, until in ((" ", None), ("x" * 301, None), (REASON, now() - timedelta(minutes=1))):
        with pytest.raises(Invalid):
            close(acting(edith), here.id, reason, until)


def test_rules_open_and_close_by_the_clock(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    opens, closes = now() + timedelta(hours=1), now() + timedelta(hours=2)
    set_opening(acting(edith), here.id, OpeningDraft(opens_at=opens, closes_at=closes))
    with pytest.raises(ConversationClosed):
        post(ada, here)
    with time_machine.travel(opens + timedelta(minutes=1)):
        post(ada, here)
    with time_machine.travel(closes), pytest.raises(ConversationClosed):
        post(ada, here)


def test_a_community_closes_its_conversations_after_some_days(news: Community, ada: Person) -> None:
    Community.objects.filter(id=news.id).update(closes_after_days=14)
    old = story(news, published_at=now() - timedelta(days=14, minutes=1))
    with pytest.raises(ConversationClosed):
        post(ada, old)
    post(ada, story(news, "kept-open", published_at=old.published_at, closes_after_days=60))


def told(refusing: Story, who: Person) -> dict[str, Any]:
    """What an author is refused with."""
    with pytest.raises(ConversationClosed) as refused:
        post(who, refusing)
    return problems.problem(refused.value)


@pytest.mark.parametrize(
    ("rules", "why", "english", "french"),
    [
        ({"opens_at": 1}, "not-yet", "It opens on ", "Elle ouvrira le "),
        ({"closes_at": -1}, "time", "It was open until ", "Elle a été ouverte jusqu’au "),
        (
            {"closes_after_days": 1, "published_at": -25},
            "days",
            "It was open for 1 day after the story was published, until ",
            "Elle a été ouverte pendant 1 jour après la parution de l’article, jusqu’au ",
        ),
        (
            {"closes_at_comments": 1},
            "comments",
            "It was opened for 1 comment, and has received it.",
            "Elle a été ouverte pour 1 commentaire et l’a reçu.",
        ),
        (
            {"never_opens": True},
            "never",
            "No comments are taken on this subject.",
            "Aucun commentaire n’est reçu sur ce sujet.",
        ),
    ],
)
def test_each_rule_says_why_it_keeps_a_conversation_shut(
    news: Community, ada: Person, benoit: Person, rules: dict[str, Any], why: str, english: str, french: str
) -> None:
    hours = ("opens_at", "closes_at", "published_at")
    fields: dict[str, Any] = {k: now() + timedelta(hours=v) if k in hours else v for k, v in rules.items()}
    here = story(news, **fields)
    if why == "comments":
        post(benoit, here)
    for language, sentence in (("en", english), ("fr", french)):
        with translation.override(language):
            found = told(here, ada)
            document = snapshots.conversation(news, here, "newest", None, language)["state"]
        assert found["why"] == document["why"] == why
        assert found["reason"] == document["reason"]
        assert found["reason"].startswith(sentence)
        assert found["detail"].startswith(found["reason"].rstrip("."))


def test_rules_that_make_no_sense_are_refused(
    news: Community, kids: Community, edith: Person, ivo: Person
) -> None:
    here, young = story(news), story(kids)
    for draft in (
        OpeningDraft(mode="never"),
        OpeningDraft(opens_at=now(), closes_at=now() - timedelta(days=1)),
        OpeningDraft(closes_after_days=0),
        OpeningDraft(closes_at_comments=-3),
    ):
        with pytest.raises(Invalid):
            set_opening(acting(edith), here.id, draft)
    with pytest.raises(Invalid):
        set_opening(acting(edith), young.id, OpeningDraft(mode="reactive"))
    with pytest.raises(NotAllowed):
        set_opening(acting(ivo), here.id, OpeningDraft())
