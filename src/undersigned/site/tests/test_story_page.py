"""A reader opens a story: headline to credits, the notices, the conversation."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.journeys.acts import post, ruled
from undersigned.communities.models import Community
from undersigned.journeys.close import close
from undersigned.journeys.pick import pick
from undersigned.journeys.recommend import recommend
from undersigned.journeys.withdraw import withdraw
from undersigned.people.models import Person
from undersigned.site.tests.browsing import address, get, signed_in
from undersigned.stories.models import Medium, Story


@pytest.fixture
def story(news: Community) -> Story:
    made = cast.story(
        news,
        section="World",
        body=[
            {"kind": "paragraph", "text": "First paragraph."},
            {"kind": "heading", "text": "The tide has turned"},
            {"kind": "paragraph", "text": "Second paragraph."},
        ],
    )
    video: dict[str, Any] = {
        "title": "Jets begin leaving",
        "description": "To fanfare",
        "duration_seconds": 70,
    }
    Medium.objects.create(story=made, position=0, kind="video", published_at=made.published_at, **video)
    Medium.objects.create(
        story=made,
        position=1,
        place=1,
        kind="picture",
        caption="The military would reduce its forces.",
        credit="Alexei Nikolsky/Sputnik/Kremlin/Associated Press",
        url="https://media.example/one.jpg",
    )
    Medium.objects.create(story=made, position=2, place=3, kind="picture", caption="Jets, regained control.")
    return made


def test_the_story_is_shown_whole(client: Client, story: Story) -> None:
    page = get(client, address(story))
    assert page.text("h1") == story.headline
    assert page.text(".deck") == story.deck
    assert page.text(".standfirst") == story.standfirst
    assert page.text(".kicker").startswith("World")
    assert page.text(".story-body h2") == "Jets begin leaving The tide has turned"
    assert page.text(".video-length time") == "1:10"
    assert page.text(".video .meta") == "just now"
    assert "(Alexei Nikolsky/Sputnik/Kremlin/Associated Press)" in page.text(".plate .credit")
    assert [image.get("loading") for image in page.all(".plate img")] == ["lazy"]
    assert len(page.all(".plate.is-words")) == 1


def test_body_and_media_stand_in_their_order(client: Client, story: Story) -> None:
    page = get(client, address(story))
    order = [part.get("class") or part.tag for part in page.all(".story-body > *")]
    assert order == ["standfirst", "video", "p", "plate", "h2", "p", "plate is-words"]


def test_the_notices_stand_beside_the_conversation(client: Client, story: Story) -> None:
    terms = get(client, address(story)).text(".terms")
    for notice in cast.NOTICES["en"].values():
        assert notice in terms
    french = get(client, address(story), accept_language="fr").text(".terms")
    assert cast.NOTICES["fr"]["names"] in french


def test_comments_are_signed_and_threaded(client: Client, story: Story, ada: Person, benoit: Person) -> None:
    first = post(ada, story, "The pumps were bought in 1987.")
    post(benoit, story, "And in 1988.", in_reply_to=first.comment_id)
    page = get(client, address(story))
    names = [signature.text_content() for signature in page.all(".letters .signature-name")]
    assert names == ["Ada Okafor", "Benoît Tremblay"]
    assert "Halifax" in page.text(f"#c-{first.comment_id}")
    assert page.text(".letters .letters .comment-to") == "To Ada Okafor"
    assert page.text(".conversation-count") == "2"


def test_every_comment_is_an_article_with_a_name(client: Client, story: Story, ada: Person) -> None:
    post(ada, story)
    page = get(client, address(story))
    (article,) = page.all("article.comment")
    assert "Ada Okafor" in page.text(f"#{article.get('aria-labelledby')}")


def test_a_removed_comment_keeps_its_place_without_name_or_text(
    client: Client, story: Story, ada: Person, benoit: Person, mona: Person
) -> None:
    first = post(ada, story, "The pumps were bought in 1987.")
    post(benoit, story, "And in 1988.", in_reply_to=first.comment_id)
    ruled(mona, first.comment_id, "remove")
    page = get(client, address(story))
    assert "This comment was removed." in page.text(".comment.is-gone")
    assert "1987" not in page.text(".letters")
    assert "Ada Okafor" not in page.text(".letters")


def test_a_withdrawn_comment_says_so(client: Client, story: Story, ada: Person, benoit: Person) -> None:
    first = post(ada, story)
    post(benoit, story, "And in 1988.", in_reply_to=first.comment_id)
    withdraw(cast.acting(ada), first.comment_id)
    assert "Its author withdrew this comment." in get(client, address(story)).text(".comment.is-gone")


def test_comments_can_be_ordered(
    client: Client, story: Story, ada: Person, benoit: Person, edith: Person
) -> None:
    first = post(ada, story, "The first of them.").comment_id
    second = post(benoit, story, "The second of them.").comment_id
    recommend(cast.acting(benoit), first)
    pick(cast.acting(edith), first)

    def order(sort: str) -> list[str | None]:
        return [each.get("id") for each in get(client, f"{address(story)}?sort={sort}").all(".comment")]

    assert order("newest") == [f"c-{second}", f"c-{first}"]
    assert order("oldest") == [f"c-{first}", f"c-{second}"]
    assert order("recommended") == [f"c-{first}", f"c-{second}"]
    assert order("picks") == [f"c-{first}"]
    assert order("nonsense") == order("newest")


def test_a_closed_conversation_says_why(client: Client, story: Story, ada: Person, mona: Person) -> None:
    close(cast.acting(mona), story.id, "Moderators are away tonight.")
    page = get(signed_in(client, ada), address(story))
    assert "Moderators are away tonight." in page.text(".notice.is-closed")
    assert page.all("form.compose") == []


def test_signed_out_readers_are_invited(client: Client, story: Story) -> None:
    join = get(client, address(story)).text(".join")
    for words in ("Join the conversation", "Become a member", "Create account", "Already have an account?"):
        assert words in join


def test_search_engines_are_told(client: Client, story: Story, ada: Person) -> None:
    post(ada, story, "Is 1 < 2 </script> still so?")
    (data,) = get(client, address(story)).all('script[type="application/ld+json"]')
    told = json.loads(data.text_content())
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == story.headline
    assert told["comment"][0]["author"]["name"] == "Ada Okafor"
    assert told["comment"][0]["text"] == "Is 1 < 2 </script> still so?"


def test_a_youth_community_is_kept_from_search_engines(client: Client, kids: Community) -> None:
    story = cast.story(kids)
    page = get(client, address(story))
    assert page.answer["X-Robots-Tag"] == "noindex, nofollow"
    assert page.all('meta[name="robots"]')[0].get("content") == "noindex, nofollow"
    assert page.all('script[type="application/ld+json"]') == []


def test_one_page_costs_the_same_whatever_it_holds(
    client: Client,
    story: Story,
    ada: Person,
    benoit: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(2):
        first = post(ada, story, f"The first of {number}.")
        post(benoit, story, f"The reply to {number}.", in_reply_to=first.comment_id)
    with django_assert_num_queries(12):
        get(client, address(story))
    signed_in(client, ada)
    with django_assert_num_queries(26):
        get(client, address(story))
