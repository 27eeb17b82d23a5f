"""What is over is forgotten, rule by rule, and once a day it is recorded how much that was.

And once a day it is signed where the record of every act stands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.ledger import reads as entries

from .retention import RULES, Rule

ACT = "retention:ran"
HERE = UUID(int=0)
"""The installation itself: what an act is about that is about no row."""

EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one rule did, or would do. Shape  count: rows; texts, reports, letters …"""

    rule: Rule
    count: int


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run as the ledger tells of it. Shape  counts: by the name of the rule"""

    at: datetime
    counts: dict[str, int]


def tidy(actor: Actor) -> list[Forgotten]:
    """Forget what every rule says is over: once a day, and whenever the command asks; in the hours between,
    what lives for hours.

    In small transactions that hold nobody up. Safe to repeat; who is cut off leaves the rest to the next run.

    Errors  NotAllowed for a person or a newsroom: the house and the operator's command do this
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    ran = last_run()
    is_whole = actor.kind == "command" or ran is None or ran.at <= now() - EVERY
    done = [Forgotten(rule, rule.forget(actor, rule.kept)) for rule in RULES if is_whole or rule.hourly]
    if is_whole:
        with transaction.atomic():
            counts = {each.rule.name: each.count for each in done}
            ledger.append_all([ledger.Line(ACT, actor, HERE, None, counts)])
    ledger.checkpoint(now())
    return done


def due() -> list[Forgotten]:
    """What a whole run would forget now. Nothing is written."""
    return [Forgotten(rule, rule.over(rule.kept)) for rule in RULES]


def last_run() -> Run | None:
    """The last whole run; None before the first."""
    entry = entries.last_of(HERE, ACT)
    return None if entry is None else Run(entry.at, entry.facts)
