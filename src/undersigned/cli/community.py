"""`undersigned community`: found one, change its rules and origins, publish its texts."""

import argparse
import sys
import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from undersigned.cli.named import community_named
from undersigned.communities.house import reflowed
from undersigned.communities.rules import Clauses
from undersigned.communities.shapes import CommunityDraft
from undersigned.journeys.found_community import found_community
from undersigned.journeys.publish_texts import publish_guidelines, publish_licence
from undersigned.journeys.set_origins import set_origins
from undersigned.journeys.set_rules import set_rules
from undersigned.kernel.actor import COMMAND

NEVER = "never"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "community", help=_("found a community, change its rules, publish its texts")
    )
    acts = parser.add_subparsers(required=True, metavar="add|rules|origins|publish")
    _declare_add(acts.add_parser("add", help=_("found a community with the house texts")))
    _declare_rules(acts.add_parser("rules", help=_("change how it is moderated and when it closes")))
    _declare_origins(acts.add_parser("origins", help=_("say of which other sites the pages may write here")))
    _declare_publish(acts.add_parser("publish", help=_("publish its next licence or guidelines")))


def _declare_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help=_("its word in addresses, such as news"))
    parser.add_argument("--name", required=True, help=_("its name, as readers see it"))
    parser.add_argument("--publisher", required=True, help=_("who publishes it and holds the licence"))
    parser.add_argument("--languages", default=("en", "fr"), type=_listed, help=_("its own first (en,fr)"))
    policies = ("full", "youth")
    parser.add_argument("--names", default="full", choices=policies, help=_("how people sign (full)"))
    modes = ("before", "after", "reactive")
    parser.add_argument("--mode", default="before", choices=modes, help=_("when a person looks (before)"))
    parser.add_argument("--closes-after-days", type=int, metavar="N", help=_("days after publication"))
    parser.add_argument("--closes-at-comments", type=int, metavar="N", help=_("how many comments it takes"))
    parser.add_argument("--origin", action="append", default=[], help=_("a site whose pages may write here"))
    parser.set_defaults(run=_add)


def _declare_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--mode", choices=("before", "after", "reactive"))
    parser.add_argument("--closes-after-days", type=_limit, metavar="N|never")
    parser.add_argument("--closes-at-comments", type=_limit, metavar="N|never")
    parser.set_defaults(run=_rules)


def _declare_origins(parser: argparse.ArgumentParser) -> None:
    parser.description = _("An origin is https and a host, such as https://news.example. Any page may read.")
    parser.add_argument("slug")
    parser.add_argument("--add", action="append", default=[], metavar="ORIGIN")
    parser.add_argument("--remove", action="append", default=[], metavar="ORIGIN")
    parser.set_defaults(run=_origins)


def _declare_publish(parser: argparse.ArgumentParser) -> None:
    parser.description = _(
        "A licence is plain text; guidelines are TOML, each [[clause]] with its number, title and text. "
        "Give one file for each language of the community."
    )
    parser.add_argument("slug")
    parser.add_argument("kind", choices=("licence", "guidelines"))
    parser.add_argument("files", nargs="+", type=_language_and_file, metavar="LANGUAGE=FILE")
    parser.set_defaults(run=_publish)


def _add(arguments: argparse.Namespace) -> int:
    draft = CommunityDraft(
        slug=arguments.slug,
        name=arguments.name,
        publisher=arguments.publisher,
        languages=arguments.languages,
        names=arguments.names,
        mode=arguments.mode,
        origins=tuple(arguments.origin),
        closes_after_days=arguments.closes_after_days,
        closes_at_comments=arguments.closes_at_comments,
    )
    community = found_community(COMMAND, draft)
    words = _("%(community)s is founded: names %(names)s, mode %(mode)s")
    told = {"community": community.slug, "names": community.names, "mode": community.mode}
    sys.stdout.write(words % told + "\n")
    return 0


def _rules(arguments: argparse.Namespace) -> int:
    community = community_named(arguments.slug)
    changed = set_rules(
        COMMAND,
        community.id,
        mode=arguments.mode or community.mode,
        closes_after_days=_chosen(arguments.closes_after_days, community.closes_after_days),
        closes_at_comments=_chosen(arguments.closes_at_comments, community.closes_at_comments),
    )
    words = _("%(community)s: mode %(mode)s, closes after days: %(days)s, closes at comments: %(comments)s")
    told = {
        "community": changed.slug,
        "mode": changed.mode,
        "days": changed.closes_after_days or NEVER,
        "comments": changed.closes_at_comments or NEVER,
    }
    sys.stdout.write(words % told + "\n")
    return 0


def _origins(arguments: argparse.Namespace) -> int:
    community = community_named(arguments.slug)
    if arguments.add or arguments.remove:
        community = set_origins(COMMAND, community.id, add=arguments.add, remove=arguments.remove)
    sys.stdout.write("".join(f"{origin}\n" for origin in community.origins))
    return 0


def _publish(arguments: argparse.Namespace) -> int:
    community = community_named(arguments.slug)
    licence: dict[str, str] = {}
    guidelines: dict[str, Clauses] = {}
    try:
        for language, file in arguments.files:
            text = file.read_text(encoding="utf-8")
            if arguments.kind == "licence":
                licence[language] = reflowed(text)
            else:
                guidelines[language] = _clauses(text)
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(_("%(file)s cannot be read: %(why)s") % {"file": file, "why": repr(error)} + "\n")
        return 1
    published = (
        publish_licence(COMMAND, community.id, licence)
        if arguments.kind == "licence"
        else publish_guidelines(COMMAND, community.id, guidelines)
    )
    words = _("%(community)s: version %(version)s of the %(kind)s is in force")
    told = {"community": community.slug, "version": published.version, "kind": arguments.kind}
    sys.stdout.write(words % told + "\n")
    return 0


def _clauses(text: str) -> Clauses:
    clauses = tomllib.loads(text)["clause"]
    return [(str(each["number"]), str(each["title"]), reflowed(str(each["text"]))) for each in clauses]


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _limit(value: str) -> int | str:
    return NEVER if value == NEVER else int(value)


def _chosen(given: int | str | None, in_force: int | None) -> int | None:
    """The limit given, none for `never`, and what is in force where nothing is given."""
    if given is None:
        return in_force
    return None if given == NEVER else int(given)


def _language_and_file(value: str) -> tuple[str, Path]:
    language, separator, file = value.partition("=")
    if not (language and separator and file):
        raise argparse.ArgumentTypeError(_("give each as LANGUAGE=FILE, such as en=licence.txt"))
    return language, Path(file)
