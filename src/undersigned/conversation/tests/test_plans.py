"""A page is read by the index made for its order, however many comments there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import story
from undersigned.communities.models import Community
from undersigned.conversation import reads
from undersigned.conversation.models import Comment, Revision
from undersigned.conversation.shapes import Sort
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.people.models import Person
from undersigned.stories.models import Story

INDEXES: dict[Sort, str] = {
    "newest": "comment_newest",
    "oldest": "comment_newest",
    "discussed": "comment_discussed",
    "recommended": "comment_recommended",
    "picks": "comment_picks",
}
THREADS = 150


@pytest.fixture
def long(news: Community, ada: Person) -> Story:
    """A story with threads of three, known to the planner."""
    here = story(news)
    comments: list[Comment] = []
    for number in range(THREADS * 3):
        at = now() - timedelta(minutes=number)
        comment = Comment(
            community=news,
            story=here,
            author=ada,
            in_reply_to=comments[-1] if number % 3 else None,
            depth=number % 3,
            language="en",
            state="published",
            submitted_at=at,
            published_at=at,
            present=True,
        )
        comment.shown_id = new_id()
        comments.append(comment)
    Comment.objects.bulk_create(comments)
    Revision.objects.bulk_create(
        Revision(id=each.shown_id, comment=each, number=1, text="x", html="x", at=each.submitted_at)
        for each in comments
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return here


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by size: see the bench")
@pytest.mark.parametrize("sort", sorted(INDEXES))
def test_each_order_has_its_index(long: Story, sort: Sort) -> None:
    with CaptureQueriesContext(connection) as asked:
        reads.page(long.id, sort)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    assert plan[0].startswith(f"SEARCH conversation_comment USING INDEX {INDEXES[sort]} (story_id=?)"), plan
    assert not any("TEMP B-TREE" in step for step in plan)
