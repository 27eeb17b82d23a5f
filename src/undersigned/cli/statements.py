"""`undersigned statements`: decisions as the EU's transparency database takes them."""

import argparse
import json
import sys
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from undersigned.cli.close import moment
from undersigned.cli.named import community_named
from undersigned.exchange.statements import batches
from undersigned.exchange.transparency import statements_of
from undersigned.kernel.clock import now

MONTH = timedelta(days=30)


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    help_ = _("write decisions as statements of reasons for the EU’s transparency database")
    parser = subparsers.add_parser("statements", help=help_)
    parser.add_argument("community", metavar="COMMUNITY", help=_("its slug"))
    parser.add_argument("--since", type=moment, metavar="TIME", help=_("from when on (30 days ago)"))
    parser.add_argument("--until", type=moment, metavar="TIME", help=_("until when (now)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """A line for each call, of a hundred statements at most; how many there are goes to the error output."""
    until: datetime = arguments.until or now()
    since: datetime = arguments.since or until - MONTH
    found = list(statements_of(community_named(arguments.community), since, until))
    for batch in batches(found):
        sys.stdout.write(json.dumps({"statements": list(batch)}, ensure_ascii=False) + "\n")
    sys.stderr.write(_("%(count)s statements") % {"count": len(found)} + "\n")
    return 0
