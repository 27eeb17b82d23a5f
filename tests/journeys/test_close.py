from datetime import timedelta

import pytest
import time_machine

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
from undersigned.stories.errors import AlreadyClosed, ConversationClosed, NotClosed
from undersigned.stories.models import Closure

REASON = "The inquest opens tomorrow."


def test_closing_stops_submissions_at_once_and_shows_the_reason(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    close(acting(edith), here.id, REASON)
    with pytest.raises(ConversationClosed) as refused:
        post(ada, here)
    assert refused.value.data == {"why": "closed", "reason": REASON}


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
    with pytest.raises(AlreadyClosed):
        close(acting(otto), here.id, REASON)
    with pytest.raises(NotAllowed):
        reopen(acting(ivo), here.id)


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
