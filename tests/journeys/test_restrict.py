"""Restrictions limit what a person may do, with a reason and an end, and are lifted again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests import cast
from tests.cast import acting, grant
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.journeys.lift_restriction import lift_restriction
from undersigned.journeys.restrict import restrict
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.owed.models import Owed
from undersigned.people import reads
from undersigned.people.errors import Banned, Suspended
from undersigned.people.models import Person, Restriction
from undersigned.stories.models import Story

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
REASON = "Four insults in one evening."


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def story(news: Community) -> Story:
    return cast.story(news)


def test_a_held_author_waits_for_a_person(ada: Person, mona: Person, story: Story) -> None:
    restrict(acting(mona), ada.id, story.community_id, kind="hold", reason=REASON)
    posted = post(ada, story)
    assert posted.state == "held"
    assert {"code": "author-held"} in posted.why


def test_a_suspended_author_cannot_submit_until_the_end(
    ada: Person, mona: Person, story: Story, at_noon: Any
) -> None:
    end = NOON + timedelta(days=1)
    restrict(acting(mona), ada.id, story.community_id, kind="suspend", reason=REASON, until=end)
    with pytest.raises(Suspended) as refused:
        post(ada, story)
    assert refused.value.data["until"] == end.isoformat()
    at_noon.move_to(end + timedelta(seconds=1))
    assert post(ada, story).state == "published"


def test_a_banned_author_cannot_submit_anywhere(ada: Person, otto: Person, story: Story) -> None:
    restrict(acting(otto), ada.id, None, kind="ban", reason=REASON)
    with pytest.raises(Banned):
        post(ada, story)


def test_a_restriction_elsewhere_changes_nothing_here(
    ada: Person, mona: Person, story: Story, kids: Community
) -> None:
    restrict(acting(mona), ada.id, kids.id, kind="ban", reason=REASON)
    assert post(ada, story).state == "published"


def test_a_warning_stops_nothing(ada: Person, mona: Person, story: Story) -> None:
    restrict(acting(mona), ada.id, story.community_id, kind="warn", reason=REASON)
    assert post(ada, story).state == "published"


def test_the_person_is_told_the_reason_and_the_end(benoit: Person, mona: Person, news: Community) -> None:
    end = NOON + timedelta(days=1)
    restrict(acting(mona), benoit.id, news.id, kind="suspend", reason=REASON, until=end)
    letter = Owed.objects.get().payload
    assert letter["subject"] == "Vous ne pouvez pas soumettre de commentaires pour le moment"
    assert REASON in letter["text"]
    assert "2 mai 2026" in letter["text"]
    assert Entry.objects.get().act == "person:restricted"


@pytest.mark.parametrize("kind", ["warn", "hold", "suspend", "ban"])
def test_every_kind_has_its_letters(ada: Person, mona: Person, news: Community, kind: str) -> None:
    until = NOON + timedelta(days=1) if kind == "suspend" else None
    restriction = restrict(acting(mona), ada.id, news.id, kind=kind, reason=REASON, until=until)
    lift_restriction(acting(mona), restriction)
    subjects = [owed.payload["subject"] for owed in Owed.objects.order_by("id")]
    assert len(set(subjects)) == 2
    assert all(owed.payload["text"].startswith("Hello Ada Okafor,\n") for owed in Owed.objects.all())


def last_letter() -> str:
    return str(Owed.objects.order_by("-id")[0].payload["text"])


def test_the_letter_says_where_it_holds(ada: Person, mona: Person, otto: Person, news: Community) -> None:
    restrict(acting(mona), ada.id, news.id, kind="ban", reason=REASON)
    assert f"It holds in {news.name}, nowhere else." in last_letter()
    restrict(acting(otto), ada.id, None, kind="ban", reason=REASON)
    assert "It holds in every community here." in last_letter()


@pytest.mark.parametrize(
    ("kind", "extra"),
    [("suspend", {"until": NOON + timedelta(days=9)}), ("ban", {}), ("slow", {"every_seconds": 60})],
)
def test_nobody_is_told_that_they_can_submit_while_something_else_bars_them(
    ada: Person, mona: Person, news: Community, kind: str, extra: dict[str, Any]
) -> None:
    first = restrict(acting(mona), ada.id, news.id, kind=kind, reason=REASON, **extra)
    second = restrict(acting(mona), ada.id, news.id, kind="ban", reason=REASON)
    lift_restriction(acting(mona), first)
    assert "You can submit comments again." not in last_letter()
    lift_restriction(acting(mona), second)
    assert "You can submit comments again." in last_letter()


def test_a_hold_that_is_used_up_was_not_lifted_by_anybody(ada: Person, mona: Person, story: Story) -> None:
    restrict(acting(mona), ada.id, story.community_id, kind="hold", reason=REASON, submissions=1)
    post(ada, story)
    texts = [owed.payload["text"] for owed in Owed.objects.order_by("id") if "text" in owed.payload]
    assert any("has ended: you have sent the comments that it counted." in text for text in texts)
    assert not any("lifted" in text for text in texts)


def test_what_is_lifted_no_longer_holds(ada: Person, mona: Person, story: Story) -> None:
    restriction = restrict(acting(mona), ada.id, story.community_id, kind="ban", reason=REASON)
    lift_restriction(acting(mona), restriction)
    assert post(ada, story).state == "published"
    assert Restriction.objects.get().lifted_at == NOON
    with pytest.raises(NotFound):
        lift_restriction(acting(mona), restriction)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "exile", "reason": REASON},
        {"kind": "hold", "reason": "  "},
        {"kind": "hold", "reason": "x" * 1001},
        {"kind": "suspend", "reason": REASON},
        {"kind": "suspend", "reason": REASON, "until": NOON},
    ],
)
def test_what_does_not_fit_is_refused(
    ada: Person, mona: Person, news: Community, fields: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        restrict(acting(mona), ada.id, news.id, **fields)
    assert not Restriction.objects.exists()


def test_the_intruder_restricts_and_lifts_nothing(ada: Person, ivo: Person, news: Community) -> None:
    with pytest.raises(NotAllowed):
        restrict(acting(ivo), ada.id, news.id, kind="ban", reason=REASON)
    restriction = restrict(COMMAND, ada.id, news.id, kind="ban", reason=REASON)
    with pytest.raises(NotAllowed):
        lift_restriction(acting(ivo), restriction)


def test_the_moderator_of_one_community_restricts_nobody_everywhere(
    ada: Person, ivo: Person, news: Community
) -> None:
    grant(ada, "moderator", news)
    with pytest.raises(NotAllowed):
        restrict(acting(ada), ivo.id, None, kind="ban", reason=REASON)


def test_staff_are_restricted_by_operators_only(
    mona: Person, marc: Person, otto: Person, news: Community
) -> None:
    with pytest.raises(NotAllowed):
        restrict(acting(mona), marc.id, news.id, kind="ban", reason=REASON)
    restrict(acting(otto), marc.id, news.id, kind="ban", reason=REASON)
    assert [limit.kind for limit in reads.restrictions(marc.id, news.id)] == ["ban"]


def test_nobody_restricts_themselves(mona: Person, news: Community) -> None:
    with pytest.raises(NotAllowed):
        restrict(acting(mona), mona.id, news.id, kind="warn", reason=REASON)


def test_nobody_lifts_a_restriction_of_their_own(mona: Person, otto: Person, news: Community) -> None:
    restriction = restrict(acting(otto), mona.id, news.id, kind="ban", reason=REASON)
    with pytest.raises(NotAllowed):
        lift_restriction(acting(mona), restriction)
    assert Restriction.objects.get().lifted_at is None


def test_operators_alone_lift_what_restricts_people_of_the_newsroom(
    mona: Person, marc: Person, otto: Person, news: Community
) -> None:
    restriction = restrict(acting(otto), mona.id, news.id, kind="ban", reason=REASON)
    with pytest.raises(NotAllowed):
        lift_restriction(acting(marc), restriction)
    lift_restriction(acting(otto), restriction)
    assert Restriction.objects.get().lifted_at == NOON
