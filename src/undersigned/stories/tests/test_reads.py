from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import community, story
from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.kernel.ids import new_id
from undersigned.stories import reads
from undersigned.stories.models import Medium, Story

BODY = [
    {"kind": kind, "text": text} for kind, text in (("paragraph", "1"), ("heading", "2"), ("paragraph", "3"))
]


def shown(story: Story, position: int, **fields: Any) -> None:
    Medium.objects.create(story=story, position=position, **({"kind": "picture"} | fields))


def test_a_story_is_found_by_key_address_and_id(news: Community) -> None:
    here = story(news, "bridge", url="https://paper.example/bridge")
    assert reads.by_key(news.id, "bridge") == here
    assert reads.by_url(news.id, "https://Paper.example/bridge#comments") == here
    assert reads.by_id(here.id) == here
    elsewhere = community("elsewhere")
    with pytest.raises(NotFound):
        reads.by_key(elsewhere.id, "bridge")
    with pytest.raises(NotFound):
        reads.by_url(elsewhere.id, here.url)
    with pytest.raises(NotFound):
        reads.by_url(news.id, "javascript:alert(1)")
    with pytest.raises(NotFound):
        reads.by_id(new_id())


def test_a_story_flows_with_its_media_in_their_places(news: Community) -> None:
    here = story(news, body=BODY)
    shown(here, 0, kind="video", title="film", duration_seconds=70)
    shown(here, 1, caption="between", place=2, credit="A/B", credits=["A", "B"])
    shown(here, 2, caption="beyond the end", place=9)
    whole = reads.whole(here)
    flow = [part.text if hasattr(part, "text") else part.title or part.caption for part in whole.flow]
    assert flow == ["film", "1", "2", "between", "3", "beyond the end"]
    film, picture, _ = whole.media
    assert (film.duration_label, film.duration_iso) == ("1:10", "PT1M10S")
    assert (picture.duration_label, picture.credits) == ("", ("A", "B"))


def test_a_story_without_body_shows_its_media_once(news: Community) -> None:
    here = story(news, body=[])
    shown(here, 0, caption="only", place=4)
    assert len(reads.whole(here).flow) == 1


def test_pages_go_from_the_newest_to_the_oldest_and_miss_none(news: Community) -> None:
    at = now()
    for number in range(5):
        story(news, f"k{number}", published_at=at - timedelta(days=number // 2))
    story(community("elsewhere"), "other")
    keys: list[str] = []
    mark = None
    for _ in range(3):
        page = reads.page(news.id, mark, limit=2)
        keys += [one.key for one in page.stories]
        mark = page.next
    assert mark is None
    assert keys == ["k1", "k0", "k3", "k2", "k4"]


def test_a_page_takes_two_queries_and_a_whole_story_one(news: Community) -> None:
    for number in range(4):
        shown(story(news, f"k{number}"), 0)
    with CaptureQueriesContext(connection) as queries:
        assert len(reads.page(news.id).stories) == 4
    assert len(queries) == 2
    here = reads.by_key(news.id, "k0")
    with CaptureQueriesContext(connection) as queries:
        reads.whole(here)
    assert len(queries) == 1


@pytest.mark.parametrize("mark", ["x", "!!!!", "é", "MjAyNg", "MjAyNi0wNS0wMSB4", "AAAA" * 100])
def test_a_mark_that_is_none_is_refused(news: Community, mark: str) -> None:
    with pytest.raises(Invalid):
        reads.page(news.id, mark)
