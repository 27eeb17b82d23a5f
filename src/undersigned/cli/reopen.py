"""`undersigned reopen`: a closed conversation takes comments again."""

import argparse
import sys

from django.utils.translation import gettext as _

from undersigned.cli.named import place, story_named
from undersigned.journeys.reopen import reopen
from undersigned.kernel.actor import COMMAND
from undersigned.snapshots.reads import place_of, state


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("reopen", help=_("reopen a story’s conversation"))
    parser.add_argument("story", metavar="STORY", type=place, help=_("its community and key: news/1.3490270"))
    parser.add_argument("--reason", default="", help=_("why; kept with the closing"))
    parser.set_defaults(run=_reopen)


def _reopen(arguments: argparse.Namespace) -> int:
    community, story = story_named(*arguments.story)
    reopen(COMMAND, story.id, arguments.reason)
    outcome = _("reopened") if state(story).is_open else _("reopened; its opening rules keep it shut")
    sys.stdout.write(f"{outcome}  {place_of(community, story.key).page}  {story.headline}\n")
    return 0
