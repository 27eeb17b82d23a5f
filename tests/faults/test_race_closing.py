"""Rule N8: nothing is accepted after the closing, however close the two come."""

import time
from collections.abc import Callable
from functools import partial
from itertools import product

import pytest

from tests import cast
from tests.cast import acting, story
from tests.race import lanes
from undersigned.conversation.models import Comment
from undersigned.journeys.close import close
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.submission import Posted
from undersigned.kernel.actor import COMMAND
from undersigned.ledger.models import Entry
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.stories.errors import ConversationClosed

ROUNDS = 300
HEAD_STARTS_SECONDS = (0, 0.0005, 0.001, 0.002, 0.004)


def late(seconds: float, act: Callable[[], object]) -> Callable[[], object]:
    """The act, begun a little later."""

    def wait_and_act() -> object:
        time.sleep(seconds)
        return act()

    return wait_and_act


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_submission_and_a_closing_at_once_never_leave_a_comment_behind_the_closing() -> None:
    news = cast.community("news", mode="after")
    authors = [cast.person(f"author{n}@demo.example", "Ada", "Okafor") for n in range(ROUNDS // 3 + 1)]
    won = lost = 0
    offsets = list(product(HEAD_STARTS_SECONDS, repeat=2))
    with lanes(2) as race:
        for number in range(ROUNDS):
            here = story(news, f"story-{number}")
            author = acting(authors[number // 3])
            post_after, close_after = offsets[number % len(offsets)]

            draft = Draft(f"At the last moment, {number}.", 1, 1, "en")
            submit = late(post_after, partial(post_comment, author, here.id, draft))
            shut = late(close_after, partial(close, COMMAND, here.id, "Enough for tonight."))

            posted, closed = race(submit, shut)
            assert not isinstance(closed, BaseException), closed
            acts = list(Entry.objects.filter(facts__story=str(here.id)).values_list("position", flat=True))
            closing = Entry.objects.get(act="story:closed", subject_id=here.id)
            if isinstance(posted, Posted):
                won += 1
                assert Comment.objects.filter(story=here).count() == 1
                assert acts[0] < closing.position
            else:
                lost += 1
                assert isinstance(posted, ConversationClosed), posted
                assert (posted.data["why"], posted.data["reason"]) == ("closed", "Enough for tonight.")
                assert not Comment.objects.filter(story=here).exists()
                assert acts == []
    assert won + lost == ROUNDS
    assert won, "the submission never came first: the race was not run"
    assert lost, "the closing never came first: the race was not run"
    assert isinstance(verify(), Verified)


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_a_conversation_is_given_to_one_of_many() -> None:
    news = cast.community("news", mode="after")
    authors = [acting(cast.person(f"author{n}@demo.example", "Ada", "Okafor")) for n in range(6)]
    with lanes(len(authors)) as race:
        for number in range(20):
            here = story(news, f"story-{number}", closes_at_comments=2)
            chosen = authors if number % 2 else list(reversed(authors))
            # old enough not to count for the pace
            Comment.objects.update(submitted_at="2020-01-01T00:00:00Z")

            draft = Draft("Me too.", 1, 1, "en")
            outcomes = race(*(partial(post_comment, author, here.id, draft) for author in chosen))
            accepted = [one for one in outcomes if isinstance(one, Posted)]
            refused = [one for one in outcomes if isinstance(one, ConversationClosed)]
            assert (len(accepted), len(refused)) == (2, 4), outcomes
