"""`undersigned close`: a conversation takes no more comments, at once and everywhere."""

import argparse
import sys
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from undersigned.cli.named import place, story_named
from undersigned.journeys.close import close
from undersigned.kernel.actor import COMMAND
from undersigned.snapshots.reads import place_of


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("close", help=_("close a story’s conversation"))
    parser.add_argument("story", metavar="STORY", type=place, help=_("its community and key: news/1.3490270"))
    parser.add_argument("--reason", required=True, help=_("why; readers are shown it"))
    parser.add_argument("--until", type=moment, metavar="TIME", help=_("when it reopens, ISO 8601 (never)"))
    parser.set_defaults(run=_close)


def moment(value: str) -> datetime:
    """A time as ISO 8601 has it, in UTC unless it says otherwise."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(_("write the time as in 2026-05-01T12:00")) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _close(arguments: argparse.Namespace) -> int:
    community, story = story_named(*arguments.story)
    close(COMMAND, story.id, arguments.reason, arguments.until)
    outcome = _("closed")
    sys.stdout.write(f"{outcome}  {place_of(community, story.key).page}  {story.headline}\n")
    return 0
