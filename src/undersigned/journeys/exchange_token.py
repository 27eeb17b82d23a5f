"""A newsroom's signed token becomes a session here: its reader is signed in, or joins."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people.newsroom_tokens import read_token
from undersigned.people.tokens import issue_token

from .join import Newcomer, join

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Shape  session_token: to be sent as a bearer token"""

    person_id: UUID
    session_token: str
    is_new: bool


def exchange_token(actor: Actor, token: str) -> Exchanged:
    """Sign in whom a newsroom vouches for; whoever comes for the first time joins with the name it gives.

    The name is checked like any other. A role in the token counts for nothing.

    Shape   actor: a newsroom; token: signed with a key on record, for this site, at most five minutes long,
            never used before
    Errors  NotAllowed, TokenNotAccepted(reason), NameNotAccepted, Invalid(email)
    Source  rule N9; RFC 8725
    """
    if actor.kind != "newsroom":
        raise NotAllowed
    key, claims = read_token(token, settings.BASE_URL)
    with transaction.atomic():
        people.spend(key, claims)
        person = people.known_to_newsroom(key.community_id, claims)
        if person is not None:
            person_id = person.id
        else:
            language = claims.language if claims.language in LANGUAGES else settings.LANGUAGE_CODE
            newcomer = Newcomer(claims.email, claims.first, claims.last, claims.is_single, language)
            person_id = join(actor, newcomer, email_confirmed=True)
            people.identify(person_id, key.community_id, claims)
        session_token = issue_token(person_id)
        ledger.append("person:vouched-for", actor, person_id, community_id=key.community_id, key=key.id)
    return Exchanged(person_id, session_token, is_new=person is None)
