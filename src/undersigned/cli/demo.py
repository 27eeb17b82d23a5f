"""`undersigned demo`: load the demonstration once, and print who can sign in."""

import argparse
import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from undersigned.cli.prepare import migrate
from undersigned.cli.staging import Progress, is_staged, stage
from undersigned.exchange.demonstration import month, script
from undersigned.exchange.demonstration.month import Month
from undersigned.exchange.demonstration.script import Script
from undersigned.kernel.clock import now

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def _tell(done: int, steps: int) -> None:
    if sys.stderr.isatty():
        told = _("Loading the demonstration: %(done)s of %(steps)s") % {"done": done, "steps": steps}
        sys.stderr.write(f"\r{told}" if done < steps else "\r\033[K")
        sys.stderr.flush()


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help=_("load the demonstration once and print who can sign in"))
    parser.add_argument(
        "--without-month", action="store_true", help=_("leave out what was said and decided last month")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, progress: Progress = _tell) -> int:
    """Bring the database up to date, load what is not there yet, print the people."""
    migrate()
    try:
        before = None if arguments.without_month else month.read(now())
        load(script.read(now()), settings.ENVIRONMENT.var_dir / "demo-passwords", progress, before)
    except KeyboardInterrupt:
        sys.stderr.write("\n" + _("Interrupted: nothing was loaded. The next run begins anew.") + "\n")
        return 1
    return 0


def load(demonstration: Script, kept: Path, progress: Progress, before: Month | None = None) -> None:
    """The demonstration is there afterwards, once; its passwords are in `kept` and on standard output."""
    if is_staged(demonstration):
        passwords = _read(kept)
    else:
        passwords = _passwords(demonstration, kept)
        stage(demonstration, passwords, progress, before)
    for player in demonstration.players:
        if player.part:
            known = passwords.get(player.email) or _("not known here: %(file)s is gone") % {"file": kept}
            sys.stdout.write(f"{player.email}  {player.part}  password: {known}\n")


def _passwords(demonstration: Script, kept: Path) -> dict[str, str]:
    """The passwords of this demonstration: those kept by an earlier attempt, else fresh ones, kept first."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = {player.email: _password() for player in demonstration.players if player.part}
    draft = kept.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(json.dumps(fresh, indent=1))
    with suppress(FileExistsError):
        os.link(draft, kept)  # whole or not at all, and never over another's
    draft.unlink()
    return _read(kept)


def _password() -> str:
    """Twelve characters in three groups: some 59 bits, and readable aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _read(kept: Path) -> dict[str, str]:
    if not kept.exists():
        return {}
    found: dict[str, str] = json.loads(kept.read_text())
    return found
