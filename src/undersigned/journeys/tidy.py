"""What is over is forgotten: finished work with its addresses, kept answers, events, ended sessions.

And once a day it is signed where the record of every act stands.
"""

from importlib import import_module

from django.conf import settings

from undersigned.answers import actions as answers
from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.owed import actions as owed


def tidy(actor: Actor) -> None:
    """Delete what nobody needs any more; safe to repeat, in small transactions that hold nobody up.

    Errors  NotAllowed for a person or a newsroom: the house and the operator's command do this
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    owed.purge()
    answers.purge()
    live.purge()
    ledger.checkpoint(now())
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
