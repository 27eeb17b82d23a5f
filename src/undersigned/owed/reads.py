"""How far behind the work is."""

from datetime import timedelta

from undersigned.kernel.clock import now
from undersigned.owed.models import Owed


def overdue(by: timedelta) -> int:
    """How many pieces have been due for so long and are nobody's: no worker lives, or none keeps up."""
    moment = now()
    waiting = Owed.objects.filter(done_at=None, given_up_at=None, due_at__lt=moment - by)
    return waiting.exclude(leased_until__gt=moment).count()


def given_up() -> int:
    """How many pieces nobody will try again, until they are purged."""
    return Owed.objects.exclude(given_up_at=None).count()
