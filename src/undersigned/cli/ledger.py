"""`undersigned ledger verify`: prove the chain of acts, or name its first broken link."""

import argparse
import sys

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified, Why

WORDS: dict[Why, object] = {
    "unreadable": gettext_lazy("it cannot be read"),
    "content": gettext_lazy("its hash does not match its content"),
    "link": gettext_lazy("it does not follow the one before"),
    "missing": gettext_lazy("it is missing"),
    "head": gettext_lazy("it is the last one, but the head of the chain tells another hash"),
    "outside": gettext_lazy("it stands outside the chain, before its first entry or beyond its head"),
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("ledger", help=_("prove the record of every act"))
    acts = parser.add_subparsers(required=True, metavar="verify")
    acts.add_parser("verify", help=_("read the whole chain and name the first broken link")).set_defaults(
        run=run
    )


def run(_arguments: argparse.Namespace) -> int:
    """0 and the head's hash when every link holds, 1 and the first that does not otherwise."""
    is_watched = sys.stderr.isatty()
    found = verify(_tell if is_watched else None)
    if is_watched:
        sys.stderr.write("\r\033[K")
    if isinstance(found, Verified):
        words = _("The ledger holds: %(count)s entries, head %(head)s")
        sys.stdout.write(words % {"count": found.count, "head": found.head} + "\n")
        return 0
    words = _("The ledger is broken at entry %(position)s: %(why)s")
    sys.stdout.write(words % {"position": found.position, "why": WORDS[found.why]} + "\n")
    return 1


def _tell(count: int) -> None:
    sys.stderr.write("\r" + _("%(count)s entries read …") % {"count": count})
    sys.stderr.flush()
