"""A row edited by hand is named by the entry that tells of it; what the product itself does never is."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.cast import acting, guidelines, story
from tests.journeys.acts import HELD, PLAIN, post, ruled
from tests.race import race
from undersigned.communities.models import Community
from undersigned.communities.shapes import CommunityDraft
from undersigned.journeys import prove as proving
from undersigned.journeys.appeal import appeal
from undersigned.journeys.close import close
from undersigned.journeys.confirm_name import confirm_name
from undersigned.journeys.correct_name import correct_name
from undersigned.journeys.found_community import found_community
from undersigned.journeys.grant_standing import end_standing, grant_standing
from undersigned.journeys.lift_restriction import lift_restriction
from undersigned.journeys.prove import prove
from undersigned.journeys.publish_texts import publish_licence, set_notices
from undersigned.journeys.reopen import reopen
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.reprint import record_consent, reprint
from undersigned.journeys.restrict import restrict
from undersigned.journeys.revise import revise
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.journeys.set_rules import set_rules
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.ledger.models import Entry
from undersigned.ledger.reads import verify
from undersigned.ledger.rules import Facts
from undersigned.ledger.shapes import Broken, Verified
from undersigned.people.models import Name, Person
from undersigned.stories.models import Story

TWICE = {"en": "Yours stays yours.", "fr": "Le vôtre reste vôtre."}


@pytest.fixture(autouse=True)
def the_ledger_verifies(db: None) -> None:
    """Not here: these tests break it."""


@pytest.fixture(autouse=True)
def places_and_tallies_are_true(db: None) -> None:
    """Nor this."""


@pytest.fixture
def here(news: Community) -> Story:
    return story(news)


@pytest.fixture
def a_comment(here: Story, ada: Person, mona: Person, marc: Person) -> None:
    """Submitted, refused, appealed, and published after all."""
    comment_id = post(ada, here, HELD).comment_id
    refused = ruled(mona, comment_id, "refuse")
    appeal(acting(ada), refused, "Nobody was named.")
    ruled(marc, comment_id, "publish", note="You are right.")


@pytest.fixture
def what_is_public(here: Story, ada: Person, ivo: Person, edith: Person) -> None:
    """A comment published by the house rule, revised, reported and reprinted."""
    comment_id = post(ada, here).comment_id
    revise(
        acting(ada), comment_id, f"{PLAIN} So I hear.", licence_version=1, guidelines_version=1, language="en"
    )
    report(acting(ivo), comment_id, ReportDraft(clause="3", text="It has nothing to do with the story."))
    reprint(acting(edith), comment_id, use="print")
    record_consent(acting(edith), comment_id, "binder 4")


@pytest.fixture
def a_closure(here: Story, edith: Person) -> None:
    close(acting(edith), here.id, "The inquest opens tomorrow.", now() + timedelta(days=1))


@pytest.fixture
def a_reopening(a_closure: None, here: Story, edith: Person) -> None:
    reopen(acting(edith), here.id, "The inquest is over.")


@pytest.fixture
def a_withdrawal(here: Story, ada: Person) -> None:
    withdraw(acting(ada), post(ada, here).comment_id)


@pytest.fixture
def people(ada: Person, ivo: Person, mona: Person, news: Community) -> None:
    """Somebody is challenged, restricted, and given a standing."""
    confirm_name(acting(mona), Name.objects.get(person=ada).id, state="challenged", note="Who is that?")
    restrict(acting(mona), ivo.id, news.id, kind="hold", reason="Shouts at everybody.")
    grant_standing(COMMAND, ada.id, news.id, "member")


@pytest.fixture
def a_community(db: None) -> None:
    found_community(COMMAND, CommunityDraft("gazette", "The Gazette", "Radio Halyard", ("en", "fr")))


@pytest.fixture
def rules(here: Story) -> None:
    set_opening(COMMAND, here.id, OpeningDraft(closes_at=now() + timedelta(days=3)))


BY_HAND = [
    # A decision
    ("a_comment", "moderation_decision SET verdict = 'publish'", 2, "comment:decided", "verdict"),
    ("a_comment", "moderation_decision SET clauses = '[\"3\"]'", 2, "comment:decided", "clauses"),
    ("a_comment", "moderation_decision SET note = 'Because.'", 2, "comment:decided", "note_sha256"),
    ("a_comment", "moderation_decision SET by_id = NULL", 2, "comment:decided", "actor"),
    ("a_comment", "moderation_decision SET verdict = 'Publish'", 2, "comment:decided", "verdict"),
    ("a_comment", "moderation_appeal SET text = 'Please.'", 3, "decision:appealed", "text_sha256"),
    ("a_comment", "moderation_appeal SET answer_id = NULL", 4, "comment:decided", "decision"),
    ("a_comment", "conversation_comment SET state = 'refused'", 4, "comment:decided", "stands"),
    # A comment
    ("a_comment", "conversation_revision SET text = 'No.'", 1, "comment:submitted", "text_sha256"),
    ("a_comment", "conversation_revision SET html = '<p>No.'", 1, "comment:submitted", "html_sha256"),
    ("a_comment", "conversation_revision SET number = 7", 1, "comment:submitted", "row-gone"),
    ("a_comment", "conversation_comment SET byline_name = 'A B'", 1, "comment:submitted", "signed_sha256"),
    ("a_comment", "licensing_acceptance SET language = 'fr'", 1, "comment:submitted", "language"),
    ("a_withdrawal", "conversation_comment SET state = 'published'", 3, "comment:withdrawn", "stands"),
    ("what_is_public", "moderation_report SET clause = '4'", 5, "comment:reported", "clause"),
    ("what_is_public", "moderation_report SET text = ''", 5, "comment:reported", "text_sha256"),
    ("what_is_public", "licensing_reprint SET text = 'No.'", 6, "comment:reprinted", "text_sha256"),
    ("what_is_public", "licensing_reprint SET byline_name = 'A'", 6, "comment:reprinted", "frozen_sha256"),
    ("what_is_public", "licensing_consent SET record = 'none'", 7, "comment:consented", "record_sha256"),
    # A closure
    ("a_closure", "stories_closure SET reason = 'Rain.'", 1, "story:closed", "reason_sha256"),
    ("a_closure", "stories_closure SET until = NULL", 1, "story:closed", "until"),
    ("a_closure", "stories_closure SET by_kind = 'command'", 1, "story:closed", "actor_kind"),
    ("a_closure", "stories_closure SET reopened_at = at", 1, "story:closed", "lifted_by"),
    ("a_reopening", "stories_closure SET reopening_reason = ''", 2, "story:reopened", "reason_sha256"),
    ("a_reopening", "stories_closure SET reopened_at = NULL", 2, "story:reopened", "at"),
    ("rules", "stories_story SET closes_at = NULL", 1, "story:rules-set", "closes_at"),
    # People
    ("people", "people_confirmation SET note = 'Fine.'", 1, "name:challenged", "note_sha256"),
    ("people", "people_name SET state = 'confirmed'", 1, "name:challenged", "state"),
    ("people", "people_restriction SET reason = 'Rain.'", 2, "person:restricted", "reason_sha256"),
    ("people", "people_restriction SET kind = 'ban'", 2, "person:restricted", "kind"),
    ("people", "people_restriction SET lifted_at = at", 2, "person:restricted", "lifted_at"),
    ("people", "people_standing SET kind = 'operator'", 3, "standing:granted", "kind"),
    # What a community has in writing
    ("a_community", "communities_community SET names = 'youth'", 1, "community:founded", "names"),
    ("a_community", "communities_community SET mode = 'after'", 1, "community:founded", "mode"),
    ("a_community", "communities_licencetext SET text = 'All.'", 2, "licence:published", "words_sha256"),
    ("a_community", "communities_clause SET title = 'All.'", 3, "guidelines:published", "words_sha256"),
    ("a_community", "communities_notice SET text = 'All.'", 4, "notices:set", "notices_sha256"),
]


@pytest.mark.parametrize(("scene", "edit", "position", "act", "fact"), BY_HAND, ids=[e[1] for e in BY_HAND])
def test_a_row_edited_by_hand_is_named(
    request: pytest.FixtureRequest, scene: str, edit: str, position: int, act: str, fact: str
) -> None:
    request.getfixturevalue(scene)
    assert isinstance(prove(), Verified)
    by_hand(f"UPDATE {edit}")
    found = prove()
    assert isinstance(found, Broken)
    assert (found.position, found.act) == (position, act)
    assert fact in (*found.facts, found.why)
    assert isinstance(verify(), Verified), "the chain itself holds"


@pytest.mark.parametrize(
    ("scene", "table", "act"),
    [
        ("a_closure", "stories_closure", "story:closed"),
        ("what_is_public", "licensing_reprint", "comment:reprinted"),
        ("people", "people_restriction", "person:restricted"),
    ],
)
def test_a_row_taken_out_by_hand_is_named_as_gone(
    request: pytest.FixtureRequest, scene: str, table: str, act: str
) -> None:
    request.getfixturevalue(scene)
    by_hand(f"DELETE FROM {table}")  # noqa: S608 - a name above
    found = prove()
    assert isinstance(found, Broken)
    assert (found.act, found.why) == (act, "row-gone")


def test_a_decision_under_another_version_is_named(a_comment: None, news: Community) -> None:
    by_hand("UPDATE moderation_decision SET guidelines_id = %s", guidelines(news, 2).id)
    found = prove()
    assert isinstance(found, Broken)
    assert (found.position, found.facts) == (2, ("guidelines",))


def test_a_row_that_cannot_be_read_is_told_from_those_that_can() -> None:
    """As SQLite keeps a value of the wrong kind, and fails for the whole query."""

    def rows(keys: Collection[str]) -> dict[str, Facts]:
        if "bad" in keys:
            raise ValueError
        return {key: {} for key in keys}

    read = proving._read(proving.Kind((), lambda entry: None, rows), {"good", "bad"})
    assert read == {"good": {}, "bad": None}
    found = proving._compared(Entry(position=1, subject_id=new_id()), "bad", read)
    assert found is not None
    assert found.why == "row-unreadable"


def test_the_first_broken_link_is_named_whether_entry_or_row(a_comment: None) -> None:
    by_hand("UPDATE moderation_appeal SET text = 'Please.'")
    Entry.objects.filter(position=4).update(actor_id=None)
    assert _broken().position == 3
    Entry.objects.filter(position=2).update(actor_id=None)
    assert (_broken().position, _broken().why) == (2, "content")


def test_what_later_acts_replace_is_not_compared(
    here: Story, ada: Person, ivo: Person, mona: Person, edith: Person, news: Community, a_community: None
) -> None:
    """Each is done twice, the second time otherwise."""
    made = restrict(acting(mona), ivo.id, news.id, kind="hold", reason="Shouts at everybody.")
    lift_restriction(acting(mona), made)
    grant_standing(COMMAND, ada.id, news.id, "member")
    end_standing(COMMAND, ada.id, news.id, "member")
    name_id = Name.objects.get(person=ada).id
    confirm_name(acting(mona), name_id, state="challenged", note="Who is that?")
    confirm_name(acting(edith), name_id, state="confirmed")
    correct_name(acting(ada), "Adaeze", "Okafor")
    gazette = Community.objects.get(slug="gazette")
    set_rules(COMMAND, gazette.id, mode="reactive", closes_after_days=3, closes_at_comments=None)
    publish_licence(COMMAND, gazette.id, TWICE)
    notices = {"names": "a", "licence": "b", "endorsement": "c", "guidelines": "d", "welcome": "e "}
    set_notices(COMMAND, gazette.id, {"en": notices, "fr": notices})
    set_opening(COMMAND, here.id, OpeningDraft(mode="before"))
    set_opening(COMMAND, here.id, OpeningDraft())
    close(acting(edith), here.id, "Night.", now() + timedelta(hours=8))
    with time_machine.travel(now() + timedelta(hours=9)):
        close(acting(edith), here.id, "Another night.")  # the first ended by itself
        reopen(acting(edith), here.id)
        assert isinstance(prove(), Verified)


def test_an_act_that_comes_while_it_is_proved_is_not_taken_for_an_edit(
    here: Story, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The withdrawal is committed after the chain was read, and again just before its row is."""
    comment_id = post(ada, here).comment_id
    meanwhile: list[Callable[[], None]] = [lambda: withdraw(acting(ada), comment_id)]
    reading = proving._read

    def read(kind: proving.Kind, keys: object) -> proving.Rows:
        if kind.is_standing and meanwhile:
            meanwhile.pop()()
        return reading(kind, keys)  # type: ignore[arg-type] # as it was given

    monkeypatch.setattr(proving, "_read", read)
    assert isinstance(prove(), Verified)
    assert not meanwhile
    assert isinstance(prove(), Verified)


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_proving_beside_writers_finds_nothing_broken(here: Story, edith: Person) -> None:
    def act() -> None:
        for _ in range(20):
            close(acting(edith), here.id, "Night.")
            reopen(acting(edith), here.id)

    acted, proved = race(act, lambda: [prove() for _ in range(20)])
    assert acted is None
    assert all(isinstance(found, Verified) for found in proved), proved


def test_a_fact_that_an_older_entry_does_not_tell_is_not_held_against_it() -> None:
    entry = Entry(position=1, act="comment:decided", subject_id=new_id(), facts={"verdict": "refuse"})
    says: Facts = {"verdict": "refuse", "note_sha256": "0" * 64}
    assert proving._compared(entry, "key", {"key": says}) is None
    says["verdict"] = "publish"
    assert proving._compared(entry, "key", {"key": says}) is not None


def test_the_cost_is_by_run_and_not_by_entry(
    here: Story, ada: Person, benoit: Person, ivo: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for who in (ada, benoit, ivo):
        post(who, here)
    with django_assert_num_queries(12):
        prove()


def by_hand(statement: str, *values: Any) -> None:
    """As somebody with the database's password would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = tuple(getattr(value, "hex", value) for value in values)
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(statement, values)


def _broken() -> Broken:
    found = prove()
    assert isinstance(found, Broken)
    return found
