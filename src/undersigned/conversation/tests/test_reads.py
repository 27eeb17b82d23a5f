"""Pages of a thread: nothing lost, nothing twice, at a fixed number of queries."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import story
from undersigned.communities.models import Community
from undersigned.conversation import actions, reads
from undersigned.conversation.models import Comment
from undersigned.conversation.shapes import CommentShape, Page, Sort
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.people.models import Person
from undersigned.stories.models import Story


def said(here: Story, who: Person, minute: int, parent: Comment | None = None) -> Comment:
    """A published comment, `minute` minutes into the conversation."""
    comment, _ = actions.submit(
        community_id=here.community_id,
        story_id=here.id,
        author_id=who.id,
        parent=parent,
        byline=("Ada Okafor", "", ()),
        text=f"Remark {minute}",
        language="en",
        at=here.published_at + timedelta(minutes=minute),
        is_shown=True,
    )
    return comment


def pages(here: Story, sort: Sort, size: int) -> Iterator[Page]:
    after: str | None = None
    while True:
        page = reads.page(here.id, sort, after, size)
        yield page
        after = page.next
        if after is None:
            return


@pytest.mark.parametrize("sort", ["newest", "oldest", "discussed", "recommended"])
def test_every_root_comes_once_in_every_order(news: Community, ada: Person, sort: Sort) -> None:
    here = story(news)
    roots = [said(here, ada, minute // 2) for minute in range(23)]  # two share each minute
    for root in roots[::3]:
        said(here, ada, 60, root)
        Comment.objects.filter(id=root.id).update(recommendation_count=4)
    ids = [comment.id for page in pages(here, sort, 5) for comment in page.comments]
    assert sorted(ids) == sorted(root.id for root in roots)
    keys: dict[str, Any] = {
        "newest": lambda c: -c.published_at.timestamp(),
        "oldest": lambda c: c.published_at.timestamp(),
        "discussed": lambda c: -c.reply_count,
        "recommended": lambda c: -c.recommendation_count,
    }
    in_order = [comment for page in pages(here, sort, 5) for comment in page.comments]
    assert in_order == sorted(in_order, key=keys[sort])


def test_a_page_costs_two_queries_a_level_however_long_the_thread(
    news: Community, ada: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = story(news)
    for minute in range(60):
        root = said(here, ada, minute)
        reply = said(here, ada, minute, root)
        said(here, ada, minute, said(here, ada, minute, reply))
    with django_assert_num_queries(1 + 2 * reads.DEPTH_SHOWN):
        page = reads.page(here.id)
    assert len(page.comments) == reads.PAGE
    assert page.comments[0].replies[0].replies[0].replies[0].depth == 3


def test_further_replies_continue_where_the_first_few_end(news: Community, ada: Person) -> None:
    here = story(news)
    root = said(here, ada, 0)
    replies = [said(here, ada, minute, root) for minute in range(1, 9)]
    shown = reads.one(root.id)
    assert [reply.id for reply in shown.replies] == [r.id for r in replies[: reads.REPLIES_SHOWN]]
    rest = reads.replies(root.id, shown.replies_next)
    assert [reply.id for reply in rest.comments] == [r.id for r in replies[reads.REPLIES_SHOWN :]]
    assert rest.next is None


def test_a_removed_comment_with_replies_keeps_its_place_without_name_or_text(
    news: Community, ada: Person
) -> None:
    here = story(news)
    root = said(here, ada, 0)
    said(here, ada, 1, root)
    root.refresh_from_db()
    actions.hide(root, Comment.State.REMOVED)
    (shown,) = reads.page(here.id).comments
    assert (shown.state, shown.byline, shown.text, shown.html) == ("removed", None, "", "")
    assert len(shown.replies) == 1


def test_a_removed_comment_without_replies_is_gone(news: Community, ada: Person) -> None:
    here = story(news)
    root = said(here, ada, 0)
    actions.hide(root, Comment.State.REMOVED)
    assert reads.page(here.id).comments == ()
    with pytest.raises(NotFound):
        reads.published(root.id)


def test_what_a_comment_answers_comes_from_the_top_down(news: Community, ada: Person) -> None:
    here = story(news)
    line = [said(here, ada, 0)]
    for minute in range(1, 5):
        line.append(said(here, ada, minute, line[-1]))
    assert [shape.id for shape in reads.ancestors(line[-1].id)] == [c.id for c in line[:-1]]


@pytest.mark.parametrize("cursor", ["x", "bm90aGluZw", "MjAyNi0wMS0wMXx4"])
def test_a_cursor_that_makes_no_sense_is_invalid(news: Community, cursor: str) -> None:
    with pytest.raises(Invalid):
        reads.page(story(news).id, "newest", cursor)


@pytest.mark.parametrize("seed", range(8))
def test_reply_counts_stay_true_under_any_sequence_of_acts(news: Community, ada: Person, seed: int) -> None:
    here, chance = story(news), random.Random(seed)  # noqa: S311 - a test's dice
    comments: list[UUID] = []
    for minute in range(60):
        alive = [c for c in Comment.objects.filter(id__in=comments) if c.state == "published"]
        if not comments or chance.random() < 0.55:
            parent = chance.choice([None, *alive])
            comments.append(said(here, ada, minute, actions.lock(parent.id) if parent else None).id)
        elif chance.random() < 0.6 and alive:
            actions.hide(actions.lock(chance.choice(alive).id), Comment.State.REMOVED)
        else:
            gone = [c for c in Comment.objects.filter(id__in=comments) if c.state == "removed"]
            if gone:
                back = actions.lock(chance.choice(gone).id)
                actions.show(back, reads.latest(back), now())
    rows = {c.id: c for c in Comment.objects.filter(story=here)}

    def is_present(comment: Comment) -> bool:
        return comment.state == "published" or any(
            is_present(reply) for reply in rows.values() if reply.in_reply_to_id == comment.id
        )

    for comment in rows.values():
        below = [reply for reply in rows.values() if reply.in_reply_to_id == comment.id]
        assert comment.reply_count == sum(is_present(reply) for reply in below)

    def every(shapes: tuple[CommentShape, ...]) -> Iterator[CommentShape]:
        for shape in shapes:
            yield shape
            yield from every(shape.replies)

    shown = [shape for page in pages(here, "oldest", 50) for shape in every(page.comments)]
    assert len({shape.id for shape in shown}) == len(shown)
