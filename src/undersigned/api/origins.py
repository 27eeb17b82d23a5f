"""Pages of other sites: which calls they may make, and what their browsers have to be told (CORS).

Public reads are open to any page. What an author does is open to pages of the origins that a community
lists; the desk, and the newsroom's own system, to this site's pages alone. None but this site's own
pages are ever recognised by the cookie of a session.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from undersigned.communities import reads as communities

from .answering import nothing
from .calls import complete_api

WRITING = frozenset(
    [
        "submit_comment",
        "revise_comment",
        "withdraw_comment",
        "recommend_comment",
        "unrecommend_comment",
        "report_comment",
        "appeal_decision",
        "get_me",
        "put_display_name",
        "list_my_comments",
        "exchange_session",
    ]
)
STAYING = frozenset(["keep_session", "resume_session", "leave_session"])  # these bring a cookie of their own

OPEN = "undersigned.open-elsewhere"
ANYONE = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match, Last-Event-ID",
    "Access-Control-Max-Age": "86400",
}
ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, Accept-Language, X-Session-Token"
EXPOSED = "ETag, Content-Language, Retry-After"
EXPOSED_TO_WRITERS = f"{EXPOSED}, RateLimit, RateLimit-Policy"
REMEMBERED_SECONDS = "600"  # an origin taken off the list is refused soon
SAME_SITE = ("same-origin", "none")


def methods_open(names: frozenset[str]) -> dict[str, frozenset[str]]:
    """By which methods each route leads to one of these calls."""
    paths = complete_api().get_openapi_schema(path_prefix="")["paths"]
    return {
        address.removeprefix("/").replace("{", "<").replace("}", ">"): frozenset(
            method.upper() for method, call in item.items() if call["operationId"] in names
        )
        for address, item in paths.items()
    }


def mark_open(request: HttpRequest, *, is_open: bool) -> None:
    """Note on the request whether its call is open to pages elsewhere: `callers` asks for it."""
    request.META[OPEN] = is_open


def is_open(request: HttpRequest) -> bool:
    return bool(request.META.get(OPEN))


def method_meant(request: HttpRequest) -> str:
    """The request's method; of a preflight, the one that it asks about."""
    asked = request.headers.get("Access-Control-Request-Method") if request.method == "OPTIONS" else None
    return (asked or request.method or "").upper()


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another origin asks, however near its site is."""
    origin = request.headers.get("Origin")
    if origin is not None and not _is_own(request, origin):
        return True
    return request.headers.get("Sec-Fetch-Site", "none") not in SAME_SITE


def origin_of(request: HttpRequest) -> str:
    """The origin whose page asks: this site's own, or one that a community lists.

    Errors  OriginNotAllowed, also where the browser names none
    """
    origin = request.headers.get("Origin", "")
    if not _is_own(request, origin):
        communities.require_origin(origin)
    return origin


def preflight_of_anyone() -> HttpResponseBase:
    """Yes, to a public read."""
    answer: HttpResponseBase = nothing()
    for name, value in ANYONE.items():
        answer[name] = value
    return answer


def preflight(request: HttpRequest, methods: frozenset[str], community: str | None) -> HttpResponseBase:
    """Yes, to a page of an origin on the list.

    Errors  OriginNotAllowed
    """
    communities.require_origin(request.headers.get("Origin", ""), community)
    answer: HttpResponseBase = nothing()
    answer["Access-Control-Allow-Methods"] = ", ".join(sorted(methods))
    answer["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    answer["Access-Control-Max-Age"] = REMEMBERED_SECONDS
    return answer


def tell_anyone(answer: HttpResponseBase) -> None:
    """Any page may read the answer."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = EXPOSED


def tell_page(
    request: HttpRequest, answer: HttpResponseBase, community: str | None, *, with_cookie: bool
) -> None:
    """The page that asks may read the answer, if its origin is on the list."""
    patch_vary_headers(answer, ["Origin"])
    origin = request.headers.get("Origin", "")
    if not origin or _is_own(request, origin) or not communities.allows(origin, community):
        return
    answer["Access-Control-Allow-Origin"] = origin
    answer["Access-Control-Expose-Headers"] = EXPOSED_TO_WRITERS
    if with_cookie:
        answer["Access-Control-Allow-Credentials"] = "true"


def _is_own(request: HttpRequest, origin: str) -> bool:
    """This site, at the address that readers use or at the one that was asked."""
    base = urlsplit(settings.BASE_URL)
    return origin in (f"{base.scheme}://{base.netloc}", f"{request.scheme}://{request.get_host()}")
