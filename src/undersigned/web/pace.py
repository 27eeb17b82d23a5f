"""How often a visitor without an account may do something, by the network they come from.

Counted in the cache of this process and kept nowhere else; the address itself is never stored.
"""

from ipaddress import ip_address, ip_network
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from undersigned.kernel.errors import TooFast

IPV6_SITE = 64  # one household or office holds all of these


def keep_pace(request: HttpRequest, policy: str, limit: int, window_seconds: int) -> None:
    """Count one try; refuse those over the limit until the window is over.

    Errors  TooFast(retry_after_seconds)
    """
    window, passed = divmod(int(time()), window_seconds)
    key = f"pace:{policy}:{window}:{salted_hmac('pace', _network(request)).hexdigest()}"
    cache.add(key, 0, window_seconds)
    if cache.incr(key) > limit:
        raise TooFast(window_seconds - passed, policy=policy, limit=limit, window_seconds=window_seconds)


def _network(request: HttpRequest) -> str:
    """The address that the trusted proxies, if any, saw; of IPv6 the part that is one site."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):  # a socket of this machine has no address
        return ""
    return str(ip_network((address, IPV6_SITE), strict=False)) if address.version == 6 else str(address)
