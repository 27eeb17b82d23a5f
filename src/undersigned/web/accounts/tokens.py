"""Where allauth's own JSON door looks for the session token."""

from allauth.headless.internal.sessionkit import lookup_session
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from undersigned.web.actors import bearer


class EitherHeader(SessionTokenStrategy):  # type: ignore[misc]  # allauth ships no types
    """As under `/api/v1/`: `Authorization: Bearer …`, else `X-Session-Token`."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        token = bearer(request)
        return super().get_session_token(request) if token is None else token

    def lookup_session(self, session_token: str) -> SessionBase | None:
        """The session of a token, in one query where allauth asks first whether there is one."""
        session: SessionBase | None = lookup_session(session_token)
        return session
