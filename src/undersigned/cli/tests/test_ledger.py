"""`undersigned ledger verify`."""

import argparse
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils.translation import override

from tests.cast import story
from undersigned.cli import ledger
from undersigned.communities.models import Community
from undersigned.journeys.close import close
from undersigned.kernel.actor import COMMAND, HOUSE
from undersigned.kernel.clock import now
from undersigned.ledger.actions import append, checkpoint
from undersigned.ledger.models import Entry
from undersigned.stories.models import Closure


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


@pytest.fixture
def closed(news: Community) -> Closure:
    here = story(news)
    close(COMMAND, here.id, "The inquest opens tomorrow.")
    return Closure.objects.get()


def verified(typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> str:
    arguments = typed.parse_args(["ledger", "verify"])
    assert arguments.run(arguments) == 1
    return capsys.readouterr().out


def test_a_row_edited_by_hand_is_named_with_what_differs(
    closed: Closure, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    Closure.objects.update(reason="Rain.", by_kind="house")
    assert verified(typed, capsys) == (
        "The ledger is broken at entry 1: the row that it tells of no longer says the same "
        f"(story:closed {closed.id} – the reason, who acted)\n"
    )


def test_it_is_said_in_french_too(
    closed: Closure, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    Closure.objects.update(reason="Pluie.")
    with override("fr"):
        assert verified(typed, capsys) == (
            "Le registre est rompu à l’inscription 1\u00a0: la ligne dont elle rend compte ne dit plus la "
            f"même chose (story:closed {closed.id} – le motif)\n"
        )


def test_a_row_that_is_gone_is_named(
    closed: Closure, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    Closure.objects.all().delete()
    assert verified(typed, capsys) == (
        f"The ledger is broken at entry 1: the row that it tells of is gone (story:closed {closed.id})\n"
    )


def test_every_fact_that_can_differ_has_a_name_for_people() -> None:
    found_by = {"appeal", "closure", "confirmation", "look", "report", "reprint", "restriction"}
    rooms = Path(ledger.__file__).parents[1].glob("*/evidence.py")
    facts = {fact for room in rooms for fact in re.findall(r'"(\w+)":', room.read_text())}
    assert facts - found_by == set(ledger.FACTS)


def test_the_record_is_taken_elsewhere_and_proved_there(
    db: None, typed: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def said(*words: str, status: int = 0) -> str:
        arguments = typed.parse_args(["ledger", *words])
        assert arguments.run(arguments) == status
        return capsys.readouterr().out

    last = [append("test:acted", HOUSE, uuid4()) for _ in range(2)][-1]
    checkpoint(now())
    kept = tmp_path / "ledger.jsonl"
    kept.write_text(said("export"))
    key = said("key").strip()
    Entry.objects.all().delete()
    holds = f"The ledger holds: 2 entries, head {last.hash}\n"
    assert said("verify", "--file", str(kept), "--key", key) == holds + "Signed up to entry 2.\n"
    kept.write_text(kept.read_text().replace("test:acted", "test:forged", 1))
    broken = said("verify", "--file", str(kept), status=1)
    assert broken == "The ledger is broken at entry 1: its hash does not match its content\n"
    assert said("verify", "--file", str(tmp_path / "nowhere"), status=1) == ""
