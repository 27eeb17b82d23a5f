"""A limit on what a person may do, with its reason: a warning, a hold, a slower pace, a suspension, a ban."""

from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import HOUSE, Actor
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.moderation import rules
from undersigned.people import actions as people
from undersigned.people import evidence, reads
from undersigned.people.shapes import AuthorFacts

from .letters import write_to

KINDS = ("warn", "hold", "slow", "suspend", "ban")
BARRING = ("suspend", "ban")
MOST_SUBMISSIONS = 1_000
SLOWEST_SECONDS = 604_800
STAFF = frozenset({"moderator", "editor", "operator"})
LONGEST_REASON = 1000


def restrict(
    actor: Actor,
    person_id: UUID,
    community_id: UUID | None,
    *,
    kind: str,
    reason: str,
    until: datetime | None = None,
    submissions: int | None = None,
    every_seconds: int | None = None,
) -> UUID:
    """Restrict a person in one community or, with none, everywhere; they are told, with the reason.

    Shape   kind: of `KINDS`; reason: 1–1,000 characters, read by the person; until: in the future, needed to
            suspend; submissions: to hold the next so many; every_seconds: needed to slow, between two
            submissions → id of the Restriction
    Errors  NotSignedIn, NotAllowed (also for oneself; staff by operators only), NotFound,
            Invalid(kind | reason | until | submissions | every_seconds)
    Source  rules N6, N8; DSA art. 17
    """
    reason = reason.strip()
    _check(kind, reason, until)
    _check_numbers(kind, submissions, every_seconds)
    require_may_limit(actor, person_id, community_id)
    with transaction.atomic():
        made = people.restrict(
            person_id,
            community_id,
            kind,
            reason=reason,
            until=until,
            by_id=actor.person_id,
            submissions=submissions,
            every_seconds=every_seconds,
        )
        minutes = None if every_seconds is None else ceil(every_seconds / 60)
        facts: dict[str, Any] = {
            "kind": kind,
            "reason": reason,
            "until": until,
            "submissions": submissions,
            "minutes": minutes,
        }
        appeal_until = made.at + rules.APPEAL_WINDOW
        facts |= {"restriction_id": made.id, "appeal_until": appeal_until, "place": place_of(community_id)}
        write_to(person_id, "restricted", **facts)
        ledger.append(
            "person:restricted",
            actor,
            person_id,
            community_id=community_id,
            **evidence.of_restriction(made),
            **evidence.of_lifting(made),
        )
    return made.id


def require_may_limit(actor: Actor, person_id: UUID, community_id: UUID | None) -> None:
    """Who restricts a person, and who lifts that again: a moderator; where people of the newsroom are
    concerned, operators only; nobody for themselves.

    Errors  NotSignedIn, NotAllowed
    """
    reads.require(actor, community_id, "moderator")
    if person_id == actor.person_id:
        raise NotAllowed
    if reads.standings(person_id, community_id) & STAFF:
        reads.require(actor, community_id)


def count_submission(author: AuthorFacts) -> None:
    """A submission was sent that restrictions count: the last one ends them, and the person is told."""
    for restriction_id in author.counted_holds:
        ended = people.count_submission(restriction_id)
        if ended is not None:
            facts = {"kind": ended.kind, "is_over": True, "place": place_of(ended.community_id)}
            write_to(author.person_id, "restriction-lifted", **facts)
            ledger.append(
                "person:unrestricted",
                HOUSE,
                author.person_id,
                community_id=ended.community_id,
                restriction=ended.id,
                **evidence.of_lifting(ended),
            )


def place_of(community_id: UUID | None) -> str:
    """Where a restriction holds, by the community's name; empty where it holds everywhere."""
    return "" if community_id is None else communities.by_id(community_id).name


def is_barred(person_id: UUID, community_id: UUID | None) -> bool:
    """Whether something in force keeps a person from submitting there; with none, in any community."""
    return any(
        limit.kind in BARRING and (community_id is None or limit.community_id in (None, community_id))
        for limit in reads.restrictions_anywhere(person_id)
    )


def _check_numbers(kind: str, submissions: int | None, every_seconds: int | None) -> None:
    if submissions is not None and (kind != "hold" or not 1 <= submissions <= MOST_SUBMISSIONS):
        raise Invalid({"submissions": ["does-not-fit-limit" if kind != "hold" else _size(submissions)]})
    if kind == "slow" and every_seconds is None:
        raise Invalid({"every_seconds": ["required"]})
    if every_seconds is not None and (kind != "slow" or not 1 <= every_seconds <= SLOWEST_SECONDS):
        raise Invalid({"every_seconds": ["does-not-fit-limit" if kind != "slow" else _size(every_seconds)]})


def _size(number: int) -> str:
    return "too-small" if number < 1 else "too-big"


def _check(kind: str, reason: str, until: datetime | None) -> None:
    if kind not in KINDS:
        raise Invalid({"kind": ["unknown"]})
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid({"reason": ["too-long" if reason else "required"]})
    if until is not None and until <= clock.now():
        raise Invalid({"until": ["in-the-past"]})
    if kind == "suspend" and until is None:
        raise Invalid({"until": ["required"]})
