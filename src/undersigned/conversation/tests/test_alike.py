"""Who said nearly the same."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import story
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.conversation import actions
from undersigned.conversation import reads as comments
from undersigned.conversation.models import Comment
from undersigned.kernel.clock import now
from undersigned.people.models import Person

SAID = "Ask who signed the order for the new pumps and where all of the money has gone since then."
NEARLY = "Ask who signed the order for the new pumps and where all of the money has gone since May."
MONTH = timedelta(days=30)


@pytest.fixture
def campaign(news: Community, nouvelles: Community, ada: Person, benoit: Person, edith: Person) -> Comment:
    here = story(news)
    post(ada, here, SAID)
    post(benoit, here, NEARLY)
    post(benoit, here, "The river rose again in the night and nobody slept on the lower street.")
    post(benoit, story(nouvelles), SAID)
    return Comment.objects.get(id=post(edith, here, SAID).comment_id)


def test_it_is_found_in_the_community_the_most_alike_first(
    campaign: Comment, ada: Person, benoit: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = comments.alike(campaign, SAID, now() - MONTH)
    assert [(each.author_id, each.byline) for each in found] == [
        (ada.id, "Ada Okafor"),
        (benoit.id, "Benoît Tremblay"),
    ]
    assert found[0].likeness == 1
    assert 0.8 < found[1].likeness < 1


def test_what_is_older_is_not(campaign: Comment) -> None:
    assert comments.alike(campaign, SAID, now() + MONTH) == []


def test_a_text_that_was_purged_is_found_no_more(campaign: Comment) -> None:
    earlier = Comment.objects.order_by("id").first()
    assert earlier is not None
    actions.purge(list(earlier.revisions.values_list("id", flat=True)), now())
    assert len(comments.alike(campaign, SAID, now() - MONTH)) == 1
    assert earlier.revisions.get().near_1 is None


def test_a_short_one_is_like_none(campaign: Comment) -> None:
    assert comments.alike(campaign, "I agree", now() - MONTH) == []
