"""`undersigned newsroom`: let a newsroom's own system sign people in."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from undersigned.cli.named import community_named
from undersigned.journeys.trust_newsroom import distrust_newsroom, trust_newsroom
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("newsroom", help=_("let a newsroom’s own system sign people in"))
    acts = parser.add_subparsers(required=True, metavar="trust|distrust")
    trusting = acts.add_parser("trust", help=_("trust a public key for one community"))
    trusting.add_argument("community", metavar="SLUG")
    trusting.add_argument("key_id", metavar="KEY_ID", help=_("what its tokens call the key (kid)"))
    trusting.add_argument("file", metavar="FILE", type=Path, help=_("the public key, PEM"))
    trusting.set_defaults(run=_trust)
    distrusting = acts.add_parser("distrust", help=_("trust a key no longer"))
    distrusting.add_argument("key_id", metavar="KEY_ID")
    distrusting.set_defaults(run=_distrust)


def _trust(arguments: argparse.Namespace) -> int:
    try:
        public_key = arguments.file.read_text()
    except (OSError, UnicodeDecodeError):
        raise Invalid({"file": [_("it cannot be read")]}) from None
    trust_newsroom(COMMAND, community_named(arguments.community).id, arguments.key_id, public_key)
    told = {"key": arguments.key_id, "community": arguments.community}
    sys.stdout.write(_("%(key)s may now sign people in: %(community)s") % told + "\n")
    return 0


def _distrust(arguments: argparse.Namespace) -> int:
    distrust_newsroom(COMMAND, arguments.key_id)
    sys.stdout.write(_("%(key)s signs nobody in any more") % {"key": arguments.key_id} + "\n")
    return 0
