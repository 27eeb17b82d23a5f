"""A PostgreSQL to test on: the one named, else one started from Debian's binaries for the occasion."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

INITIAL = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
SETTINGS = ("listen_addresses=", "max_connections=200", "log_min_messages=fatal")
# For one run of the tests: nothing in it has to outlive a fall of the machine.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoPostgres(Exception):
    """None can be reached or started; the message says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server where databases may be created.

    Errors  NoPostgres
    """
    named = os.environ.get("TEST_POSTGRES_URL")
    if named:
        try:
            psycopg.connect(named, connect_timeout=5).close()
        except psycopg.Error as error:
            raise NoPostgres(f"TEST_POSTGRES_URL does not answer: {str(error).strip()}") from error
        yield named
        return
    with _started(_binaries(), (*SETTINGS, *FORGETFUL)) as url:
        yield url


@contextmanager
def durable() -> Iterator[str]:
    """The URL of a server of our own that loses nothing it has committed, with its own defaults.

    Errors  NoPostgres
    """
    with _started(_binaries(), SETTINGS) as url:
        yield url


def _binaries() -> Path:
    """Debian's newest server, 15 or later, else the one on the path."""
    installed = sorted(
        (path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()),
        key=lambda path: float(path.parent.name),
    )
    if installed and float(installed[-1].parent.name) >= 15:
        return installed[-1]
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    raise NoPostgres(
        "no server is installed (Debian: apt-get install postgresql) and TEST_POSTGRES_URL is not set"
    )


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: someone else to run it as, then."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


@contextmanager
def _started(binaries: Path, settings: Iterable[str]) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="undersigned-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(home, owner)
    try:
        made = subprocess.run(
            [binaries / "initdb", "-D", home / "data", *INITIAL],
            capture_output=True,
            text=True,
            check=False,
            cwd=home,
            user=owner,
        )
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
        options = [word for setting in settings for word in ("-c", setting)]
        log = home / "log"
        with log.open("w") as written:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", home / "data", "-k", home, *options],
                stdout=written,
                stderr=written,
                cwd=home,
                user=owner,
            )
        try:
            url = f"postgresql://postgres@{quote(str(home), safe='')}/postgres"
            _wait_for(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NoPostgres(f"it did not start: {log.read_text().strip()}")
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.Error:
            time.sleep(0.1)
        else:
            return
    raise NoPostgres("it did not answer within 30 seconds")
