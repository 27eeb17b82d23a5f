"""Whoever is warned, held, slowed down, suspended or banned appeals that once, and someone else answers."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from tests import cast
from tests.cast import acting, grant
from tests.journeys.acts import post
from tests.journeys.test_reporters_appeal import letters
from undersigned.communities.models import Community
from undersigned.journeys.answer_restriction import (
    answer_restriction_appeal,
    claim_restriction_appeal,
    release_restriction_appeal,
)
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.lift_restriction import lift_restriction
from undersigned.journeys.restrict import restrict
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.moderation import reads
from undersigned.moderation.errors import AppealNotPossible, Overtaken, SamePerson
from undersigned.people.errors import Banned
from undersigned.people.models import Person

WHY = "It was my brother, at my desk."


@pytest.fixture
def banned(ada: Person, mona: Person, news: Community) -> UUID:
    return restrict(acting(mona), ada.id, news.id, kind="ban", reason="Four insults in one evening.")


@pytest.mark.parametrize("kind", ["warn", "hold", "slow", "suspend", "ban"])
def test_the_letter_of_every_kind_says_how_to_appeal_and_it_can_be(
    ada: Person, mona: Person, news: Community, kind: str
) -> None:
    made = restrict(
        acting(mona),
        ada.id,
        news.id,
        kind=kind,
        reason="Insults.",
        until=now() + timedelta(days=3) if kind == "suspend" else None,
        every_seconds=60 if kind == "slow" else None,
    )
    letter = letters("ada@demo.example")[-1]["text"]
    assert "You can appeal once, free of charge, until" in letter
    assert f"/account/restrictions/{made}/" in letter
    asked = reads.restriction_appeal(appeal_restriction(acting(ada), made, WHY))
    assert (asked.state, asked.kind, asked.text) == ("received", kind, WHY)
    assert WHY in letters("ada@demo.example")[-1]["text"]


def test_a_banned_author_is_heard_and_the_ban_lifted(
    banned: UUID, ada: Person, marc: Person, news: Community
) -> None:
    with pytest.raises(Banned):
        post(ada, cast.story(news))
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    claim_restriction_appeal(acting(marc), appeal_id)
    assert reads.restriction_appeal(appeal_id).state == "with-a-person"
    answer_restriction_appeal(acting(marc), appeal_id, outcome="overturned", note="You are right, sorry.")
    answered = reads.restriction_appeal(appeal_id)
    assert (answered.state, answered.outcome, answered.is_lifted) == ("answered", "overturned", True)
    assert "You are right, sorry." in letters("ada@demo.example")[-1]["text"]
    assert post(ada, cast.story(news, "other")).state == "published"
    acts = Entry.objects.order_by("position").values_list("act", flat=True)
    assert [act for act in acts if "restrict" in act] == [
        "person:restricted",
        "restriction:appealed",
        "person:unrestricted",
        "restriction:appeal-answered",
    ]


def test_it_is_upheld_with_reasons_and_not_appealed_again(banned: UUID, ada: Person, edith: Person) -> None:
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    answer_restriction_appeal(acting(edith), appeal_id, outcome="upheld", note="It was your account.")
    assert reads.restriction_appeal(appeal_id).outcome == "upheld"
    letter = letters("ada@demo.example")[-1]["text"]
    assert "the ban stands" in letter
    assert "It was your account." in letter
    with pytest.raises(AppealNotPossible):
        appeal_restriction(acting(ada), banned, "Again.")
    with pytest.raises(Overtaken):
        answer_restriction_appeal(acting(edith), appeal_id, outcome="overturned", note="Hm.")


def test_whoever_restricted_does_not_answer_nor_who_is_restricted_nor_the_intruder(
    banned: UUID, ada: Person, mona: Person, ivo: Person, news: Community
) -> None:
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    with pytest.raises(SamePerson):
        claim_restriction_appeal(acting(mona), appeal_id)
    with pytest.raises(SamePerson):
        answer_restriction_appeal(acting(mona), appeal_id, outcome="overturned", note="Fine.")
    with pytest.raises(NotAllowed):
        answer_restriction_appeal(acting(ivo), appeal_id, outcome="overturned", note="Fine.")
    grant(ada, "moderator", news)
    with pytest.raises(NotAllowed):
        answer_restriction_appeal(acting(ada), appeal_id, outcome="overturned", note="Fine.")


def test_what_concerns_people_of_the_newsroom_operators_answer(
    mona: Person, marc: Person, otto: Person, news: Community
) -> None:
    warned = restrict(COMMAND, mona.id, news.id, kind="warn", reason="Not so loud.")
    appeal_id = appeal_restriction(acting(mona), warned, WHY)
    with pytest.raises(NotAllowed):
        answer_restriction_appeal(acting(marc), appeal_id, outcome="overturned", note="Colleague.")
    answer_restriction_appeal(acting(otto), appeal_id, outcome="upheld", note="Please.")


def test_only_one_s_own_once_in_time_and_while_it_stands(
    banned: UUID, ada: Person, ivo: Person, mona: Person
) -> None:
    with pytest.raises(NotSignedIn):
        appeal_restriction(COMMAND, banned, WHY)
    with pytest.raises(NotAllowed):
        appeal_restriction(acting(ivo), banned, WHY)
    with pytest.raises(Invalid):
        appeal_restriction(acting(ada), banned, " ")
    with time_machine.travel(now() + timedelta(days=184)), pytest.raises(AppealNotPossible):
        appeal_restriction(acting(ada), banned, WHY)
    lift_restriction(acting(mona), banned)
    with pytest.raises(AppealNotPossible):
        appeal_restriction(acting(ada), banned, WHY)
    with pytest.raises(NotFound):
        reads.restriction_appeal(banned)


def test_an_answer_says_which_and_why(banned: UUID, ada: Person, marc: Person) -> None:
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    for wrong in ({"outcome": "maybe", "note": "Hm."}, {"outcome": "upheld", "note": " "}):
        with pytest.raises(Invalid):
            answer_restriction_appeal(acting(marc), appeal_id, **wrong)


def test_while_someone_has_it_nobody_else_answers(
    banned: UUID, ada: Person, marc: Person, edith: Person
) -> None:
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    claim_restriction_appeal(acting(marc), appeal_id)
    with pytest.raises(Overtaken):
        claim_restriction_appeal(acting(edith), appeal_id)
    release_restriction_appeal(acting(edith), appeal_id)  # not hers to give back
    with pytest.raises(Overtaken):
        answer_restriction_appeal(acting(edith), appeal_id, outcome="upheld", note="Hm.")
    release_restriction_appeal(acting(marc), appeal_id)
    answer_restriction_appeal(acting(edith), appeal_id, outcome="upheld", note="It stands.")


def test_lifted_meanwhile_the_appeal_is_answered_by_that(banned: UUID, ada: Person, mona: Person) -> None:
    appeal_id = appeal_restriction(acting(ada), banned, WHY)
    before = len(letters("ada@demo.example"))
    lift_restriction(acting(mona), banned)
    answered = reads.restriction_appeal(appeal_id)
    assert (answered.state, answered.outcome) == ("answered", "overturned")
    assert len(letters("ada@demo.example")) == before + 1
