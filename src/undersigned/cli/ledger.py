"""`undersigned ledger`: prove the record of every act, or name its first broken link; take it elsewhere."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from undersigned.journeys.prove import prove
from undersigned.ledger import reads
from undersigned.ledger.shapes import Broken, Verified, Why

WORDS: dict[Why, object] = {
    "unreadable": gettext_lazy("it cannot be read"),
    "content": gettext_lazy("its hash does not match its content"),
    "link": gettext_lazy("it does not follow the one before"),
    "missing": gettext_lazy("it is missing"),
    "head": gettext_lazy("it is the last one, but the head of the chain tells another hash"),
    "outside": gettext_lazy("it stands outside the chain, before its first entry or beyond its head"),
    "row-gone": gettext_lazy("the row that it tells of is gone"),
    "row-unreadable": gettext_lazy("the row that it tells of cannot be read"),
    "row-differs": gettext_lazy("the row that it tells of no longer says the same"),
    "signature": gettext_lazy("a signed checkpoint says that another entry stood there"),
    "unsigned": gettext_lazy("no checkpoint that this key signed is in the file"),
}

# What of a row differs, by the names that entries have for it.
FACTS = {
    fact: words
    for words, facts in (
        (gettext_lazy("who acted"), "actor actor_kind"),
        (gettext_lazy("the time"), "at"),
        (gettext_lazy("the end"), "until ended_at"),
        (
            gettext_lazy("what it belongs to"),
            "subject story in_reply_to case community person of_report comments notice",
        ),
        (gettext_lazy("the text"), "text_sha256 words_sha256 notices_sha256"),
        (gettext_lazy("the text as shown"), "html_sha256"),
        (gettext_lazy("the byline over the text"), "signed_sha256"),
        (gettext_lazy("what was frozen"), "frozen_sha256"),
        (gettext_lazy("the reason"), "reason_sha256"),
        (gettext_lazy("the note"), "note_sha256"),
        (gettext_lazy("the note to readers"), "label_sha256"),
        (gettext_lazy("the reasons to who reported it"), "reply_sha256"),
        (gettext_lazy("the facts"), "facts_sha256"),
        (gettext_lazy("what brought it up"), "source"),
        (gettext_lazy("the program that took part"), "detector"),
        (gettext_lazy("the law"), "law_sha256"),
        (gettext_lazy("the reference"), "record_sha256"),
        (gettext_lazy("the verdict"), "verdict"),
        (gettext_lazy("the outcome"), "outcome"),
        (gettext_lazy("the clauses"), "clauses clause"),
        (gettext_lazy("the revision"), "revision shown"),
        (gettext_lazy("the state"), "state stands"),
        (gettext_lazy("whether it was lifted"), "lifted_at lifted_by"),
        (gettext_lazy("the answer"), "decision answer passes_on"),
        (gettext_lazy("the doubts"), "doubts"),
        (gettext_lazy("the kind"), "kind use"),
        (gettext_lazy("the licence"), "licence"),
        (gettext_lazy("the guidelines"), "guidelines"),
        (gettext_lazy("the version"), "version"),
        (gettext_lazy("the language"), "language languages"),
        (gettext_lazy("the sites whose pages may write"), "origins_sha256"),
        (
            gettext_lazy("the rules"),
            "mode names opens_at closes_at closes_after_days closes_at_comments never_opens",
        ),
        (
            gettext_lazy("the controls"),
            "controls slow_seconds most_per_author first_held record_held links repeats other_languages",
        ),
        (
            gettext_lazy("the triage policy"),
            "policy unseen_below hold_above promise_per_mille refusals looked_at found_wrong scale",
        ),
        (gettext_lazy("the layer that scores"), "promotion layer numbers_sha256"),
        (gettext_lazy("the pace"), "every_seconds"),
        (gettext_lazy("when its text was deleted"), "purged_at"),
        (gettext_lazy("the month"), "month"),
        (gettext_lazy("what was counted"), "counted_sha256"),
        (gettext_lazy("what was selected"), "selection items_sha256"),
        (gettext_lazy("what is watched"), "terms_sha256 everywhere"),
    )
    for fact in facts.split()
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("ledger", help=_("prove the record of every act"))
    acts = parser.add_subparsers(required=True, metavar="verify|export|key")
    help_ = _("read the whole record and the rows it tells of, and name the first broken link")
    verify = acts.add_parser("verify", help=help_)
    verify.add_argument("--file", type=Path, help=_("an exported record instead, with nothing else at hand"))
    verify.add_argument("--key", default="", help=_("with --file: the public key that has to have signed"))
    verify.set_defaults(run=run)
    help_ = _("write the whole record to the standard output, a line an entry, with its signed checkpoints")
    acts.add_parser("export", help=help_).set_defaults(run=export)
    help_ = _("show the public key of the signed checkpoints, to be kept elsewhere")
    acts.add_parser("key", help=help_).set_defaults(run=key)


def export(_arguments: argparse.Namespace) -> int:
    """The record, as it is now."""
    for line in reads.export():
        sys.stdout.write(line + "\n")
    return 0


def key(_arguments: argparse.Namespace) -> int:
    """The public key alone."""
    sys.stdout.write(reads.public_key() + "\n")
    return 0


def run(arguments: argparse.Namespace) -> int:
    """0 and the head's hash when every link holds, 1 and the first that does not otherwise."""
    if arguments.file is not None:
        return _of_file(arguments.file, arguments.key)
    is_watched = sys.stderr.isatty()
    found = prove(_tell if is_watched else None)
    if is_watched:
        sys.stderr.write("\r\033[K")
    return _said(found)


def _of_file(path: Path, key: str) -> int:
    try:
        with path.open(encoding="utf-8") as lines:
            return _said(reads.prove_file(lines, key))
    except OSError as error:
        words = _("%(path)s cannot be read: %(why)s")
        sys.stderr.write(words % {"path": path, "why": error.strerror} + "\n")
        return 1


def _said(found: Verified | Broken) -> int:
    if isinstance(found, Verified):
        words = _("The ledger holds: %(count)s entries, head %(head)s")
        sys.stdout.write(words % {"count": found.count, "head": found.head} + "\n")
        if found.signed:
            sys.stdout.write(_("Signed up to entry %(position)s.") % {"position": found.signed} + "\n")
        return 0
    sys.stdout.write(_told(found) + "\n")
    return 1


def _told(found: Broken) -> str:
    """One line; where a row is at fault, with the act, the row's id and what differs in it."""
    words = _("The ledger is broken at entry %(position)s: %(why)s")
    told = words % {"position": found.position, "why": WORDS[found.why]}
    if found.row is None:
        return told
    differing = ", ".join(dict.fromkeys(str(FACTS[name]) for name in found.facts))
    return f"{told} ({found.act} {found.row}{' – ' if differing else ''}{differing})"


def _tell(count: int) -> None:
    sys.stderr.write("\r" + _("%(count)s entries read …") % {"count": count})
    sys.stderr.flush()
