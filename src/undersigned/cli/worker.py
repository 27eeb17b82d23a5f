"""`undersigned worker`: do the work that is owed, mail first of all."""

import argparse
import logging
import os
import signal
import time
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.utils.translation import gettext as _

from undersigned.journeys.learn import learn_nightly
from undersigned.journeys.look_again import draw_samples
from undersigned.journeys.remind import remind
from undersigned.journeys.report_months import report_months
from undersigned.journeys.tidy import tidy
from undersigned.journeys.watch_layers import watch_layers
from undersigned.kernel.actor import HOUSE
from undersigned.owed.actions import perform_next
from undersigned.snapshots.purging import Purging

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
TIDY_SECONDS = 3_600
RECOVERY_SECONDS = 5


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("worker", help=_("do the work that is owed, such as mail"))
    parser.description = _("Runs until it is stopped; a piece that has begun is finished first.")
    parser.add_argument("--until-empty", action="store_true", help=_("leave when nothing is due"))
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)  # leave when that process has gone
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped, until nothing is due, or until the parent has gone; meanwhile purge caches."""
    worker = Worker(arguments.parent)
    purging = Purging(settings.PURGE_URL, settings.PURGE_HEADER, settings.PURGE_SECRET)
    signal.signal(signal.SIGTERM, worker.leave)
    signal.signal(signal.SIGINT, worker.leave)
    log.info("worker began")
    if settings.PURGE_URL:
        purging.start()
    worker.work(until_empty=arguments.until_empty)
    if settings.PURGE_URL:
        purging.stop()
    log.info("worker left")
    return 0


class Worker:
    """One worker's round: a piece of work if there is one, a moment's rest if not."""

    def __init__(self, parent: int | None = None) -> None:
        self.parent = parent
        self.is_leaving = False
        self.tidied_at = float("-inf")

    def leave(self, _number: int, _frame: FrameType | None) -> None:
        """Finish the piece in hand and go. Only a flag: it is set between any two steps."""
        self.is_leaving = True

    def work(self, *, until_empty: bool = False) -> None:
        """Go round until told to leave. A database that is away is waited for."""
        while not self._may_leave():
            try:
                did_something = self.go_round()
            except (OperationalError, InterfaceError) as error:
                log.warning("database is away", extra={"error": type(error).__name__})
                connections.close_all()
                time.sleep(RECOVERY_SECONDS)
                continue
            if not did_something:
                if until_empty:
                    return
                time.sleep(POLL_SECONDS)

    def go_round(self) -> bool:
        """Tidy up and remind when it is time, then do one piece; whether there was one."""
        if time.monotonic() - self.tidied_at > TIDY_SECONDS:
            tidy(HOUSE)
            draw_samples(HOUSE)
            remind(HOUSE)
            report_months(HOUSE)
            learn_nightly(HOUSE)
            watch_layers(HOUSE)
            self.tidied_at = time.monotonic()
        return perform_next()

    def _may_leave(self) -> bool:
        return self.is_leaving or (self.parent is not None and os.getppid() != self.parent)
