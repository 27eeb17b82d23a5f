"""A worker killed with kill -9 between any two steps neither loses a letter nor doubles it."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.post import letters
from tests.process import environment, run, running, until
from tests.smtp_sink import sink
from undersigned.owed.actions import owe_mail
from undersigned.owed.models import Owed

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

SCRIPT = Path(__file__).with_name("worker_killed_at_every_step.py")
FEWEST_STEPS = 30  # fewer would mean that the script no longer looks where the work is done


def kill_at_every_step(env: dict[str, str]) -> list[dict[str, Any]]:
    env = env | {"DJANGO_SETTINGS_MODULE": "undersigned.settings"}
    ran = subprocess.run([sys.executable, str(SCRIPT)], env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [t["was_killed"] for t in told] == [True] * (len(told) - 1) + [False]
    assert len(told) > FEWEST_STEPS
    assert {t["attempts"] for t in told[:-1]} == {1, 2}  # killed before the claim, and after it
    return told


def test_to_a_directory_each_letter_is_one_file(tmp_path: Path) -> None:
    told = kill_at_every_step(environment(tmp_path))
    assert all(t["is_done"] for t in told)
    assert sorted(p.name for p in (tmp_path / "mail").iterdir()) == sorted(f"{t['id']}.eml" for t in told)
    assert [letter["Subject"] for letter in letters(tmp_path / "mail")] == [f"Step {t['step']}" for t in told]


def test_to_a_server_each_letter_has_one_message_id(tmp_path: Path) -> None:
    """Twice at most: who is killed between the server's yes and the note of it cannot know."""
    with sink() as server:
        told = kill_at_every_step(environment(tmp_path, mail_url=f"smtp://127.0.0.1:{server.port}"))
    assert all(t["is_done"] for t in told)
    taken = Counter(letter["Message-ID"] for letter in server.taken)
    assert taken.keys() == {f"<{t['id']}@127.0.0.1>" for t in told}
    assert set(taken.values()) == {1, 2}


def test_a_worker_killed_while_the_server_listens_sends_the_same_message_again(tmp_path: Path) -> None:
    with transaction.atomic():
        owed_id = owe_mail("ada@demo.example", "Published", "Your comment is published.\n")
    with sink() as server:
        env = environment(tmp_path, mail_url=f"smtp://127.0.0.1:{server.port}")
        with running("worker", env=env, log=tmp_path / "log") as worker:
            server.when_taken = worker.kill
            worker.wait(20)
        assert Owed.objects.get().done_at is None
        server.when_taken = lambda: None
        assert run("worker", "--until-empty", env=env).returncode == 0
        assert len(server.taken) == 1, "the lease still holds"
        Owed.objects.update(leased_until=datetime.now(UTC))
        assert run("worker", "--until-empty", env=env).returncode == 0
    assert [letter["Message-ID"] for letter in server.taken] == [f"<{owed_id}@127.0.0.1>"] * 2
    assert Owed.objects.get().done_at is not None


def test_a_worker_told_to_stop_finishes_the_letter_in_hand(tmp_path: Path) -> None:
    owe_mail("ada@demo.example", "Published", "Your comment is published.\n")
    with sink() as server:
        env = environment(tmp_path, mail_url=f"smtp://127.0.0.1:{server.port}")
        with running("worker", env=env, log=tmp_path / "log") as worker:
            server.when_taken = worker.terminate
            assert worker.wait(20) == 0
    assert len(server.taken) == 1
    assert Owed.objects.get().done_at is not None
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_waiting_worker_takes_up_what_is_owed_later(tmp_path: Path) -> None:
    with running("worker", env=environment(tmp_path), log=tmp_path / "log") as worker:
        until(lambda: "worker began" in (tmp_path / "log").read_text())
        owe_mail("ada@demo.example", "Published", "Your comment is published.\n")
        until(lambda: Owed.objects.filter(done_at__isnull=False).exists())
    assert worker.returncode == 0
    assert len(letters(tmp_path / "mail")) == 1
