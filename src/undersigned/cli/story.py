"""`undersigned story add`: stories from the newsroom's own system."""

import argparse
import sys

from django.utils.translation import gettext as _

from undersigned.cli.close import moment
from undersigned.cli.named import community_named
from undersigned.journeys.register_story import register_source
from undersigned.kernel.actor import COMMAND
from undersigned.snapshots.reads import place_of
from undersigned.stories.shapes import Hints


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("story", help=_("register stories"))
    acts = parser.add_subparsers(required=True, metavar="add")
    _declare_add(acts.add_parser("add", help=_("register a story, or bring it up to date")))


def _declare_add(parser: argparse.ArgumentParser) -> None:
    parser.description = _(
        "Register the story in a ninjs 3.1 document or on a page, or every story of an RSS or Atom feed, and "
        "print the address of its page here. A story that is there already is brought up to date."
    )
    parser.add_argument("source", metavar="FILE|URL", help=_("a file, or a public http(s) address"))
    parser.add_argument("--community", required=True, metavar="SLUG", help=_("where it is talked about"))
    parser.add_argument(
        "--key", default="", help=_("the newsroom’s own key (the end of the story’s address)")
    )
    parser.add_argument("--url", default="", help=_("the story’s address (what the source says)"))
    parser.add_argument("--language", default="", help=_("such as en or fr (what the source says)"))
    parser.add_argument("--published", type=moment, metavar="TIME", help=_("when it was published, ISO 8601"))
    parser.set_defaults(run=_add)


def _add(arguments: argparse.Namespace) -> int:
    community = community_named(arguments.community)
    hints = Hints(arguments.key, arguments.url, arguments.language, arguments.published)
    outcomes = {"registered": _("registered"), "updated": _("updated"), "unchanged": _("unchanged")}
    for story in register_source(COMMAND, community.id, arguments.source, hints):
        page = place_of(community, story.key).page
        sys.stdout.write(f"{outcomes[story.outcome]}  {page}  {story.headline}\n")
    return 0
