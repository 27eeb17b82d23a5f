"""What this room writes. Called by journeys, inside their transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from undersigned.communities import reads as communities
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound
from undersigned.people.display_names import DISPLAY_NAME, as_drawn, as_spelled
from undersigned.people.doubts import Doubt
from undersigned.people.erasing import erase as erase
from undersigned.people.errors import EmailTaken, NameNotAccepted, TokenNotAccepted
from undersigned.people.models import (
    Confirmation,
    DisplayName,
    Name,
    NewsroomIdentity,
    NewsroomKey,
    Person,
    Restriction,
    SpentToken,
    Standing,
)
from undersigned.people.newsroom_tokens import SKEW, Claims, Reason
from undersigned.people.reads import has_power
from undersigned.people.rules import Verdict, check_name
from undersigned.people.sessions import forget_sessions as forget_sessions
from undersigned.people.tries import forget_tries as forget_tries


def accepted(first: str, last: str, *, is_single: bool = False) -> Verdict:
    """The name as it will be kept, with its doubts. Errors  NameNotAccepted"""
    house = communities.house_names()
    verdict = check_name(first, last, is_single=is_single, house=house)
    if not verdict.is_accepted:
        raise NameNotAccepted((refusal.field, refusal.reason) for refusal in verdict.refusals)
    return verdict


def register(
    *,
    email: str,
    name: Verdict,
    language: str,
    password: str | None,
) -> Person:
    """A new account with its first name on record.

    Shape   name: from `accepted`; no password: nobody can sign in with one
    Errors  EmailTaken
    """
    person = Person(email=email, language=language)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as conflict:
        raise EmailTaken from conflict
    give_name(person.id, name)
    return person


def confirm_email(person_id: UUID) -> None:
    """Mark the person's own address as theirs, on someone's word other than a mailed link."""
    person = locked(person_id)
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


def give_name(person_id: UUID, name: Verdict, *, more_doubts: Sequence[Doubt] = ()) -> Name:
    """A new name in use, declared; the one before it stays on record. Shape  name: from `accepted`"""
    moment = now()
    Name.objects.filter(person_id=person_id, replaced_at=None).update(replaced_at=moment)
    return Name.objects.create(
        person_id=person_id,
        first=name.first,
        last=name.last,
        is_single=name.is_single,
        doubts=[str(doubt) for doubt in (*name.doubts, *more_doubts)],
        given_at=moment,
    )


def rule_on_name(name_id: UUID, *, state: str, note: str, by_id: UUID | None) -> Confirmation:
    """A person's ruling on a name in use. Errors  NotFound: no such name, or no longer in use"""
    name = Name.objects.select_for_update().filter(id=name_id, replaced_at=None).first()
    if name is None:
        raise NotFound
    ruling = Confirmation.objects.create(name=name, state=state, note=note, by_id=by_id)
    name.state = state
    name.save(update_fields=["state"])
    return ruling


def set_display_name(person_id: UUID, community_id: UUID, name: str) -> DisplayName:
    """What the person is called from now on in that youth community.

    A name that someone else had there stays theirs when they choose another: what they signed with it
    still stands.

    Errors  NameNotAccepted(display_name: someone-elses)
    """
    moment = now()
    spelled, drawn = as_spelled(name), as_drawn(name)
    here = DisplayName.objects.filter(community_id=community_id)
    if here.filter(Q(spelled=spelled) | Q(drawn=drawn)).exclude(person_id=person_id).exists():
        raise _taken(name)
    here.filter(person_id=person_id, replaced_at=None).update(replaced_at=moment)
    try:
        with transaction.atomic():
            return DisplayName.objects.create(
                person_id=person_id,
                community_id=community_id,
                name=name,
                spelled=spelled,
                drawn=drawn,
                chosen_at=moment,
            )
    except IntegrityError as conflict:  # another chose it at the same moment
        raise _taken(name) from conflict


def set_place(person_id: UUID, place: str) -> None:
    """Where the person writes from, for the byline; empty to say nothing."""
    Person.objects.filter(id=person_id).update(place=place)


def set_language(person_id: UUID, language: str) -> None:
    """The language in which the person is written to."""
    Person.objects.filter(id=person_id).update(language=language)


def grant(person_id: UUID, community_id: UUID | None, kind: str, *, by_id: UUID | None) -> Standing | None:
    """A standing, there or everywhere; None when it is in force already."""
    locked(person_id)
    if _in_force(person_id, community_id, kind).exists():
        return None
    return Standing.objects.create(
        person_id=person_id, community_id=community_id, kind=kind, granted_by_id=by_id
    )


def end_standing(person_id: UUID, community_id: UUID | None, kind: str) -> Standing:
    """Errors  NotFound: no such standing is in force"""
    standing = _in_force(person_id, community_id, kind).select_for_update().first()
    if standing is None:
        raise NotFound
    standing.ended_at = now()
    standing.save(update_fields=["ended_at"])
    return standing


def restrict(
    person_id: UUID,
    community_id: UUID | None,
    kind: str,
    *,
    reason: str,
    until: datetime | None,
    by_id: UUID | None,
    submissions: int | None = None,
    every_seconds: int | None = None,
) -> Restriction:
    """A limit on what a person may do, there or everywhere."""
    locked(person_id)
    return Restriction.objects.create(
        person_id=person_id,
        community_id=community_id,
        kind=kind,
        reason=reason,
        until=until,
        by_id=by_id,
        submissions_left=submissions,
        every_seconds=every_seconds,
    )


def count_submission(restriction_id: UUID) -> Restriction | None:
    """One of the submissions that a restriction holds was sent; the restriction, if that was the last."""
    left = Restriction.objects.select_for_update().filter(id=restriction_id, lifted_at=None).first()
    if left is None or left.submissions_left is None:
        return None
    left.submissions_left = max(0, left.submissions_left - 1)
    left.lifted_at = now() if left.submissions_left == 0 else None
    left.save(update_fields=["submissions_left", "lifted_at"])
    return left if left.submissions_left == 0 else None


def lift(restriction_id: UUID) -> Restriction:
    """End a restriction before its time. Errors  NotFound: none such in force"""
    restriction = Restriction.objects.select_for_update().filter(id=restriction_id, lifted_at=None).first()
    if restriction is None:
        raise NotFound
    restriction.lifted_at = now()
    restriction.save(update_fields=["lifted_at"])
    return restriction


def trust_key(community_id: UUID, *, key_id: str, algorithm: str, public_key: str) -> NewsroomKey | None:
    """Trust a newsroom's public key to sign people in to that community; None when the id is taken."""
    try:
        with transaction.atomic():
            return NewsroomKey.objects.create(
                community_id=community_id, key_id=key_id, algorithm=algorithm, public_key=public_key
            )
    except IntegrityError:
        return None


def distrust_key(key_id: str) -> NewsroomKey:
    """Accept nothing signed with it from now on. Errors  NotFound"""
    key = NewsroomKey.objects.select_for_update().filter(key_id=key_id, ended_at=None).first()
    if key is None:
        raise NotFound
    key.ended_at = now()
    key.save(update_fields=["ended_at"])
    return key


def spend(key: NewsroomKey, claims: Claims) -> None:
    """Let a token count once. Errors  TokenNotAccepted(spent)"""
    SpentToken.objects.filter(expires_at__lt=now() - SKEW).delete()
    try:
        with transaction.atomic():
            SpentToken.objects.create(key=key, token_id=claims.token_id, expires_at=claims.expires_at)
    except IntegrityError:
        raise TokenNotAccepted(reason=Reason.SPENT) from None


def known_to_newsroom(community_id: UUID, claims: Claims) -> Person | None:
    """Whom a newsroom means: by its own subject, else by an address that it has confirmed.

    A token opens an account only while nothing more than reading and writing hangs on it: no standing, no
    second step, then or now. Whoever set a password without ever confirming the address loses it: the
    newsroom's reader is the one who owns it.

    Errors  TokenNotAccepted(account-closed | account-exists)
    """
    known = NewsroomIdentity.objects.filter(community_id=community_id, subject=claims.subject)
    identity = known.select_related("person").first()
    person = identity.person if identity else Person.objects.filter(email=claims.email).first()
    if person is None:
        return None
    if not person.is_active:
        raise TokenNotAccepted(reason=Reason.ACCOUNT_CLOSED)
    _require_plain(person)
    if identity is None:
        if not EmailAddress.objects.filter(user=person, verified=True).exists():
            person.set_password(None)
            person.save(update_fields=["password"])
            confirm_email(person.id)
        identify(person.id, community_id, claims)
    return person


def identify(person_id: UUID, community_id: UUID, claims: Claims) -> None:
    """From now on that subject of the newsroom is this person."""
    NewsroomIdentity.objects.create(person_id=person_id, community_id=community_id, subject=claims.subject)


def _require_plain(person: Person) -> None:
    if has_power(person.id) or Authenticator.objects.filter(user=person).exists():
        raise TokenNotAccepted(reason=Reason.ACCOUNT_EXISTS)


def _taken(display_name: str) -> NameNotAccepted:
    return NameNotAccepted([(DISPLAY_NAME, "someone-elses")], display_name=display_name)


def _in_force(person_id: UUID, community_id: UUID | None, kind: str) -> QuerySet[Standing]:
    there = Q(community_id=community_id) if community_id else Q(community=None)
    return Standing.objects.filter(there, person_id=person_id, kind=kind, ended_at=None)


def locked(person_id: UUID) -> Person:
    """The person's row, locked until the journey ends. Errors  NotFound"""
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound
    return person
