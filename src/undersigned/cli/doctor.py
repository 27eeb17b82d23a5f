"""`undersigned doctor`: what is misconfigured, and what to do about it."""

import argparse
import sys

from django.utils.translation import gettext as _

from undersigned.cli.examination import Finding, examine


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("doctor", help=_("say what is misconfigured, and what to do about it"))
    parser.description = _("Looks, and mends nothing. One line a finding: ok, warn or bad.")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """0 when nothing is bad."""
    findings = []
    for finding in examine():
        findings.append(finding)
        sys.stdout.write(f"{told(finding)}\n")
        sys.stdout.flush()
    return 1 if any(finding.level == "bad" for finding in findings) else 0


def told(finding: Finding) -> str:
    """One line: the level, what was found, and what to do."""
    remedy = f" — {finding.remedy}" if finding.remedy else ""
    return f"{finding.level:4}  {finding.what}{remedy}"
