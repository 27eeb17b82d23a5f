"""`undersigned tidy`: forget what is over, and say how much that was."""

import argparse
import sys

from django.utils.translation import gettext as _

from undersigned.journeys.tidy import Forgotten, due, tidy
from undersigned.kernel.actor import COMMAND
from undersigned.web.retention import FORGETS, span


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("tidy", help=_("forget what is over, as the retention rules have it"))
    parser.description = _("The worker does this every day. One line a rule, and how much it forgot.")
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be forgotten"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """One line a rule: how many, its name, how long that is kept, what it is."""
    for each in due() if arguments.dry_run else tidy(COMMAND):
        sys.stdout.write(f"{told(each)}\n")
    return 0


def told(each: Forgotten) -> str:
    """One line."""
    kept = span(each.rule.kept) or _("at its end")
    return f"{each.count:>7}  {each.rule.name:<10} {kept:>10}  {FORGETS[each.rule.name]}"
