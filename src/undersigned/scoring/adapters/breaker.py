"""A pause for a scorer that is down: whoever asks meanwhile is told at once, and it is left in peace."""

import time
from collections.abc import Callable

FAILURES = 5
REST_SECONDS = 60.0


class Breaker:
    """Open after so many failures in a row, for a minute; then one more failure opens it again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.failures = 0
        self.rests_until = float("-inf")

    @property
    def is_open(self) -> bool:
        return self.clock() < self.rests_until

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            self.rests_until = self.clock() + REST_SECONDS

    def worked(self) -> None:
        self.failures = 0
