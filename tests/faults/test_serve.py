"""`undersigned serve` as a newsroom runs it: begins, serves, and ends when it is told to."""

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.db import connection

from tests import cast
from tests.cast import story
from tests.post import letters
from tests.process import environment, run, running, until
from undersigned.communities.models import Community
from undersigned.owed.actions import owe_mail

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

Env = dict[str, str]


@pytest.fixture
def env(tmp_path: Path) -> Env:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return environment(tmp_path / "var") | {"PORT": str(port)}


def answers(env: Env, path: str) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{env['PORT']}{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    return ask


def children(pid: int) -> dict[int, str]:
    """Processes begun by another, and theirs, with their commands."""
    found: dict[int, str] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has left since
            if parent_and_state(place)[0] == pid:
                command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found |= {int(place.name): command} | children(int(place.name))
    return found


def parent_and_state(place: Path) -> tuple[int, str]:
    """Of a process, by its directory under /proc: its name, which comes before, may hold anything."""
    state, parent, *_ = (place / "stat").read_text().rpartition(")")[2].split()
    return int(parent), state


def is_gone(pid: int) -> bool:
    try:
        return parent_and_state(Path(f"/proc/{pid}"))[1] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_it_begins_serves_works_and_ends_cleanly(env: Env, tmp_path: Path) -> None:
    with running("serve", env=env, log=tmp_path / "log") as server:
        until(lambda: "Undersigned is at" in (tmp_path / "log").read_text())
        assert answers(env, "/healthz")()
        assert answers(env, "/readyz")()
        owe_mail("ada@demo.example", "Published", "Your comment is published.\n")
        until(lambda: letters(tmp_path / "var/mail"))
        begun = children(server.pid)
    assert server.returncode == 0
    until(lambda: all(is_gone(pid) for pid in begun))
    lines = (tmp_path / "log").read_text().splitlines()
    assert "ada@" not in "".join(lines)
    assert f"Undersigned is at http://127.0.0.1:{env['PORT']}/ (Ctrl-C stops it)" in lines
    events = [json.loads(line)["event"] for line in lines if not line.startswith("Undersigned is at")]
    assert {"server began", "worker began", "answered", "worker left", "server left"} <= set(events)


def test_ctrl_c_at_the_terminal_reaches_every_process_and_none_complains(env: Env, tmp_path: Path) -> None:
    """The terminal sends it to the whole group at once, even to those that have just begun."""
    with running("serve", env=env, log=tmp_path / "log") as server:
        until(lambda: "server began" in (tmp_path / "log").read_text())
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(20) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_live_reader_is_let_go_and_nothing_has_to_be_killed(env: Env, tmp_path: Path) -> None:
    here = cast.story(cast.community("news"))
    live = f"http://127.0.0.1:{env['PORT']}/api/v1/communities/news/stories/{here.key}/live"
    with running("serve", env=env, log=tmp_path / "log") as server:
        until(answers(env, "/healthz"))
        with urlopen(live, timeout=20) as stream:
            assert stream.readline() == b"retry: 3000\n"
            os.killpg(server.pid, signal.SIGINT)
            assert stream.read().strip() == b""
        assert server.wait(20) == 0
    assert "Killing" not in (tmp_path / "log").read_text()


def test_the_worker_is_begun_again_when_it_dies(env: Env, tmp_path: Path) -> None:
    def worker() -> int | None:
        return next((pid for pid, command in children(server.pid).items() if " worker " in command), None)

    with running("serve", env=env, log=tmp_path / "log") as server:
        until(answers(env, "/healthz"))
        until(worker)
        first = worker()
        assert first is not None
        os.kill(first, signal.SIGKILL)
        until(lambda: worker() not in (None, first))
        owe_mail("ada@demo.example", "Published", "Your comment is published.\n")
        until(lambda: letters(tmp_path / "var/mail"))


def test_when_the_server_is_killed_its_processes_leave_too(env: Env, tmp_path: Path) -> None:
    with running("serve", env=env, log=tmp_path / "log") as server:
        until(answers(env, "/healthz"))
        begun = children(server.pid)
        server.kill()
        until(lambda: all(is_gone(pid) for pid in begun))


def test_a_port_in_use_is_said_in_one_line(env: Env) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(env["PORT"])))
        other.listen()
        refused = run("serve", env=env)
    assert refused.returncode == 1
    assert refused.stderr == f"Cannot listen at 127.0.0.1, port {env['PORT']}: Address already in use\n"


@pytest.mark.parametrize("port", ["abc", "99999", "0"])
def test_a_port_that_is_none_is_a_wrong_argument(env: Env, port: str) -> None:
    refused = run("serve", env=env | {"PORT": port})
    assert refused.returncode == 2
    assert refused.stderr.endswith("error: argument --port: a port is a whole number from 1 to 65535\n")


def test_a_var_directory_that_cannot_be_made_is_said_without_a_traceback(env: Env, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = run("serve", env=env | {"UNDERSIGNED_VAR_DIR": f"{tmp_path}/file/var"})
    assert refused.returncode == 1
    assert refused.stderr == (
        "undersigned cannot start: settings refused\n"
        f"UNDERSIGNED_VAR_DIR: {tmp_path}/file/var cannot be made (Not a directory)\n"
    )


def test_a_command_before_the_first_start_is_refused_without_a_traceback(env: Env, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    refused = run("close", "news/1", "--reason", "x", env=env | {"UNDERSIGNED_DATABASE_URL": ""})
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database cannot be used: no such table")
    assert "Traceback" not in refused.stderr


def test_a_command_beside_it_says_the_address_it_is_served_at(
    env: Env, news: Community, tmp_path: Path
) -> None:
    here = story(news, "a-story")
    with running("serve", "--no-worker", env=env, log=tmp_path / "log"):
        until(answers(env, "/healthz"))
        beside = {name: value for name, value in env.items() if name != "PORT"}
        closed = run("close", f"news/{here.key}", "--reason", "Night.", env=beside)
    assert closed.stdout.split()[1] == f"http://127.0.0.1:{env['PORT']}/news/a-story/"


def test_a_database_that_is_away_is_said_without_a_traceback(env: Env) -> None:
    refused = run("serve", env=env | {"UNDERSIGNED_DATABASE_URL": "postgresql://127.0.0.1:9/nobody"})
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database cannot be reached: connection")
    assert "Traceback" not in refused.stderr


@pytest.fixture
def fresh(env: Env) -> Iterator[Env]:
    """The same, on a database with nothing in it."""
    if connection.vendor == "sqlite":
        yield env | {"UNDERSIGNED_DATABASE_URL": ""}
        return
    name = f"{connection.settings_dict['NAME']}_fresh"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # of a run that was cut off
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield env | {"UNDERSIGNED_DATABASE_URL": f"{env['UNDERSIGNED_DATABASE_URL']}_fresh"}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_two_that_begin_at_once_on_a_new_database_make_it_once(fresh: Env, tmp_path: Path) -> None:
    """Each waits for the other's migrations and static files; both then serve, and leave owed work alone."""
    other = fresh | {"PORT": str(int(fresh["PORT"]) + 1)}
    with (
        running("serve", "--no-worker", env=fresh, log=tmp_path / "one"),
        running("serve", "--no-worker", env=other, log=tmp_path / "two") as second,
    ):
        until(answers(fresh, "/readyz"))
        until(answers(other, "/readyz"))
        assert not [command for command in children(second.pid).values() if " worker " in command]
    logs = (tmp_path / "one").read_text() + (tmp_path / "two").read_text()
    assert logs.count("database migrated") == 1
    assert logs.count("static files collected") == 1
    assert "Traceback" not in logs


def test_a_second_start_finds_everything_in_place(env: Env, tmp_path: Path) -> None:
    for _ in range(2):
        with running("serve", env=env, log=tmp_path / "log"):
            until(answers(env, "/readyz"))
    logs = (tmp_path / "log").read_text()
    assert logs.count("static files collected") == 1
    assert "database migrated" not in logs
