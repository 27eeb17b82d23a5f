"""`undersigned transparency`: how a community is moderated, in the eight parts of the EU's template."""

import argparse
import re
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from undersigned.cli.named import community_named
from undersigned.exchange.workbook import comma_separated, workbook
from undersigned.journeys.report_months import report_months
from undersigned.kernel.actor import COMMAND
from undersigned.moderation.reads import monthly_reports
from undersigned.moderation.totals import rows
from undersigned.web.transparency import HEADING, flat, parts, sheets

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    help_ = _("write what a community tells of its moderation, as CSV or XLSX")
    parser = subparsers.add_parser("transparency", help=help_)
    parser.description = _(
        "Months that are over and not counted yet are counted first; they stay as they are."
    )
    parser.add_argument("community", metavar="COMMUNITY", help=_("its slug"))
    parser.add_argument("--from", type=month, dest="first", metavar="MONTH", help=_("2026-01 (the first)"))
    parser.add_argument("--to", type=month, dest="last", metavar="MONTH", help=_("2026-12 (the last)"))
    parser.add_argument(
        "--xlsx", type=Path, metavar="FILE", help=_("a workbook, instead of CSV to the standard output")
    )
    parser.set_defaults(run=run)


def month(value: str) -> str:
    """Errors  ArgumentTypeError"""
    if not MONTH.fullmatch(value):
        raise argparse.ArgumentTypeError(_("name a month as 2026-01"))
    return value


def run(arguments: argparse.Namespace) -> int:
    """1 where no such month was counted."""
    community = community_named(arguments.community)
    report_months(COMMAND)
    written = reversed(monthly_reports(community.id))
    first, last = arguments.first or "", arguments.last or "9999-12"
    months = [row for row in written if first <= f"{row.month:%Y-%m}" <= last]
    if not months:
        sys.stderr.write(_("No month of that time is over yet.") + "\n")
        return 1
    told = list(parts(rows([row.counted for row in months])))
    if arguments.xlsx is None:
        sys.stdout.write(comma_separated(HEADING, flat(told)))
        return 0
    about = [community.name, community.publisher, *(f"{row.month:%Y-%m}" for row in (months[0], months[-1]))]
    arguments.xlsx.write_bytes(workbook(sheets(told, about)))
    return 0
