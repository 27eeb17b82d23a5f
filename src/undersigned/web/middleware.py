"""Every refusal becomes a problem answer, whichever door it came through."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn, Refused
from undersigned.web import problems
from undersigned.web.errors import MethodNotAllowed


class ProblemMiddleware(MiddlewareMixin):
    """What a view raises, said in the words of `problems.py`. Faults are left to `views.unexpected`."""

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
        """A bare 405, Django's or Ninja's own, gets its words; `Allow` stays."""
        if response.status_code != 405:
            return response
        answer = problems.response(MethodNotAllowed(), request)
        answer["Allow"] = response.get("Allow", "")
        return answer
