"""The script of the demonstration holds together before anyone plays it."""

import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from undersigned.communities import house
from undersigned.exchange.demonstration import script
from undersigned.exchange.demonstration.script import Act, Line, Scene, Script
from undersigned.people.rules import check_name
from undersigned.scoring.reads import assess, revealing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FILES = sorted((Path(script.__file__).parent / "data").rglob("*.toml"))


@pytest.fixture(scope="module")
def played() -> Script:
    return script.read(NOW)


def lines(played: Script) -> list[tuple[Scene, Line]]:
    return [(scene, line) for scene in played.scenes for line in scene.lines]


def acts(played: Script) -> list[tuple[Scene, Act]]:
    return [(scene, act) for scene in played.scenes for act in scene.acts]


def test_it_has_the_communities_and_people_of_the_contract(played: Script) -> None:
    rules = [(each.slug, each.languages[0], each.names, each.mode) for each in played.communities]
    assert rules == [
        ("news", "en", "full", "after"),
        ("nouvelles", "fr", "full", "before"),
        ("kids", "en", "youth", "before"),
    ]
    parts = {player.email: player.part for player in played.players if player.part}
    assert parts == {
        "ada@demo.example": "author",
        "benoit@demo.example": "author",
        "mona@demo.example": "moderator",
        "marc@demo.example": "moderator",
        "edith@demo.example": "editor",
        "otto@demo.example": "operator",
        "ivo@demo.example": "reader",
    }
    stories = Counter(scene.community for scene in played.scenes)
    assert all(stories[community.slug] >= 3 for community in played.communities)


def test_everybody_has_an_address_that_reaches_nobody(played: Script) -> None:
    addresses = [player.email for player in played.players]
    assert all(address.endswith("@demo.example") for address in addresses)
    assert len(set(addresses)) == len(addresses)
    assert all(scene.story.url.startswith("https://halyard.example/") for scene in played.scenes)


def test_names_are_accepted_and_only_the_two_from_books_are_doubted(played: Script) -> None:
    verdicts = {player.key: check_name(player.first, player.last) for player in played.players}
    assert all(verdict.is_accepted for verdict in verdicts.values())
    assert {key for key, verdict in verdicts.items() if verdict.doubts} == {"fiction", "valjean"}
    kept = {player.key: (player.first, player.last) for player in played.players}
    assert kept == {key: (verdict.first, verdict.last) for key, verdict in verdicts.items()}


def test_every_line_has_its_author_and_answers_what_was_said_before(played: Script) -> None:
    known = {player.key: player for player in played.players}
    for scene in played.scenes:
        said: list[str] = []
        for line in scene.lines:
            assert line.by in known
            assert not line.to or line.to in said
            assert bool(known[line.by].display_name) == (scene.community == "kids")
            said.append(line.id)
        assert len(set(said)) == len(said)


def test_every_act_is_done_by_someone_about_something(played: Script) -> None:
    known = {player.key for player in played.players}
    numbers = {
        community.slug: {
            number for number, _, _ in house.texts(("en",), community.names, "").guidelines["en"]
        }
        for community in played.communities
    }
    for scene, act in acts(played):
        authors = {line.id: line.by for line in scene.lines}
        assert act.kind == "close" or act.comment in authors
        assert all(who in known for who in act.by)
        if act.kind == "recommend":
            assert authors[act.comment] not in act.by
        assert set(act.clauses) | {act.clause} - {""} <= numbers[scene.community]


def test_nobody_speaks_faster_than_a_person_reads(played: Script) -> None:
    most = Counter(line.by for _, line in lines(played)).most_common(1)[0]
    assert most[1] <= 3


def test_reprints_are_verbatim(played: Script) -> None:
    for scene, act in acts(played):
        text = next((line.text for line in scene.lines if line.id == act.comment), "")
        assert all(part in text for part in act.parts)


def test_only_lines_that_wait_would_be_held_for_their_words(played: Script) -> None:
    doubted = {line.id for _, line in lines(played) if assess(line.text).findings}
    assert doubted == {"planner", "links", "riches", "vente"}
    assert all(line.waits for _, line in lines(played) if line.id in doubted)


def test_the_young_give_nothing_away(played: Script) -> None:
    known = {player.key: f"{player.first} {player.last}" for player in played.players}
    for scene, line in lines(played):
        if scene.community == "kids":
            assert revealing(line.text, (known[line.by],)).findings == ()


def test_every_story_is_whole(played: Script) -> None:
    for scene in played.scenes:
        story = scene.story
        assert all((story.headline, story.deck, story.standfirst, story.section, story.source_names))
        assert sum(part.kind == "paragraph" for part in story.body) >= 5
        assert any(part.kind == "heading" for part in story.body) or len(story.body) < 8
        assert story.published_at < NOW
        pictures = [medium for medium in story.media if medium.kind == "picture"]
        assert pictures
        assert all(medium.caption and medium.credits for medium in pictures)
        videos = [medium for medium in story.media if medium.kind == "video"]
        assert all(medium.title and medium.duration_seconds and medium.published_at for medium in videos)
    chains = [medium.credits for scene in played.scenes for medium in scene.story.media]
    assert max(map(len, chains)) >= 3


def test_everything_that_can_happen_to_a_comment_happens(played: Script) -> None:
    kinds = {act.kind for _, act in acts(played)}
    assert kinds == {
        "recommend",
        "revise",
        "withdraw",
        "decide",
        "report",
        "appeal",
        "answer",
        "pick",
        "reprint",
        "close",
    }
    verdicts = {act.verdict for _, act in acts(played) if act.kind == "decide"}
    assert verdicts == {"refuse", "remove"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_typography_is_a_printers(file: Path) -> None:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    words = " ".join(_strings(told))
    assert not re.search(r"[\"']|\.\.\.| -- ", words)
    if told.get("language") == "fr":
        french = words
        assert not re.search("«(?!\u00a0)|(?<!\u00a0)»", french)
        assert not re.search(r"[ \n][:;!?]", french)
        assert not re.search(r"[a-zé]:(?!//)", french)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [
            word
            for name, each in value.items()
            if name not in ("key", "id", "to", "by")
            for word in _strings(each)
        ]
    if isinstance(value, list):
        return [word for each in value for word in _strings(each)]
    return [str(value)]
