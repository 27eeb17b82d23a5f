"""The window in which someone signs in for a page of a newsroom's own site.

It opens beside that page, passes through the ordinary sign-in where that is needed, asks, and hands a
token to the page that opened it: by a message that no other origin can receive.
"""

from time import time
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.journeys.sign_in_elsewhere import sign_in_elsewhere
from undersigned.people import reads as people
from undersigned.web.actors import actor_of
from undersigned.web.middleware import OPENED_UNTIL, keep_opener

SIGN_IN_SECONDS = 1_800


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """`/embed/sign-in/?origin=…&community=…`: sign in if need be, say yes, and the token is handed over.

    Errors  NotFound, OriginNotAllowed
    """
    community = communities.by_slug(request.GET.get("community", ""))
    origin = request.GET.get("origin", "")
    communities.require_origin(origin, community.slug)
    request.session[OPENED_UNTIL] = time() + SIGN_IN_SECONDS
    if not request.user.is_authenticated:
        return keep_opener(redirect_to_login(request.get_full_path(), reverse("account_login")))
    context = {
        "community": community,
        "origin": origin,
        "host": urlsplit(origin).netloc,
        "name": people.profile(request.user.pk).full_name,
    }
    if request.method == "POST":
        session_key = str(request.session.session_key)
        context["token"] = sign_in_elsewhere(actor_of(request), session_key, community.id, origin)
        del request.session[OPENED_UNTIL]
    answer = keep_opener(render(request, "site/sign_in_elsewhere.html", context))
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
