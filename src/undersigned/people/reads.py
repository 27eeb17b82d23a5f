"""Who people are, how they sign, and what they may do. Nothing here writes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn
from undersigned.people.authors import active as active
from undersigned.people.authors import author as author
from undersigned.people.authors import restrictions_in_force
from undersigned.people.authors import standings as standings
from undersigned.people.models import Confirmation, DisplayName, Name, Person, Restriction, Standing
from undersigned.people.rules import full_name
from undersigned.people.sessions import sessions_over as sessions_over
from undersigned.people.shapes import NameGiven, Profile, RestrictionInForce, StandingHeld
from undersigned.people.tries import tries_over as tries_over


def profile(person_id: UUID) -> Profile:
    """A person's own account. Errors  NotFound"""
    name = _names_in_use().filter(person_id=person_id).first()
    if name is None:
        raise NotFound
    return Profile(
        person_id=person_id,
        email="" if name.person.erased_at else name.person.email,
        email_confirmed=name.email_confirmed,
        language=name.person.language,
        first=name.first,
        last=name.last,
        full_name=full_name(name.first, name.last),
        is_single=name.is_single,
        name_id=name.id,
        name_state=name.state,
        name_doubts=tuple(name.doubts),
        name_note=name.note or "",
        place=name.person.place,
        joined_at=name.person.joined_at,
    )


def names(person_id: UUID) -> list[NameGiven]:
    """Every name the person gave, newest first."""
    rows = Name.objects.filter(person_id=person_id).annotate(note=_last_note()).order_by("-given_at", "-id")
    return [_given(row) for row in rows]


def full_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What people are called now, in one query."""
    rows = Name.objects.filter(person_id__in=set(person_ids), replaced_at=None)
    return {row.person_id: full_name(row.first, row.last) for row in rows}


def name_given(name_id: UUID) -> NameGiven:
    """One name, in use or not.

    Errors  NotFound
    """
    row = Name.objects.filter(id=name_id).annotate(note=_last_note()).first()
    if row is None:
        raise NotFound
    return _given(row)


def names_to_look_at(limit: int = 100, after: UUID | None = None) -> list[NameGiven]:
    """Names in use that were doubted and not yet ruled on, the longest waiting first.

    Nobody is asked about an account whose address was never confirmed: it cannot submit.
    """
    rows = _doubtful_names().annotate(note=_last_note()).order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=after)
    return [_given(row) for row in rows[:limit]]


def names_waiting() -> int:
    """How many names are to be looked at."""
    return _doubtful_names().count()


def person_with_email(email: str) -> UUID | None:
    """The person of that address, confirmed or not."""
    return Person.objects.filter(email=email).values_list("id", flat=True).first()


def display_name(person_id: UUID, community_id: UUID) -> str | None:
    """What the person is called in that youth community, once chosen."""
    rows = DisplayName.objects.filter(person_id=person_id, community_id=community_id, replaced_at=None)
    return rows.values_list("name", flat=True).first()


def display_names(person_id: UUID) -> dict[UUID, str]:
    """What the person is called in youth communities, by their ids, in the order chosen."""
    rows = DisplayName.objects.filter(person_id=person_id, replaced_at=None).order_by("chosen_at", "id")
    return dict(rows.values_list("community_id", "name"))


def standings_held(person_id: UUID) -> list[StandingHeld]:
    """All standings in force, wherever they hold."""
    rows = Standing.objects.filter(person_id=person_id, ended_at=None).order_by("granted_at")
    return [StandingHeld(row.kind, row.community_id, row.granted_at) for row in rows]


def has_power(person_id: UUID) -> bool:
    """Whether a standing in force, anywhere, lets the person do more than read and write."""
    return powers(person_id).exists()


def powers(person_id: Any) -> QuerySet[Standing]:
    """The standings in force of a person, or of each that a query is about, that do so."""
    held = Standing.objects.filter(person_id=person_id, ended_at=None)
    return held.exclude(kind=Standing.Kind.MEMBER)


def moderators_by_language(community_id: UUID) -> dict[str, int]:
    """How many may decide in a community now, by the language of their account; operators not counted."""
    kinds = (Standing.Kind.MODERATOR, Standing.Kind.EDITOR)
    held = Standing.objects.filter(
        Q(community=None) | Q(community_id=community_id), kind__in=kinds, ended_at=None
    )
    rows = Person.objects.filter(is_active=True, standings__in=held).order_by("language")
    return dict(rows.values_list("language").annotate(Count("id", distinct=True)))


def restricted(community_id: UUID, since: datetime, until: datetime) -> dict[str, int]:
    """Restrictions placed in a time, in one community or everywhere, by kind."""
    here = Q(community=None) | Q(community_id=community_id)
    rows = Restriction.objects.filter(here, at__gte=since, at__lt=until).order_by("kind")
    return dict(rows.values_list("kind").annotate(Count("id")))


def has_operator() -> bool:
    """Whether anybody may do everything everywhere."""
    kind = Standing.Kind.OPERATOR
    return Standing.objects.filter(kind=kind, ended_at=None, community=None, person__is_active=True).exists()


def communities_of(person_id: UUID, *kinds: str) -> list[UUID] | None:
    """Where the person has one of these standings; None means everywhere. An operator counts as all."""
    wanted = [*kinds, Standing.Kind.OPERATOR]
    rows = Standing.objects.filter(
        person_id=person_id, ended_at=None, kind__in=wanted, person__is_active=True
    ).values_list("community_id", flat=True)
    places = set(rows)
    return None if None in places else sorted(place for place in places if place is not None)


def restrictions(person_id: UUID, community_id: UUID | None) -> list[RestrictionInForce]:
    """The restrictions in force in one community (or, with none, everywhere), oldest first."""
    return [_restriction(row) for row in restrictions_in_force(person_id, community_id)]


def restrictions_anywhere(person_id: UUID) -> list[RestrictionInForce]:
    """The restrictions in force, wherever they hold, oldest first."""
    rows = Restriction.objects.filter(Q(until=None) | Q(until__gt=now()), person_id=person_id, lifted_at=None)
    return [_restriction(row) for row in rows.order_by("at")]


def restriction(restriction_id: UUID) -> RestrictionInForce:
    """One restriction that has not been lifted. Errors  NotFound"""
    row = Restriction.objects.filter(id=restriction_id, lifted_at=None).first()
    if row is None:
        raise NotFound
    return _restriction(row)


def restriction_row(restriction_id: UUID) -> Restriction:
    """One restriction, lifted or not, as a row to be appealed. Errors  NotFound"""
    row = Restriction.objects.filter(id=restriction_id).first()
    if row is None:
        raise NotFound(what="restriction")
    return row


def restrictions_told(person_id: UUID, among: Iterable[UUID]) -> list[RestrictionInForce]:
    """The restrictions in force wherever they hold, and these whether in force or not; newest first."""
    runs = Q(Q(until=None) | Q(until__gt=now()), lifted_at=None)
    rows = Restriction.objects.filter(runs | Q(id__in=list(among)), person_id=person_id)
    return [_restriction(row) for row in rows.order_by("-at", "-id")]


def restricting(
    community_id: UUID, since: datetime, until: datetime, kinds: Iterable[str], *, everywhere_too: bool
) -> list[RestrictionInForce]:
    """Restrictions of a time in one community, lifted meanwhile or not, oldest first.

    Shape  everywhere_too: those that hold everywhere as well
    """
    there = Q(community_id=community_id) | (Q(community=None) if everywhere_too else Q())
    rows = Restriction.objects.filter(there, at__gte=since, at__lt=until, kind__in=list(kinds))
    return [_restriction(row) for row in rows.order_by("at", "id")]


def who_holds(community_id: UUID | None, *kinds: str) -> list[UUID]:
    """Who has one of these standings in one community or everywhere; with no community, everywhere."""
    there = Q(community=None) if community_id is None else Q(community=None) | Q(community_id=community_id)
    rows = Standing.objects.filter(there, kind__in=kinds, ended_at=None, person__is_active=True)
    return sorted(set(rows.values_list("person_id", flat=True)))


def require(actor: Actor | None, community_id: UUID | None, *kinds: str) -> None:
    """Pass when the actor has one of these standings there, or is an operator or no person at all.

    Shape   community_id: None asks for a standing that holds everywhere
    Errors  NotSignedIn, NotAllowed
    """
    if _is_trusted(actor):
        return
    held = standings(_person_id(actor), community_id)
    if held.isdisjoint({*kinds, Standing.Kind.OPERATOR}):
        raise NotAllowed


def require_somewhere(actor: Actor | None, *kinds: str) -> None:
    """Pass when the actor has one of these standings in any community at all.

    Errors  NotSignedIn, NotAllowed
    """
    if _is_trusted(actor):
        return
    if communities_of(_person_id(actor), *kinds) == []:
        raise NotAllowed


def _is_trusted(actor: Actor | None) -> bool:
    return actor is not None and actor.kind in ("command", "house", "newsroom")


def _person_id(actor: Actor | None) -> UUID:
    if actor is None or actor.person_id is None:
        raise NotSignedIn
    return actor.person_id


def _names_in_use() -> QuerySet[Any]:
    """Names in use with their person, and with what is annotated here, which the types cannot tell."""
    return (
        Name.objects.filter(replaced_at=None)
        .select_related("person")
        .annotate(email_confirmed=_email_confirmed(), note=_last_note())
    )


def _email_confirmed() -> Exists:
    return Exists(
        EmailAddress.objects.filter(user=OuterRef("person"), email=OuterRef("person__email"), verified=True)
    )


def _doubtful_names() -> QuerySet[Name]:
    rows = Name.objects.filter(replaced_at=None, state=Name.State.DECLARED, person__is_active=True)
    return rows.filter(_email_confirmed()).exclude(doubts=[])


def _last_note() -> Subquery:
    return Subquery(Confirmation.objects.filter(name=OuterRef("pk")).order_by("-at").values("note")[:1])


def _given(row: Name) -> NameGiven:
    return NameGiven(
        name_id=row.id,
        person_id=row.person_id,
        first=row.first,
        last=row.last,
        full_name=full_name(row.first, row.last),
        is_single=row.is_single,
        state=row.state,
        doubts=tuple(row.doubts),
        note=getattr(row, "note", None) or "",
        given_at=row.given_at,
        replaced_at=row.replaced_at,
    )


def _restriction(row: Restriction) -> RestrictionInForce:
    return RestrictionInForce(
        row.id,
        row.person_id,
        row.kind,
        row.community_id,
        row.reason,
        row.at,
        row.until,
        row.submissions_left,
        row.every_seconds,
        row.by_id,
        row.lifted_at,
    )
