"""What every answer passes: refusals put into words, one line in the log, one header."""

import logging
import time
from io import BytesIO
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from whitenoise.middleware import WhiteNoiseMiddleware

from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn, Refused
from undersigned.web import problems
from undersigned.web.errors import BadRequest, MethodNotAllowed
from undersigned.web.logs import route

log = logging.getLogger(__name__)
OPENED_UNTIL = "opened-until"  # in a session: someone signs in for a page elsewhere, till this moment

Response = TypeVar("Response", bound=HttpResponseBase)


def keep_opener(response: Response) -> Response:
    """Let the page that opened this window stay in touch with it."""
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


class ProblemMiddleware(MiddlewareMixin):
    """What a view raises, said in the words of `problems.py`. Faults are left to `views.unexpected`."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """No row has a NUL in it, and PostgreSQL will not even be asked for one."""
        if "\x00" in request.path:
            return problems.response(NotFound(), request)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return problems.response(BadRequest(), request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case Refused():
                return problems.response(exception, request)
            case Http404():
                return problems.response(NotFound(), request)
            case PermissionDenied():
                return problems.response(
                    NotAllowed() if request.user.is_authenticated else NotSignedIn(), request
                )
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """A bare 405, Django's or Ninja's own, gets its words; `Allow` stays. A bare 429 gets its wait."""
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", "60")  # allauth’s JSON has none
        if response.status_code != 405:
            return response
        answer = problems.response(MethodNotAllowed(), request)
        answer["Allow"] = response.get("Allow", "")
        return answer


class StaticMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc] # ships no types
    """Static files, whole: a file that is streamed Django reads synchronously under ASGI, and warns of it."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        with found.file or BytesIO() as file:
            answer = HttpResponse(file.read(), status=int(found.status))
        del answer["Content-Type"]
        for name, value in found.headers:
            answer[name] = value
        return answer


class PermissionsPolicyMiddleware(MiddlewareMixin):
    """Which of the browser's powers a page may ask for: passkeys, nothing else."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:  # noqa: ARG002 - Django passes it
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class OpenerMiddleware(MiddlewareMixin):
    """Account pages stay in touch with the page that opened their window, while someone signs in for it.

    A page that cut itself off (Cross-Origin-Opener-Policy) could never be undone: the window that asks
    at last, `/embed/sign-in/`, would find nobody to hand the sign-in to.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Before the view: signing out forgets the session."""
        until = request.session.get(OPENED_UNTIL, 0) if request.path.startswith("/account/") else 0
        request.META["undersigned.opened"] = until > time.time()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return keep_opener(response) if request.META.get("undersigned.opened") else response


class RequestLogMiddleware(MiddlewareMixin):
    """One line a request: the pattern of its address, never the address; no one's name."""

    def process_request(self, request: HttpRequest) -> None:
        request.META["undersigned.began"] = time.perf_counter()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        # allauth replays a request after asking who it is once more, with only the strings of its META
        began: float = request.META.get("undersigned.began", time.perf_counter())
        log.info(
            "answered",
            extra={
                "method": request.method,
                "route": route(request),
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response
