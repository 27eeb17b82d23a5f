"""Signed in on a page of another site: short tokens, and a key that a browser keeps for that page alone.

All are rows of the session table and hang under a session of this site: with it they end. None has a
person of its own, so every door but the one that asks here finds nobody in them; whoever asks here
must see to it that they open what an author may do and nothing more.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.core.internal.sessionkit import get_session_user
from allauth.headless.internal.sessionkit import lookup_session, new_session
from django.contrib.auth import SESSION_KEY

from undersigned.kernel.errors import NotSignedIn

TOKEN_SECONDS = 86_400
GRACE_SECONDS = 60  # for a second tab that comes with the key just replaced

KIND, UNDER, ORIGIN, SPENT = (f"elsewhere-{name}" for name in ("kind", "under", "origin", "spent"))
SIGN_IN, TOKEN, KEPT = "sign-in", "token", "kept"


@dataclass(frozen=True, slots=True)
class Resumed:
    """Shape  kept: the key to keep from now on; None where it was just replaced already"""

    token: str
    kept: str | None


def sign_in(session_key: str, origin: str) -> str:
    """A token for a page of that origin, under a session of this site; both end with the session."""
    return _token(_begin(session_key), origin)


def own_token(session_key: str, origin: str) -> str:
    """A token for script of this very site: no sign-in of its own, it is signed in already."""
    return _token(session_key, origin)


def person_of(token: str) -> UUID | None:
    """Whom a token for a page elsewhere acts as; None for one that is unknown, ended or too old."""
    session = _found(token, TOKEN)
    return None if session is None else _person(session)


def keep(token: str, origin: str) -> str:
    """A key with which a page of this origin resumes the sign-in: of a token made for it, or of any session.

    Errors  NotSignedIn: a token that is not good, or was made for another origin
    """
    session = lookup_session(token)
    if session is None or _person(session) is None:
        raise NotSignedIn
    if session.get(SESSION_KEY) is not None:
        return _kept(_begin(token), origin)
    if (session[KIND], session[ORIGIN]) != (TOKEN, origin):
        raise NotSignedIn
    return _kept(session[UNDER], origin)


def resume(kept: str, origin: str) -> Resumed:
    """A new token for a kept key, and a new key in its place.

    Errors  NotSignedIn: unknown, ended, too old, or kept for another origin
    """
    session = _found(kept, KEPT)
    if session is None or session[ORIGIN] != origin or _person(session) is None:
        raise NotSignedIn
    token = _token(session[UNDER], origin)
    if session.get(SPENT):
        return Resumed(token, None)
    session[SPENT] = True
    session.set_expiry(GRACE_SECONDS)
    session.save()
    return Resumed(token, _kept(session[UNDER], origin))


def leave(key: str) -> None:
    """End the sign-in that a token or a kept key belongs to, with all its tokens and keys."""
    session = lookup_session(key)
    if session is None:
        return
    above = session.get(UNDER)
    if above is not None and _found(above, SIGN_IN) is not None:
        new_session().delete(above)
    new_session().delete(key)


def _begin(session_key: str) -> str:
    """A sign-in: a row whose key nobody is told."""
    return _created({KIND: SIGN_IN, UNDER: session_key})


def _token(under: str, origin: str) -> str:
    return _created({KIND: TOKEN, UNDER: under, ORIGIN: origin}, TOKEN_SECONDS)


def _kept(under: str, origin: str) -> str:
    return _created({KIND: KEPT, UNDER: under, ORIGIN: origin})


def _created(facts: dict[str, str], seconds: int | None = None) -> str:
    session = new_session()
    session.update(facts)
    session.set_expiry(seconds)
    session.create()
    return str(session.session_key)


def _found(key: str, kind: str) -> Any:
    """The row of that kind; none that somebody has signed in with since."""
    session = lookup_session(key)
    is_it = session is not None and session.get(KIND) == kind and session.get(SESSION_KEY) is None
    return session if is_it else None


def _person(session: Any) -> UUID | None:
    """Whoever is signed in with the session that all this hangs under."""
    while session is not None and session.get(SESSION_KEY) is None:
        above = session.get(UNDER)
        session = None if above is None else lookup_session(above)
    user = None if session is None else get_session_user(session)
    return None if user is None else user.pk
