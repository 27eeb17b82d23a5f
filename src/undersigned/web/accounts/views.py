"""What the doors of accounts answer in our own words."""

from django.http import HttpRequest, HttpResponse

from undersigned.kernel.errors import TooFast
from undersigned.web import problems

WINDOW_SECONDS = 60  # of most limits; those that are longer answer the same again


def too_fast(request: HttpRequest) -> HttpResponse:
    """The page of a limit that was met."""
    return problems.response(TooFast(WINDOW_SECONDS), request)
