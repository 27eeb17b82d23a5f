"""The product's own processes, run by a test on the test's own database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection


def environment(var_dir: Path, **settings: str) -> dict[str, str]:
    """What a process needs to share the test's database.

    Shape  settings: in small letters and without their prefix, e.g. mail_url
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNDERSIGNED_")}
    given = {"var_dir": str(var_dir), "database_url": database_url()} | settings
    return kept | {f"UNDERSIGNED_{name.upper()}": value for name, value in given.items()}


def database_url() -> str:
    """The address of the test's own database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["UNDERSIGNED_DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def running(*arguments: str, env: dict[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`undersigned …` until the block is left; then it is stopped, and must be gone within twenty seconds.

    It leads a process group of its own, as it would at a terminal.
    """
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "undersigned.cli", *arguments],
            env=env,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield process
        process.terminate()
        process.wait(20)
    finally:
        process.kill()
        process.wait()


def run(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """`undersigned …` to its end."""
    command = [sys.executable, "-m", "undersigned.cli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def until(is_so: Callable[[], object], *, seconds: float = 60) -> None:
    """Wait until it is so; the test fails when it never is."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
