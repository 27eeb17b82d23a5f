"""`undersigned ledger verify`."""

import argparse
from uuid import uuid4

import pytest

from undersigned.cli import ledger
from undersigned.kernel.actor import HOUSE
from undersigned.ledger.actions import append
from undersigned.ledger.models import Entry


@pytest.fixture
def typed() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    ledger.add(parser.add_subparsers(required=True))
    return parser


def test_a_chain_that_holds_is_told_with_its_count_and_head(
    db: None, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    last = [append("test:acted", HOUSE, uuid4()) for _ in range(3)][-1]
    arguments = typed.parse_args(["ledger", "verify"])
    assert arguments.run(arguments) == 0
    assert capsys.readouterr().out == f"The ledger holds: 3 entries, head {last.hash}\n"


def test_the_first_broken_link_is_named(
    db: None, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        append("test:acted", HOUSE, uuid4())
    Entry.objects.filter(position=2).update(act="test:forged")
    arguments = typed.parse_args(["ledger", "verify"])
    assert arguments.run(arguments) == 1
    assert capsys.readouterr().out == (
        "The ledger is broken at entry 2: its hash does not match its content\n"
    )
