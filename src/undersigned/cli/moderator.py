"""`undersigned moderator`: give someone a standing, and end it."""

import argparse
import sys
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from undersigned.cli.named import community_named
from undersigned.journeys.grant_standing import KINDS, end_standing, grant_standing
from undersigned.journeys.join import Newcomer, join
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid
from undersigned.people.reads import person_with_email


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("moderator", help=_("give someone a standing, and end it"))
    acts = parser.add_subparsers(required=True, metavar="add|end")
    giving = acts.add_parser("add", help=_("give a standing; with a name, to someone without an account yet"))
    giving.add_argument("--first", default="", help=_("first name, for a new account"))
    giving.add_argument("--last", default="", help=_("last name, for a new account"))
    giving.add_argument("--language", default="en", choices=list(dict(settings.LANGUAGES)))
    giving.set_defaults(run=_add)
    ending = acts.add_parser("end", help=_("end a standing; what was done under it stays"))
    ending.set_defaults(run=_end)
    for act in (giving, ending):
        act.add_argument("email")
        act.add_argument("--community", metavar="SLUG", help=_("where (everywhere)"))
        act.add_argument("--role", default="moderator", choices=KINDS, help=_("which standing (moderator)"))


def _add(arguments: argparse.Namespace) -> int:
    where = _where(arguments)
    person_id = person_with_email(arguments.email) or _newcomer(arguments)
    grant_standing(COMMAND, person_id, where, arguments.role)
    _say(_("%(email)s is now %(role)s: %(where)s"), arguments)
    return 0


def _end(arguments: argparse.Namespace) -> int:
    person_id = person_with_email(arguments.email)
    if person_id is None:
        raise Invalid({"email": [_("nobody has this address")]})
    end_standing(COMMAND, person_id, _where(arguments), arguments.role)
    _say(_("%(email)s is no longer %(role)s: %(where)s"), arguments)
    return 0


def _newcomer(arguments: argparse.Namespace) -> UUID:
    """An account without a password yet; a letter says how to choose one."""
    if not arguments.first:
        raise Invalid({"email": [_("nobody has this address; give --first and --last to make an account")]})
    newcomer = Newcomer(
        arguments.email,
        arguments.first,
        arguments.last,
        is_single=not arguments.last,
        language=arguments.language,
    )
    return join(COMMAND, newcomer, email_confirmed=True)


def _where(arguments: argparse.Namespace) -> UUID | None:
    return community_named(arguments.community).id if arguments.community else None


def _say(words: str, arguments: argparse.Namespace) -> None:
    where = arguments.community or _("everywhere")
    told = {"email": arguments.email, "role": arguments.role, "where": where}
    sys.stdout.write(f"{words % told}\n")
