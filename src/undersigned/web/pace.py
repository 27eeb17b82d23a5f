"""How often a visitor without an account may do something, by the network they come from.

Counted in the cache that all processes share, and nowhere longer than the pace looks back; the
address itself is never stored. Two tries at the very same moment may count as one.
"""

from ipaddress import ip_address, ip_network
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from undersigned.kernel.errors import TooFast

REPORTS = ("reports", 5, 600)  # policy, how many, in so many seconds
NOTICES = ("notices", 10, 600)
NOTICES_UNPROVEN = ("notices-unproven", 2, 3_600)  # taken up at once, without proof of work or a letter
LETTERS = ("letters", 5, 3_600)  # to one address that a stranger gave
IPV6_SITE = 64  # one household or office holds all of these


def keep_pace(
    request: HttpRequest, policy: str, limit: int, window_seconds: int, *, of: str = ""
) -> tuple[int, int]:
    """Count one try; refuse those over the limit until the window is over.

    Shape   of: whose tries are counted, where it is not the network's → how many tries are left, and for
            how many seconds this window lasts
    Errors  TooFast(retry_after_seconds)
    """
    window, passed = divmod(int(time()), window_seconds)
    key = f"pace:{policy}:{window}:{salted_hmac('pace', of or _network(request)).hexdigest()}"
    tries: int = cache.get(key, 0) + 1
    cache.set(key, tries, window_seconds)
    if tries > limit:
        raise TooFast(window_seconds - passed, policy=policy, limit=limit, window_seconds=window_seconds)
    return limit - tries, window_seconds - passed


def keep_pace_of_reports(request: HttpRequest, email: str) -> tuple[int, int]:
    """Count one report by somebody without an account, and the letter it will cost.

    Shape   as `keep_pace`
    Errors  TooFast(retry_after_seconds)
    """
    kept = keep_pace(request, *REPORTS)
    keep_pace(request, *LETTERS, of=email.casefold())
    return kept


def keep_pace_of_notices(request: HttpRequest, email: str, *, is_proven: bool) -> tuple[int, int]:
    """Count one notice of unlawful content, and the letter it will cost; where there is neither a letter nor
    proof of work, one of the few that are taken up so.

    Shape   as `keep_pace`
    Errors  TooFast(retry_after_seconds)
    """
    kept = keep_pace(request, *NOTICES)
    if email:
        keep_pace(request, *LETTERS, of=email.casefold())
    elif not is_proven:
        keep_pace(request, *NOTICES_UNPROVEN)
    return kept


def _network(request: HttpRequest) -> str:
    """The address that the trusted proxies, if any, saw; of IPv6 the part that is one site."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):  # a socket of this machine has no address
        return ""
    return str(ip_network((address, IPV6_SITE), strict=False)) if address.version == 6 else str(address)
