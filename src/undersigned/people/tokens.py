"""Session tokens: the bearer tokens of the JSON doors. One is the key of a session kept on the server."""

from uuid import UUID

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token, new_session
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef

from undersigned.kernel.errors import NotFound
from undersigned.people.models import Person
from undersigned.people.reads import active, powers
from undersigned.prepared import Rows

_powerless = Rows(
    lambda person: Person.objects.filter(~Exists(powers(OuterRef("pk"))), id=person, is_active=True)
)


class NewsroomsWord(BaseBackend):
    """Whom a session stands for that a newsroom's token opened: nobody, once a standing hangs on them.

    Django asks the backend that a session names, whichever door it comes through.
    """

    def get_user(self, user_id: UUID) -> Person | None:
        return _powerless.first(person=user_id)


def issue_token(person_id: UUID) -> str:
    """A new token that acts as this person until it is ended, grows old, or they are given a standing.

    Errors  NotFound: no such person, or one whose account is closed
    """
    person = active(person_id)
    if person is None:
        raise NotFound
    session = new_session()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = f"{NewsroomsWord.__module__}.{NewsroomsWord.__qualname__}"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def person_for_token(token: str) -> UUID | None:
    """Whom a token acts as; None for one that is unknown, ended, too old, or not signed in yet."""
    found = authenticate_by_x_session_token(token)
    return found[0].pk if found else None


def end_token(token: str) -> None:
    """Sign out: the token acts as nobody from now on."""
    new_session().delete(token)
