"""How long owed work is leased, when it is tried again, and when it is given up."""

from datetime import timedelta

LEASE = timedelta(minutes=5)  # longer than any piece can take: a mail server has 20 s a step
FIRST_WAIT_SECONDS = 15
LONGEST_WAIT_SECONDS = 3_600
ATTEMPTS = 48  # the first nine within an hour or two, then hourly: a server may be away for a night


def wait(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts that failed: doubling, capped, spread by half either way.

    Shape  attempts ≥ 1; chance 0–1, the caller's throw of the dice
    """
    seconds = min(FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 32), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * (0.5 + chance))
