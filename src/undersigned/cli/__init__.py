"""The `undersigned` command. Each subcommand is a file here with `add(subparsers)`.

Exit status: 0 done, 1 refused with a reason, 2 wrong arguments.
"""

import argparse
import os
import sys
from importlib import import_module

COMMANDS = (
    "close",
    "community",
    "demo",
    "doctor",
    "ledger",
    "moderator",
    "newsroom",
    "reopen",
    "serve",
    "story",
    "worker",
)


def main(argv: list[str] | None = None) -> int:
    """Run one command; the reason of a refusal goes to standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.settings")
    import django

    django.setup()
    from undersigned.kernel.errors import Refused
    from undersigned.web.problems import sentence

    parser = argparse.ArgumentParser(prog="undersigned", description=__doc__.splitlines()[0])
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        import_module(f"undersigned.cli.{name}").add(subparsers)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except Refused as refusal:
        sys.stderr.write(f"{sentence(refusal)}\n")
        return 1
