"""Sessions, as Django keeps them in the database; asked with every request that somebody signed."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from undersigned.kernel.clock import now
from undersigned.prepared import Rows

_running = Rows(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    """Django's store, with its one query put together once."""

    def _get_session_from_db(self) -> Session | None:
        session = _running.first(key=self.session_key, at=now())
        if session is None:
            self._session_key = None
        return session


def sessions_over() -> QuerySet[Session]:
    """Sessions that have ended by themselves."""
    return Session.objects.filter(expire_date__lt=now())


def forget_sessions() -> int:
    """Delete what is over; how many."""
    return sessions_over().delete()[0]
