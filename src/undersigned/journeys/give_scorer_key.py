"""An operator gives a program a key to the scorer, and ends it."""

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.people import scorer_keys
from undersigned.people.reads import require

LONGEST_NAME = 80
MOST_PER_MINUTE = 100_000


def give_scorer_key(actor: Actor, name: str, per_minute: int) -> str:
    """Whoever sends this key is told what the scorer says of a text, so often a minute.

    Shape   name: 1–80 characters, of no other key in use; per_minute: 1–100,000 → the key, told this once
    Errors  NotSignedIn, NotAllowed, Invalid(name | per_minute)
    """
    require(actor, None)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid({"name": ["too-long" if name else "required"]})
    if not 0 < per_minute <= MOST_PER_MINUTE:
        raise Invalid({"per_minute": ["too-big" if per_minute > 0 else "too-small"]})
    with transaction.atomic():
        made = scorer_keys.make(name, per_minute)
        if made is None:
            raise Invalid({"name": ["taken"]})
        key, secret = made
        ledger.append("scorer-key:given", actor, key.id)
    return secret


def end_scorer_key(actor: Actor, name: str) -> None:
    """Nobody who sends that key is answered any more.

    Errors  NotSignedIn, NotAllowed, NotFound: no such key in use
    """
    require(actor, None)
    with transaction.atomic():
        key = scorer_keys.end(name, clock.now())
        ledger.append("scorer-key:ended", actor, key.id)
