"""`undersigned transparency`: what is over is counted, and written as a file."""

import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine

from undersigned import cli
from undersigned.communities.models import Community

FOUNDED, APRIL = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def test_the_command_counts_what_is_over_and_writes_it(
    news: Community, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Community.objects.update(founded_at=FOUNDED)
    with time_machine.travel(APRIL):
        _write(capsys, tmp_path)


def _write(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["transparency", "news", "--from", "2026-02", "--to", "2026-02"]) == 0
    found = list(csv.DictReader(StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert {row["part"] for row in found} == {str(part) for part in range(1, 9)}
    assert cli.main(["transparency", "news", "--to", "2026-01"]) == 1
    made = tmp_path / "report.xlsx"
    assert cli.main(["transparency", "news", "--xlsx", str(made)]) == 0
    assert made.read_bytes().startswith(b"PK")
    with pytest.raises(SystemExit):
        cli.main(["transparency", "news", "--from", "2026-13"])
