"""A youth community: no last name in any byte that leaves here."""

import pytest

from tests import cast
from undersigned.api.tests.callers import Caller
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.decide import decide
from undersigned.moderation.reads import queue
from undersigned.people.models import Person

STORY = "/api/v1/communities/kids/stories/a-story"
CALLED = "/api/v1/communities/kids/me/display-name"
DRAFT = {"licence_version": 1, "guidelines_version": 1}


@pytest.fixture
def ada_writes(kids: Community, ada: Person) -> Caller:
    cast.story(kids)
    cast.display_name(ada, kids, "Otter")
    return Caller(ada)


def test_no_byte_of_any_read_holds_the_last_name(
    ada_writes: Caller, anyone: Caller, kids: Community, mona: Person
) -> None:
    sent = ada_writes.post(f"{STORY}/comments", DRAFT | {"text": "The frogs were loud."})
    assert (sent.status_code, sent.json()["why"][0]["code"]) == (202, "youth")
    (case,) = queue([kids.id])
    decide(cast.acting(mona), case.id, verdict="publish", revision=1)
    comment = sent.json()["comment"]
    answers = [sent] + [
        anyone.get(path)
        for path in (
            "/api/v1/communities/kids",
            "/api/v1/communities/kids/stories",
            f"{STORY}/conversation",
            f"{STORY}/feed.atom",
            f"{STORY}/feed.json",
            f"/api/v1/comments/{comment['id']}",
            f"/api/v1/comments/{comment['id']}/replies",
            f"/oembed?url={comment['url']}",
        )
    ]
    for answer in answers:
        assert answer.status_code in (200, 202)
        assert "Okafor" not in answer.content.decode() + str(answer.headers)
        assert "Halifax" not in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex"
    assert anyone.get(f"/api/v1/comments/{comment['id']}").json()["byline"] == {
        "name": "Otter",
        "place": "",
        "standing": [],
    }


@pytest.mark.parametrize(
    "text",
    [
        "I am Ada Okafor.",
        "Write to ada@demo.example",
        "I go to Harbour School.",
        "Call me 613 555 0143!",
        "Mon snap, c’est loutre12.",
        "J’habite au 12, rue des Érables.",
        "We are at K1A 0B1.",
    ],
)
@pytest.mark.parametrize(
    ("language", "kindly"), [("en", "what lets a stranger find you"), ("fr", "permet à des inconnus")]
)
def test_what_gives_a_young_writer_away_is_refused_kindly(
    ada_writes: Caller, text: str, language: str, kindly: str
) -> None:
    answer = ada_writes.post(f"{STORY}/comments", DRAFT | {"text": text}, accept_language=language)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/problems/keep-it-private")
    assert kindly in answer.json()["detail"]
    assert not Comment.objects.exists()


def test_a_person_reads_what_gives_a_young_writer_away_where_that_is_asked(ada_writes: Caller) -> None:
    answer = ada_writes.post(f"{STORY}/comments", DRAFT | {"text": "We are at K1A 0B1.", "ask_person": True})
    assert answer.status_code == 202
    assert "asked-person" in {reason["code"] for reason in answer.json()["why"]}
    assert "K1A" not in Caller().get(f"{STORY}/conversation").content.decode()


def test_without_a_display_name_nothing_is_sent(kids: Community, ada: Person) -> None:
    cast.story(kids)
    answer = Caller(ada).post(f"{STORY}/comments", DRAFT | {"text": "The frogs were loud."})
    assert answer.status_code == 409
    assert "Okafor" not in answer.content.decode()
    assert Caller(ada)("PUT", CALLED, {"display_name": " Blue  Fox "}).json()["display_name"] == "Blue Fox"
    answer = Caller(ada).post(f"{STORY}/comments", DRAFT | {"text": "The frogs were loud."})
    assert answer.json()["comment"]["byline"]["name"] == "Blue Fox"
    called = [{"community": "kids", "display_name": "Blue Fox"}]
    assert Caller(ada).get("/api/v1/me").json()["display_names"] == called


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Ada Okafor", "own-name"),
        ("HERON", "someone-elses"),
        ("Moderator", "staff"),
        ("The Daily Test", "staff"),
        ("otter@demo.example", "contact"),
        ("", "empty"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_display_name_that_does_not_fit_is_refused_in_words(
    kids: Community, ada: Person, benoit: Person, name: str, reason: str, language: str
) -> None:
    cast.display_name(benoit, kids, "Heron")
    answer = Caller(ada, accept_language=language)("PUT", CALLED, {"display_name": name})
    told = answer.json()
    assert (answer.status_code, told["type"].rpartition("/")[2]) == (422, "name-not-accepted")
    assert {"field": "display_name", "reason": reason} in told["reasons"]
    assert told["fields"]["display_name"]
    assert ("peut pas servir" in told["title"] + told["detail"]) == (language == "fr")
    assert Caller(ada).get("/api/v1/me").json()["display_names"] == []


def test_there_is_no_display_name_where_full_names_are_signed_nor_without_a_caller(
    news: Community, kids: Community, ada: Person, anyone: Caller
) -> None:
    blue = {"display_name": "Blue Fox"}
    full = Caller(ada)("PUT", CALLED.replace("kids", "news"), blue)
    assert (full.status_code, list(full.json()["fields"])) == (422, ["display_name"])
    assert Caller(ada)("PUT", CALLED.replace("kids", "nowhere"), blue).status_code == 404
    assert anyone("PUT", CALLED, blue).status_code == 401
