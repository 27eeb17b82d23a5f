"""What is asked of a person with every submission: so it is written out, or put together once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound
from undersigned.people.models import Name, Person, Restriction, Standing
from undersigned.people.rules import full_name, hold_reasons
from undersigned.people.shapes import AuthorFacts
from undersigned.prepared import Rows

AUTHOR = """
    SELECT name.id, name.person_id, name.first, name.last, name.state, name.doubts,
        person.language, person.email, person.place,
        EXISTS (SELECT 1 FROM account_emailaddress AS address
            WHERE address.user_id = person.id AND address.email = person.email AND address.verified
        ) AS email_confirmed,
        (SELECT display.name FROM people_displayname AS display
            WHERE display.person_id = person.id AND display.community_id = %s AND display.replaced_at IS NULL
        ) AS display_name
    FROM people_name AS name JOIN people_person AS person ON person.id = name.person_id
    WHERE name.person_id = %s AND name.replaced_at IS NULL AND person.is_active
"""
_active = Rows(lambda person: Person.objects.filter(id=person, is_active=True))
_standings = Rows(
    lambda person, community: Standing.objects.filter(
        Q(community=None) | Q(community_id=community),
        person_id=person,
        ended_at=None,
        person__is_active=True,
    ).values_list("kind", flat=True)
)
_restrictions = Rows(
    lambda person, community, now: Restriction.objects.filter(
        Q(community=None) | Q(community_id=community),
        Q(until=None) | Q(until__gt=now),
        person_id=person,
        lifted_at=None,
    ).order_by("at")
)
PUBLIC_BADGES = (Standing.Kind.MEMBER, Standing.Kind.MODERATOR, Standing.Kind.EDITOR)


def author(person_id: UUID, community_id: UUID) -> AuthorFacts:
    """A person as an author in one community.

    Errors  NotFound: no such person, or one whose account is no longer active
    """
    asked = [Name.id.field.get_db_prep_value(each, connection) for each in (community_id, person_id)]
    name: Any = next(iter(Name.objects.raw(AUTHOR, asked)), None)
    if name is None:
        raise NotFound
    held = standings(person_id, community_id)
    limits = restrictions_in_force(person_id, community_id)
    kinds = {limit.kind for limit in limits}
    reasons = hold_reasons(name.state, name.doubts, is_restricted=Restriction.Kind.HOLD in kinds)
    return AuthorFacts(
        person_id=person_id,
        language=name.language,
        email=name.email,
        email_confirmed=bool(name.email_confirmed),
        first=name.first,
        last=name.last,
        full_name=full_name(name.first, name.last),
        name_id=name.id,
        name_state=name.state,
        name_doubts=tuple(name.doubts),
        display_name=name.display_name,
        place=name.place,
        standing=tuple(kind.value for kind in PUBLIC_BADGES if kind.value in held),
        is_suspended_until=_suspended_until(limits),
        is_banned=_is_banned(limits),
        slow_seconds=max((limit.every_seconds or 0 for limit in limits), default=0),
        counted_holds=tuple(limit.id for limit in limits if limit.submissions_left is not None),
        must_hold=bool(reasons),
        hold_reasons=reasons,
    )


def active(person_id: UUID) -> Person | None:
    """A person whose account is not closed."""
    return _active.first(person=person_id)


def standings(person_id: UUID, community_id: UUID | None) -> frozenset[str]:
    """The standings in force in one community; with none, only those that hold everywhere."""
    return frozenset(_standings(person=person_id, community=community_id))


def restrictions_in_force(person_id: UUID, community_id: UUID | None) -> list[Restriction]:
    """The restrictions in force in one community (or, with none, everywhere), oldest first."""
    return _restrictions(person=person_id, community=community_id, now=now())


def _suspended_until(limits: list[Restriction]) -> datetime | None:
    ends = [limit.until for limit in limits if limit.kind == Restriction.Kind.SUSPEND]
    return max((end for end in ends if end is not None), default=None)


def _is_banned(limits: list[Restriction]) -> bool:
    """A ban; a suspension without an end is one too."""
    return any(
        limit.kind == Restriction.Kind.BAN or (limit.kind == Restriction.Kind.SUSPEND and limit.until is None)
        for limit in limits
    )
