"""The `undersigned` command. Each subcommand is a file here with `add(subparsers)`.

Exit status: 0 done, 1 refused with a reason, 2 wrong arguments.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from importlib import import_module

COMMANDS = (
    "close",
    "community",
    "demo",
    "doctor",
    "key",
    "ledger",
    "moderator",
    "newsroom",
    "reopen",
    "score",
    "scorer",
    "serve",
    "statements",
    "story",
    "tidy",
    "transparency",
    "worker",
)


def main(argv: list[str] | None = None) -> int:
    """Run one command in the terminal's language; the reason of a refusal goes to standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.settings")
    import django
    from django.utils.translation import override

    django.setup()
    with override(language(os.environ)):
        return _run(sys.argv[1:] if argv is None else argv)


def language(environment: Mapping[str, str]) -> str:
    """French where the terminal speaks it, English otherwise."""
    said = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "fr" if said.startswith("fr") else "en"


def _run(argv: list[str]) -> int:
    from django.db import OperationalError, ProgrammingError
    from django.utils.translation import gettext as _

    from undersigned.cli.named import Unknown
    from undersigned.environment import BadSettings, refused
    from undersigned.kernel.errors import Refused
    from undersigned.web.problems import sentence

    parser = argparse.ArgumentParser(
        prog="undersigned", description=_("Conversations signed with real names.")
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in _needed(argv):
        import_module(f"undersigned.cli.{name}").add(subparsers)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except Refused as refusal:
        sys.stderr.write(f"{sentence(refusal)}\n")
    except Unknown as error:
        sys.stderr.write(f"{error}\n")
    except BadSettings as error:
        sys.stderr.write(refused(error))
    except (OperationalError, ProgrammingError) as error:
        why = str(error).strip()
        words = _("The database cannot be used: %(why)s. See `undersigned doctor`.")
        sys.stderr.write(words % {"why": why} + "\n")
    return 1


def _needed(argv: list[str]) -> tuple[str, ...]:
    """The one command that is named, else all: loading the others takes longer than most commands do."""
    return (argv[0],) if argv and argv[0] in COMMANDS else COMMANDS
