"""A person shows that an address is theirs."""

from collections.abc import Callable

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger import actions as ledger


def confirm_email(actor: Actor, mark: Callable[[], bool]) -> bool:
    """Have the address marked as confirmed, and the act recorded with it.

    The rows of addresses are allauth's own; it is told to write them here, inside the transaction.

    Shape   actor: the person whose address it is; mark: false when another account confirmed it first
    Errors  NotSignedIn
    Source  rule N9
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        is_theirs = mark()
        if is_theirs:
            ledger.append("person:reached", actor, actor.person_id)
    return is_theirs
