"""`undersigned scorer`: make the shipped model from the corpora, and measure it."""

import argparse
import os
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

SHIPPED = Path(__file__).parents[1] / "scoring" / "shipped" / "scorer.safetensors"
CORPORA = Path("../shared/corpora")
NEEDED = ("jax", "sklearn")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("scorer", help=_("make or measure the model of the scorer"))
    acts = parser.add_subparsers(required=True, metavar="ACT")
    for name, run, words in (
        ("train", train, _("make the model anew from the labelled corpora, in some minutes")),
        ("evaluate", evaluate, _("print what the model gets right and wrong")),
    ):
        act = acts.add_parser(name, help=words, description=words)
        act.add_argument(
            "--corpora", type=Path, default=CORPORA, metavar="DIRECTORY", help=_("of the labelled corpora")
        )
        act.add_argument("--model", type=Path, default=SHIPPED, metavar="FILE", help=_("the model file"))
        act.set_defaults(run=run)


def train(arguments: argparse.Namespace) -> int:
    """Write the model file; it takes the place of the one before only when it is whole."""
    if (refusal := _cannot(arguments.corpora)) is not None:
        return refusal
    os.environ.setdefault("JAX_PLATFORMS", "cpu")  # it looks for other machinery first, and says so
    from undersigned.scoring.training.fit import train as made

    began = time.monotonic()
    unfinished = arguments.model.with_suffix(".unfinished")
    sys.stderr.write(_("Reading %(directory)s …") % {"directory": arguments.corpora} + "\n")
    try:
        model = made(arguments.corpora, unfinished, _tell)
        unfinished.replace(arguments.model)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        unfinished.unlink(missing_ok=True)
    took = {"file": arguments.model, "version": model.version, "minutes": (time.monotonic() - began) / 60}
    sys.stdout.write(_("%(file)s: %(version)s, made in %(minutes).1f minutes") % took + "\n")
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """Print the tables of the documentation, as Markdown."""
    if (refusal := _cannot(arguments.corpora)) is not None:
        return refusal
    from undersigned.scoring.model import Model
    from undersigned.scoring.training.evaluation import evaluate as measured

    for table in measured(Model.at(arguments.model), arguments.corpora):
        sys.stdout.write(table.markdown() + "\n")
        sys.stdout.flush()
    return 0


def _tell(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    sys.stderr.write("\r" + _("%(done)d of %(of)d batches") % {"done": done, "of": of} + end)
    sys.stderr.flush()


def _cannot(corpora: Path) -> int | None:
    """Say what is missing, if something is. Shape  the exit status, or None"""
    if not all(map(find_spec, NEEDED)):
        sys.stderr.write(_("This needs more than the product does: pip install 'undersigned[train]'") + "\n")
        return 1
    from undersigned.scoring.training.corpora import CORPORA as NAMED

    missing = [corpus.name for corpus in NAMED if not (corpora / f"{corpus.name}.csv.gz").exists()]
    if missing:
        where = {"directory": corpora, "names": ", ".join(missing)}
        sys.stderr.write(
            _("These corpora are not in %(directory)s: %(names)s. The shipped model works without them.")
            % where
            + "\n"
        )
        return 1
    return None
