"""`undersigned score` and what `undersigned scorer` says when it cannot."""

import io
import json
import math
import subprocess
import sys

import pytest

from undersigned.cli import main, scorer
from undersigned.scoring.shapes import Assessment


def test_a_text_is_scored_with_the_words_that_spoke_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "Our neighbour is a moron, they say."]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("insult ") and "moron" in line for line in lines)
    assert any(line.split() == ["sexual", "not", "available"] for line in lines)
    assert any(line.split() == ["words:insult", "moron"] for line in lines)


def test_lines_are_answered_one_by_one_and_a_fault_costs_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "A fine day."}\n\n{"txt": 1}\n"An idiot."\n'))
    assert main(["score", "--jsonl"]) == 1
    one, fault, other = map(json.loads, capsys.readouterr().out.splitlines())
    assert one["scores"]["toxicity"] < other["scores"]["toxicity"]
    assert "line 3" in fault["error"]
    assert one["scores"]["sexual"] is None
    odds = other["rest"]["insult"] + sum(word["weight"] for word in other["words"]["insult"])
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(other["scores"]["insult"], abs=0.01)


def test_a_reader_who_has_had_enough_is_no_fault() -> None:
    lines = '"A fine day."\n' * 2_000
    command = f"{sys.executable} -m undersigned.cli score --jsonl | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], input=lines, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["scores"]
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_no_opinion_is_told_from_nothing_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("undersigned.cli.score.assess", lambda text: Assessment(failed=True))
    assert main(["score", "A fine day."]) == 1
    assert "no opinion" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO('\N{BYTE ORDER MARK}"A fine day."\n'))
    assert main(["score", "--jsonl"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] is True


@pytest.mark.parametrize("arguments", [["score"], ["score", "--jsonl", "a text"]])
def test_a_text_or_lines_are_needed(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("act", ["train", "evaluate"])
def test_without_corpora_it_says_so_and_writes_nothing(
    act: str, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    before = scorer.SHIPPED.read_bytes()
    assert main(["scorer", act, "--corpora", str(tmp_path)]) == 1
    assert "civil-comments" in capsys.readouterr().err
    assert scorer.SHIPPED.read_bytes() == before


def test_without_its_libraries_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scorer, "NEEDED", ("a_library_that_is_not_there",))
    assert main(["scorer", "train"]) == 1
    assert "undersigned[train]" in capsys.readouterr().err
