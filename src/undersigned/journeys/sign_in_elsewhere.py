"""Someone signed in here goes on to a page of a newsroom's own site, and stays signed in there."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger.actions import append
from undersigned.people import elsewhere


@transaction.atomic
def sign_in_elsewhere(actor: Actor, session_key: str, community_id: UUID, origin: str) -> str:
    """A token with which pages of this origin write as the actor, and do nothing else a standing allows.

    Shape   session_key: the actor's session on this site; with it the token ends
    Errors  NotSignedIn, NotFound, OriginNotAllowed
    """
    if actor.person_id is None:
        raise NotSignedIn
    communities.require_origin(origin, communities.by_id(community_id).slug)
    append("person:signed-in-elsewhere", actor, actor.person_id, community_id=community_id)
    return elsewhere.sign_in(session_key, origin)


@transaction.atomic
def keep_signed_in(token: str, origin: str) -> str:
    """A key that the browser keeps, to be resumed from this origin. Errors  NotSignedIn"""
    return elsewhere.keep(token, origin)


@transaction.atomic
def resume_sign_in(kept: str, origin: str) -> elsewhere.Resumed:
    """A token for a kept key, which is replaced. Errors  NotSignedIn"""
    return elsewhere.resume(kept, origin)


@transaction.atomic
def resume_own_session(session_key: str, origin: str) -> str:
    """A token for script on this site's own pages, which cannot see the session's cookie."""
    return elsewhere.own_token(session_key, origin)


@transaction.atomic
def leave_elsewhere(*keys: str) -> None:
    """End the sign-ins that these tokens and kept keys belong to; what is unknown is ended already."""
    for key in keys:
        elsewhere.leave(key)
