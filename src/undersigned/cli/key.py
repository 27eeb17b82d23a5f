"""`undersigned key`: let a program ask the scorer, see which may, and end it."""

import argparse
import sys

from django.utils.translation import gettext as _

from undersigned.journeys.give_scorer_key import end_scorer_key, give_scorer_key
from undersigned.kernel.actor import COMMAND
from undersigned.people import scorer_keys

PER_MINUTE = 600


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("key", help=_("let other programs ask the scorer"))
    acts = parser.add_subparsers(required=True, metavar="add|list|revoke")
    giving = acts.add_parser("add", help=_("make a key, and show it this once"))
    giving.add_argument("name", metavar="NAME", help=_("whose it is, as you call it"))
    help_ = _("how often it may ask in a minute (%(number)s)") % {"number": PER_MINUTE}
    giving.add_argument("--per-minute", type=int, default=PER_MINUTE, metavar="N", help=help_)
    giving.set_defaults(run=_add)
    acts.add_parser("list", help=_("the keys in use")).set_defaults(run=_list)
    ending = acts.add_parser("revoke", help=_("answer a key no more"))
    ending.add_argument("name", metavar="NAME")
    ending.set_defaults(run=_revoke)


def _add(arguments: argparse.Namespace) -> int:
    secret = give_scorer_key(COMMAND, arguments.name, arguments.per_minute)
    sys.stderr.write(_("Keep it: it is not shown again, and only its hash is kept here.") + "\n")
    sys.stdout.write(f"{secret}\n")
    return 0


def _list(_arguments: argparse.Namespace) -> int:
    for key in scorer_keys.in_use():
        words = _("%(name)s  %(number)s a minute  since %(day)s")
        told = {"name": key.name, "number": key.per_minute, "day": key.given_at.date().isoformat()}
        sys.stdout.write(words % told + "\n")
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    end_scorer_key(COMMAND, arguments.name)
    sys.stdout.write(_("%(name)s is answered no more") % {"name": arguments.name} + "\n")
    return 0
