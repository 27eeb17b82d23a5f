"""A newsroom registers its story, or brings it up to date."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cast import acting, community, story
from tests.race import race
from undersigned.communities.models import Community
from undersigned.journeys.register_story import (
    register_ninjs,
    register_source,
    register_stories,
    register_story,
)
from undersigned.kernel.actor import COMMAND, Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.live import reads as live
from undersigned.people.models import Person
from undersigned.stories import reads
from undersigned.stories.errors import AddressTaken, Embargoed, KeyTaken, NotNinjs, SourceMissing
from undersigned.stories.models import Medium, Story
from undersigned.stories.shapes import Hints, MediumDraft, Part, StoryDraft

DRAFT = StoryDraft(
    key="bridge",
    url="https://paper.example/bridge",
    headline="The bridge opens",
    published_at=datetime(2026, 5, 1, 10, tzinfo=UTC),
    language="en",
    section="City",
    deck="After ten years",
    standfirst="In short.",
    body=(Part("paragraph", "First."), Part("heading", "Then"), Part("paragraph", "Second.")),
    media=(
        MediumDraft("video", title="Cars", description="They cross", duration_seconds=70),
        MediumDraft("picture", caption="A bridge.", credit="A/B", credits=("A", "B"), place=2),
    ),
    source_names=("The Paper",),
)
NINJS = json.dumps(
    {
        "uri": "https://paper.example/bridge",
        "versionCreated": "2026-05-01T10:00:00Z",
        "headlines": [{"value": "The bridge opens"}],
    }
).encode()


def acts() -> list[str]:
    return [entry.act for entry in Entry.objects.all()]


def test_a_story_is_registered_whole(news: Community) -> None:
    made = register_story(COMMAND, news.id, DRAFT)
    assert (made.key, made.headline, made.outcome) == ("bridge", "The bridge opens", "registered")
    assert reads.draft_of(reads.by_id(made.story_id)) == DRAFT
    entry = Entry.objects.get()
    assert (entry.act, entry.subject_id, entry.community_id, entry.actor_kind) == (
        "story:registered",
        made.story_id,
        news.id,
        "command",
    )


def test_an_update_keeps_the_storys_id_its_first_day_and_its_rules(news: Community) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False):
        first = register_story(COMMAND, news.id, DRAFT)
    Story.objects.update(mode="before", closes_after_days=3)
    changed = replace(DRAFT, headline="The bridge is open", body=DRAFT.body[:1], media=DRAFT.media[1:])
    with time_machine.travel(datetime(2026, 5, 2, 12, tzinfo=UTC), tick=False):
        second = register_story(Actor("newsroom"), news.id, changed)
    assert (second.story_id, second.outcome) == (first.story_id, "updated")
    row = Story.objects.get()
    assert reads.draft_of(row) == changed
    assert (row.registered_at.day, row.updated_at.day, row.mode, row.closes_after_days) == (1, 2, "before", 3)
    assert acts() == ["story:registered", "story:updated"]
    assert live.version(row.id) == 1


def test_the_same_draft_again_changes_nothing(news: Community) -> None:
    first = register_story(COMMAND, news.id, DRAFT)
    again = register_story(COMMAND, news.id, replace(DRAFT, embargoed_until=now() - timedelta(days=1)))
    assert again == replace(first, outcome="unchanged")
    assert acts() == ["story:registered"]


def test_a_key_of_another_address_is_refused_and_nothing_changes(news: Community) -> None:
    register_story(COMMAND, news.id, DRAFT)
    with pytest.raises(KeyTaken) as refused:
        register_story(COMMAND, news.id, replace(DRAFT, url="https://paper.example/other", headline="Other"))
    assert refused.value.data == {"key": "bridge", "url": "https://paper.example/bridge"}
    with pytest.raises(AddressTaken) as taken:
        register_story(COMMAND, news.id, replace(DRAFT, key="other", headline="Other"))
    assert taken.value.data == {"url": "https://paper.example/bridge", "key": "bridge"}
    assert reads.draft_of(Story.objects.get()) == DRAFT
    assert acts() == ["story:registered"]


def test_each_community_has_its_own_keys_and_addresses(news: Community) -> None:
    register_story(COMMAND, news.id, DRAFT)
    assert register_story(COMMAND, community("elsewhere").id, DRAFT).outcome == "registered"


def test_a_story_that_does_not_tell_its_language_has_the_communitys(nouvelles: Community) -> None:
    made = register_story(COMMAND, nouvelles.id, replace(DRAFT, language=""))
    assert reads.by_id(made.story_id).language == "fr"


def test_an_embargo_holds_until_it_ends(news: Community) -> None:
    embargoed = replace(DRAFT, embargoed_until=now() + timedelta(hours=1))
    with pytest.raises(Embargoed):
        register_story(COMMAND, news.id, embargoed)
    assert not Story.objects.exists()
    with time_machine.travel(now() + timedelta(hours=2)):
        assert register_story(COMMAND, news.id, embargoed).outcome == "registered"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"key": "a b"}, "key"),
        ({"key": ".."}, "key"),
        ({"key": "k" * 201}, "key"),
        ({"key": "Guidelines"}, "key"),
        ({"url": "paper.example"}, "url"),
        ({"url": "https://paper.example/#top"}, "url"),
        ({"language": "klingon"}, "language"),
        ({"headline": ""}, "headline"),
        ({"headline": "h" * 501}, "headline"),
        ({"section": "s" * 81}, "section"),
        ({"media": (MediumDraft("picture", credit="c" * 501),)}, "media[0].credit"),
    ],
)
def test_what_cannot_be_kept_whole_is_refused_by_name(
    news: Community, fields: dict[str, Any], named: str
) -> None:
    with pytest.raises(Invalid) as refused:
        register_story(COMMAND, news.id, replace(DRAFT, **fields))
    assert list(refused.value.data["fields"]) == [named]
    assert not Story.objects.exists()


def test_only_operators_commands_and_newsrooms_may(
    news: Community, ada: Person, mona: Person, edith: Person, otto: Person, ivo: Person, tmp_path: Path
) -> None:
    for person in (ada, mona, edith, ivo):
        for act in (
            lambda who: register_story(who, news.id, DRAFT),
            lambda who: register_ninjs(who, news.id, b"never read", key="a"),
            lambda who: register_source(who, news.id, "http://127.0.0.1/never-asked", Hints()),
        ):
            with pytest.raises(NotAllowed):
                act(acting(person))
    with pytest.raises(NotSignedIn):
        register_story(None, news.id, DRAFT)  # type: ignore[arg-type]  # nobody at all
    assert not Story.objects.exists()
    assert register_story(acting(otto), news.id, DRAFT).outcome == "registered"


def test_ninjs_is_registered_under_the_newsrooms_key(news: Community) -> None:
    made = register_ninjs(Actor("newsroom"), news.id, NINJS, key="1.42")
    assert (made.key, made.outcome) == ("1.42", "registered")
    with pytest.raises(NotNinjs):
        register_ninjs(Actor("newsroom"), news.id, b"{}", key="1.43")


def test_of_several_stories_all_or_none_are_registered(news: Community) -> None:
    story(news, "taken")
    drafts = [replace(DRAFT, key=key, url=f"https://paper.example/{key}") for key in ("one", "two", "taken")]
    with pytest.raises(KeyTaken):
        register_stories(COMMAND, news.id, drafts)
    assert list(Story.objects.values_list("key", flat=True)) == ["taken"]
    assert acts() == []
    assert [made.key for made in register_stories(COMMAND, news.id, drafts[:2])] == ["one", "two"]


def test_a_source_is_registered_from_its_file(news: Community, tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(NINJS)
    (made,) = register_source(COMMAND, news.id, str(path), Hints(language="fr"))
    assert reads.by_id(made.story_id).language == "fr"
    with pytest.raises(SourceMissing):
        register_source(COMMAND, news.id, str(tmp_path / "absent"), Hints())


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_registrations_at_the_same_moment_make_one_story() -> None:
    here = community("news")
    drafts = [replace(DRAFT, headline=f"Version {number}") for number in range(6)]
    made = race(*(lambda draft=draft: register_story(COMMAND, here.id, draft) for draft in drafts))
    assert sorted(one.outcome for one in made) == ["registered", *["updated"] * 5]
    assert Story.objects.count() == 1
    assert Medium.objects.count() == 2
    assert acts() == ["story:registered", *["story:updated"] * 5]


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_same_stories_in_two_orders_at_the_same_moment_do_not_wait_for_each_other() -> None:
    here = community("news")
    drafts = [
        replace(DRAFT, key=f"k{number}", url=f"https://paper.example/k{number}") for number in range(12)
    ]
    for turn in range(3):
        changed = [replace(draft, headline=f"Turn {turn}") for draft in drafts]
        made = race(
            partial(register_stories, COMMAND, here.id, changed),
            partial(register_stories, COMMAND, here.id, changed[::-1]),
        )
        assert [one.key for one in made[0]] == [draft.key for draft in drafts]
        assert [one.key for one in made[1]] == [draft.key for draft in drafts[::-1]]
    assert Story.objects.count() == 12
