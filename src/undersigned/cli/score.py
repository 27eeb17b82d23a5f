"""`undersigned score`: what the scorer says of a text, or of many, one a line."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from undersigned.scoring.reads import assess
from undersigned.scoring.shapes import Assessment

TELLING = 3


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("score", help=_("say what the scorer makes of a text"))
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read {“text”: …} or plain strings, one JSON value a line; write an assessment for each"),
    )
    parser.set_defaults(run=run, refuse=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """A table for one text; for many, a line of JSON for each line read, faults among them."""
    if arguments.jsonl == (arguments.text is not None):
        arguments.refuse(_("give a text, or --jsonl and lines"))
    if arguments.jsonl:
        return _write_each()
    assessment = assess(arguments.text)
    sys.stdout.write("".join(f"{line}\n" for line in table(assessment)))
    return int(assessment.failed)


def _write_each() -> int:
    """Whoever reads may have had enough before all is written: that is no fault of a line."""
    faults = 0
    try:
        for line in each(sys.stdin):
            faults += "error" in line or line["failed"]
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # lest Python write on as it ends
    return int(faults > 0)


def each(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer to every line that is not empty. What is no text is answered by an `error` with its line."""
    for number, read in enumerate(lines, 1):
        line = read.removeprefix("\N{BYTE ORDER MARK}") if number == 1 else read
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        text = value.get("text") if isinstance(value, dict) else value
        if isinstance(text, str):
            yield shape(assess(text))
        else:
            yield {
                "error": _("line %(number)d is no text: neither a string nor {“text”: …}")
                % {"number": number}
            }


def shape(assessment: Assessment) -> dict[str, Any]:
    """As JSON. A score that is not available is null; words and rest add up to its log-odds."""
    return {
        "version": assessment.version,
        "failed": assessment.failed,
        "scores": {score.attribute: score.probability for score in assessment.scores},
        "words": {
            score.attribute: [
                {"start": w.start, "end": w.end, "text": w.excerpt, "weight": round(w.weight, 3)}
                for w in score.weights
            ]
            for score in assessment.scores
            if score.weights
        },
        "rest": {score.attribute: round(score.rest, 3) for score in assessment.scores if score.weights},
        "findings": [
            {"code": f.code, "start": f.start, "end": f.end, "text": f.excerpt} for f in assessment.findings
        ],
    }


def table(assessment: Assessment) -> Iterator[str]:
    """One line an attribute, with the words that spoke for it most; then what was found without the model."""
    if assessment.failed:
        yield _("The scorer gave no opinion.")
    for score in assessment.scores:
        if score.probability is None:
            yield f"{score.attribute:<16} {_('not available')}"
            continue
        strongest = sorted(score.weights, key=lambda weight: -weight.weight)[:TELLING]
        words = ", ".join(
            f"{weight.excerpt} {weight.weight:+.1f}" for weight in strongest if weight.weight > 0
        )
        yield f"{score.attribute:<16} {score.probability:>6.1%}  {words}".rstrip()
    for finding in assessment.findings:
        yield f"{finding.code:<16} {finding.excerpt}"
