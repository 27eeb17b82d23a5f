"""Public reading: the same bytes for everyone, without a cookie, for any page of any site."""

import gzip
from typing import Any
from uuid import uuid4

import brotli
import pytest
import zstandard
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from undersigned.api import openapi
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import FRESH, HELD, REPLY, ROOT, World
from undersigned.conversation import actions
from undersigned.conversation.models import Comment
from undersigned.live.actions import publish

RIVER = "/api/v1/communities/news/stories/river"
QUERIES = {
    "get_community": 6,
    "list_stories": 3,
    "get_story": 3,
    "get_conversation": 10,
    "get_comment": 5,
    "list_replies": 3,
    "count_comments": 2,
    "get_atom_feed": 4,
    "get_json_feed": 4,
    "embed_comment": 5,
}


def reads() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (item["get"]["operationId"], address, openapi.example(item["get"]["operationId"]))
        for address, item in openapi.with_examples()["paths"].items()
        if "get" in item and "security" not in item["get"]
    ]


def read(caller: Caller, address: str, example: dict[str, Any], method: str = "GET", **headers: str) -> Any:
    path = address.format(**example.get("path", {}))
    return caller(method, path, query=example.get("query"), headers=headers)


@pytest.mark.parametrize(("name", "address", "example"), reads())
def test_a_read_leaves_no_cookie_and_may_be_cached_and_used_anywhere(
    world: World, anyone: Caller, name: str, address: str, example: dict[str, Any]
) -> None:
    answer = read(anyone, address, example)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Vary"] == "Accept-Encoding, Accept-Language"
    assert answer["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    assert int(answer["Cache-Control"].split("s-maxage=")[1].split(",")[0]) <= 30


@pytest.mark.parametrize(("name", "address", "example"), reads())
def test_who_has_the_answer_already_gets_none(
    world: World, anyone: Caller, name: str, address: str, example: dict[str, Any]
) -> None:
    tag = read(anyone, address, example)["ETag"]
    again = read(anyone, address, example, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Vary"]) == (tag, "Accept-Encoding, Accept-Language")
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("name", "address", "example"), reads())
def test_a_read_costs_a_fixed_number_of_queries(
    world: World,
    anyone: Caller,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    address: str,
    example: dict[str, Any],
) -> None:
    with django_assert_num_queries(QUERIES[name]):
        read(anyone, address, example)


@pytest.mark.parametrize(("name", "address", "example"), reads())
def test_head_is_answered_like_get_and_a_browser_may_ask_beforehand(
    world: World, anyone: Caller, name: str, address: str, example: dict[str, Any]
) -> None:
    whole, head = read(anyone, address, example), read(anyone, address, example, "HEAD")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    asked = read(anyone, address, example, "OPTIONS", Origin="https://elsewhere.example")
    assert (asked.status_code, asked.get("Content-Type")) == (204, None)
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "POST" not in asked["Access-Control-Allow-Methods"]


def test_a_session_neither_changes_a_read_nor_is_touched(world: World, anyone: Caller) -> None:
    before = anyone.get(f"{RIVER}/conversation").content
    anyone.client.force_login(world.people["ada"])
    anyone.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    answer = anyone.get(f"{RIVER}/conversation")
    assert answer.content == before
    assert answer["Vary"] == "Accept-Encoding, Accept-Language"
    assert not answer.cookies


def test_any_change_makes_a_new_tag(world: World, anyone: Caller) -> None:
    tag = anyone.get(f"{RIVER}/conversation")["ETag"]
    publish(world.river.id, "state")
    assert anyone.get(f"{RIVER}/conversation")["ETag"] != tag


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("en", "en"),
        ("de, fr;q=0.4", "fr"),
        ("de", "en"),
        ("*", "en"),
        (None, "en"),
    ],
)
def test_the_reader_chooses_the_language(
    world: World, anyone: Caller, asked: str | None, language: str
) -> None:
    sent = {"accept_language": asked} if asked else {}
    answer = anyone.get("/api/v1/communities/news", **sent)
    assert answer["Content-Language"] == language
    assert answer.json()["guidelines"]["language"] == answer.json()["licence"]["language"] == language
    assert answer.json()["notices"]["names"] == cast.NOTICES[language]["names"]


def test_who_asks_for_no_language_gets_the_communitys_own(nouvelles: Any, anyone: Caller) -> None:
    assert anyone.get("/api/v1/communities/nouvelles")["Content-Language"] == "fr"
    assert anyone.get("/api/v1/communities/nouvelles", accept_language="en")["Content-Language"] == "en"


@pytest.mark.parametrize(("language", "title"), [("en", "There is nothing"), ("fr", "")])
def test_what_is_not_there_is_told_as_problem_json(
    world: World, anyone: Caller, language: str, title: str
) -> None:
    for path in (
        "/api/v1/communities/nowhere",
        f"{RIVER}x/conversation",
        f"/api/v1/comments/{uuid4()}",
        "/api/v1/comments/not-an-id",
        f"/api/v1/comments/{HELD}",
        "/api/v1/communities/news/stories/%00",
        "/oembed?url=nonsense",
        "/api/v1/nothing/here",
        "/oembed?url=https://elsewhere.example/",
    ):
        answer = anyone.get(path, accept_language=language)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), path
        assert answer.json()["type"] == f"{settings.BASE_URL}/problems/not-found"
        assert answer.json()["title"].startswith(title)
        assert answer["Content-Language"] == language


def test_a_refused_read_may_be_used_anywhere_too(world: World, anyone: Caller) -> None:
    answer = anyone.get("/api/v1/communities/nowhere")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"


def test_another_method_is_told_so(world: World, anyone: Caller) -> None:
    answer = anyone.post(f"{RIVER}/conversation", {})
    assert answer.status_code == 405
    assert answer.json()["type"].endswith("/problems/method-not-allowed")
    assert answer["Allow"] == "GET"


def test_the_story_registered_for_an_address_is_found_by_it(world: World, anyone: Caller) -> None:
    stories = "/api/v1/communities/news/stories"
    found = anyone.get(stories, {"url": "https://paper.example/river#comments"}).json()
    assert [story["key"] for story in found["stories"]] == ["river"]
    assert anyone.get(stories, {"url": "https://paper.example/other"}).status_code == 404


def test_pages_of_stories_and_comments_follow_each_other(world: World, anyone: Caller) -> None:
    for number in range(25):
        cast.story(world.news, f"s{number}")
    keys: list[str] = []
    after: str | None = ""
    while after is not None:
        page = anyone.get("/api/v1/communities/news/stories", {"after": after} if after else None).json()
        keys += [story["key"] for story in page["stories"]]
        after = page["next"]
    assert sorted(keys) == sorted([*(f"s{number}" for number in range(25)), "river", "bridge"])


@pytest.mark.parametrize(
    ("query", "field"), [({"sort": "loudest"}, "sort"), ({"after": "nonsense"}, "after")]
)
def test_a_page_that_cannot_be_is_invalid_in_words(
    world: World, anyone: Caller, query: dict[str, str], field: str
) -> None:
    answer = anyone.get(f"{RIVER}/conversation", query)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/problems/invalid")
    assert answer.json()["fields"] == {field: ["There is no such choice."]}


@pytest.mark.parametrize("sort", ["newest", "oldest", "discussed", "recommended", "picks"])
def test_every_order_of_the_contract_is_offered(world: World, anyone: Caller, sort: str) -> None:
    assert anyone.get(f"{RIVER}/conversation", {"sort": sort}).status_code == 200


def test_a_removed_comment_keeps_its_place_without_name_or_text(world: World, anyone: Caller) -> None:
    actions.hide(actions.lock(ROOT), Comment.State.REMOVED)
    comment = anyone.get(f"/api/v1/comments/{ROOT}").json()
    assert (comment["state"], comment["byline"], comment["text"], comment["html"]) == (
        "removed",
        None,
        None,
        None,
    )
    assert comment["replies"][0]["byline"]["name"] == "Benoît Tremblay"
    assert anyone.get("/oembed", {"url": comment["url"]}).status_code == 404
    assert "Ada" not in anyone.get(f"/api/v1/comments/{REPLY}").content.decode()
    feed = anyone.get(f"{RIVER}/feed.json").json()
    assert str(ROOT) not in str(feed)


def test_a_comment_is_found_by_the_address_that_says_where_it_stands(world: World, anyone: Caller) -> None:
    own = anyone.get(f"/api/v1/comments/{REPLY}").content
    assert anyone.get(f"{RIVER}/comments/{REPLY}").content == own
    assert anyone.get(f"/api/v1/communities/news/comments/{REPLY}").content == own
    assert anyone.get(f"{RIVER}/comments/{ROOT}/replies").status_code == 200
    for wrong in (
        f"/api/v1/communities/news/stories/bridge/comments/{REPLY}",
        f"/api/v1/communities/kids/comments/{REPLY}",
        f"{RIVER}/comments/not-an-id",
    ):
        assert anyone.get(wrong).status_code == 404


def test_counts_leave_out_what_is_not_registered_and_take_a_hundred(world: World, anyone: Caller) -> None:
    names = ["news/river", "news/bridge", "news/other", "nonsense", "/", "kids/river"]
    found = anyone.get("/api/v1/counts", {"story": names}).json()
    assert found == {"counts": {"news/river": 3, "news/bridge": 0}}
    assert anyone.get("/api/v1/counts", {"story": ["news/river"] * 100}).status_code == 200
    refused = anyone.get("/api/v1/counts", {"story": ["news/river"] * 101})
    assert (refused.status_code, refused.json()["fields"]) == (
        422,
        {"story": ["There are too many of these."]},
    )
    assert anyone.get("/api/v1/counts").json()["fields"] == {"story": ["This is needed."]}


def test_a_closed_conversation_says_why_in_the_newsrooms_words(world: World, anyone: Caller) -> None:
    state = anyone.get("/api/v1/communities/news/stories/bridge/conversation").json()["state"]
    assert (state["open"], state["reason"], state["why"]) == (False, "The evening shift is over.", "closed")


def test_the_statement_travels_with_page_feed_and_embed(world: World, anyone: Caller) -> None:
    statement = cast.NOTICES["en"]["endorsement"]
    for path in (
        f"{RIVER}/conversation",
        f"{RIVER}/feed.atom",
        f"{RIVER}/feed.json",
        f"/oembed?url={settings.BASE_URL}/news/river/comments/{ROOT}/",
    ):
        assert statement in anyone.get(path).content.decode()


def test_a_feed_without_comments_is_the_same_each_time(world: World, anyone: Caller) -> None:
    path = "/api/v1/communities/news/stories/bridge/feed.atom"
    answer = anyone.get(path)
    assert b"<updated>2026-05-04T05:00:00+00:00</updated>" in answer.content
    assert b"<entry>" not in answer.content


def test_markup_of_a_headline_is_text_in_an_embed(world: World, anyone: Caller) -> None:
    world.river.headline = "<b>Flood</b>"
    world.river.save()
    url = f"{settings.BASE_URL}/news/river/comments/{FRESH}/"
    found = anyone.get("/oembed", {"url": url, "maxwidth": "320"}).json()
    assert "&lt;b&gt;Flood" in found["html"]
    assert found["width"] == 320
    refused = anyone.get("/oembed", {"url": url, "format": "xml"})
    assert (refused.status_code, refused.json()["type"][-18:]) == (501, "format-not-offered")


@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd"])
def test_what_is_not_in_memory_is_packed_too(world: World, encoding: str) -> None:
    address = "/api/v1/openapi.json"
    plain, packed = (
        Client().get(address, headers={"accept-encoding": each}) for each in ("identity", encoding)
    )
    assert packed["Content-Encoding"] == encoding
    assert not plain.has_header("Content-Encoding")
    assert len(packed.content) < len(plain.content) / 3
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": zstandard.decompress}[encoding]
    assert unpack(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]


def test_a_note_of_the_newsroom_goes_where_the_comment_goes(world: World) -> None:
    Comment.objects.filter(id=ROOT).update(label="The figure is from <2024>.")
    feed = Client().get(f"{RIVER}/feed.json").json()
    (item,) = (each for each in feed["items"] if str(ROOT) in each["id"])
    assert (
        "<p><strong>From the newsroom</strong> The figure is from &lt;2024&gt;.</p>" in item["content_html"]
    )
    assert item["content_text"].endswith("From the newsroom: The figure is from <2024>.")
    assert "The figure is from" in Client().get(f"{RIVER}/feed.atom").content.decode()
