"""What the rate limits remember: for minutes, and never an address.

The limits on signing in and up count by the address that somebody comes from and name their counts by it;
kept is the keyed hash of that name. A count is over with the window that it counts for.
"""

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from undersigned.kernel.clock import now

from .models import Throttle


def key_of(key: str, key_prefix: str, version: int) -> str:
    """Under which key a count is kept: nobody reads out of it what it was made of."""
    return salted_hmac("tries", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def tries_over() -> QuerySet[Throttle]:
    """Counts that no limit looks at any more."""
    return Throttle.objects.filter(expires__lt=now())


def forget_tries() -> int:
    """Delete what is over; how many."""
    return tries_over().delete()[0]
