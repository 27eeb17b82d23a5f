"""Those who are measured: ours on either database; its bytes from a bare granian and from nginx; Isso."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ISSO = ROOT / ".cache" / "bench" / "isso"
ISSO_LOCK = ROOT / "requirements" / "isso.lock"
START_SECONDS = 60
STOP_SECONDS = 20
HOST = "127.0.0.1"


class NotHere(Exception):
    """Something that the bench needs is missing; the message says what brings it."""


@dataclass(frozen=True)
class Side:
    """A server that answers.

    Shape  seconds: from its start to its first answer
    """

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    seconds: float
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def megabytes(self) -> float:
        """Resident memory of the process and all below it."""
        pages = sum(resident_pages(pid) for pid in family(self.process.pid))
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def family(pid: int) -> list[int]:
    """A process and every one that came from it."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []
    return [pid, *(each for child in children for each in family(child))]


def resident_pages(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except FileNotFoundError:
        return 0


def at(port: int) -> dict[str, str]:
    """What an installation of ours is told of where it is."""
    return {"UNDERSIGNED_BASE_URL": f"http://{HOST}:{port}"}


def environment_of(database_url: str, var_dir: Path, port: int) -> dict[str, str]:
    """What an installation of ours is told."""
    return {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "UNDERSIGNED_VAR_DIR": str(var_dir),
        "UNDERSIGNED_DATABASE_URL": database_url,
        "UNDERSIGNED_LOG_LEVEL": "WARNING",
        **at(port),
    }


@contextmanager
def ours(name: str, environment: Mapping[str, str], *, processes: int = 1) -> Iterator[Side]:
    """The product, as an operator starts it, on what was filled before."""
    port = int(environment["UNDERSIGNED_BASE_URL"].rpartition(":")[2])
    command = [BIN / "undersigned", "serve", "--port", str(port), "--workers", str(processes)]
    with _started(name, command, port, "/readyz", environment) as side:
        yield side


@contextmanager
def bare(path: str, body: bytes, headers: Mapping[str, str], directory: Path) -> Iterator[Side]:
    """The same bytes from an application that does nothing else, behind the same server."""
    (directory / "bare.bytes").write_bytes(body)
    (directory / "bare.json").write_text(json.dumps({"path": path, "headers": dict(headers)}))
    port = free_port()
    options = ["--interface", "asginl", "--no-ws", "--log-level", "warning", "--port", str(port)]
    command = [BIN / "granian", *options, "bench.bare:application"]
    environment = {**os.environ, "BARE": str(directory / "bare"), "PYTHONPATH": str(ROOT)}
    with _started("bare granian", command, port, path, environment) as side:
        yield side


@contextmanager
def nginx(path: str, body: bytes, headers: Mapping[str, str], directory: Path) -> Iterator[Side]:
    """The same bytes as a file of nginx, one process."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise NotHere("nginx (Debian: apt-get install nginx-light)")
    (directory / "page").write_bytes(body)
    port = free_port()
    said = "\n".join(
        f"add_header {name} '{value}';" for name, value in headers.items() if name != "content-type"
    )
    kind = headers["content-type"]
    (directory / "nginx.conf").write_text(f"""
        {"user root;" if os.getuid() == 0 else ""}
        daemon off; worker_processes 1; pid {directory}/nginx.pid; error_log {directory}/nginx.log crit;
        events {{ worker_connections 1024; }}
        http {{
          access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;
          client_body_temp_path {directory}/b; proxy_temp_path {directory}/p; fastcgi_temp_path {directory}/f;
          uwsgi_temp_path {directory}/u; scgi_temp_path {directory}/s;
          server {{
            listen {HOST}:{port};
            location = {path} {{ types {{ }} default_type "{kind}"; alias {directory}/page; {said} }}
          }}
        }}
    """)
    command = [found, "-p", str(directory), "-c", str(directory / "nginx.conf")]
    with _started("nginx", command, port, path, dict(os.environ)) as side:
        yield side


@contextmanager
def isso(comments: Sequence[tuple[str, str, int | None]], directory: Path) -> Iterator[Side]:
    """Isso from PyPI, serving the same comments: text, name, and the position of what each answers."""
    port = free_port()
    config = directory / "isso.cfg"
    config.write_text(f"""
[general]
dbpath = {directory}/isso.db
host = http://{HOST}:{port}/
[server]
listen = http://{HOST}:{port}
[guard]
enabled = false
[moderation]
enabled = false
""")
    command = [_isso() / "bin" / "isso", "-c", config, "run"]
    address = "/?uri=/thread/&limit=50&nested_limit=3"
    quiet = subprocess.DEVNULL  # it tells of each comment
    with _started("Isso", command, port, "/config?uri=/thread/", dict(os.environ), errors=quiet) as side:
        _fill_isso(directory / "isso.db", comments)
        get(port, address)
        yield side


def _isso() -> Path:
    """Isso in a directory of its own, from the lock."""
    if not (ISSO / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", ISSO], check=True)
        pip = [str(ISSO / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ISSO_LOCK)], check=True)
        (ISSO / "ready").touch()
    return ISSO


def _fill_isso(database: Path, comments: Sequence[tuple[str, str, int | None]]) -> None:
    began = time.time() - len(comments)
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO threads (uri, title) VALUES ('/thread/', 'A thread')")
        (thread,) = connection.execute("SELECT id FROM threads").fetchone()
        voters = b"\0" * 256
        connection.executemany(
            "INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, voters) "
            "VALUES (?, ?, ?, ?, 1, '127.0.0.1', ?, ?, ?)",
            [
                (thread, n + 1, None if parent is None else parent + 1, began + n, text, name, voters)
                for n, (text, name, parent) in enumerate(comments)
            ],
        )
    connection.close()


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes, float]:
    """One request on a fresh connection. Shape  → status, headers, body as sent, milliseconds"""
    connection = HTTPConnection(HOST, port, timeout=120)
    try:
        began = time.perf_counter()
        connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body, took
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _started(
    name: str,
    command: Sequence[object],
    port: int,
    path: str,
    environment: Mapping[str, str],
    *,
    errors: int | None = None,
) -> Iterator[Side]:
    began = time.perf_counter()
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words,
        env=dict(environment),
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise NotHere(f"{name} did not start: {' '.join(words)}")
            time.sleep(0.01)
        yield Side(name, port, process, time.perf_counter() - began, environment)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            for pid in family(process.pid):
                os.kill(pid, signal.SIGKILL)
            process.wait()


def _answers(port: int, path: str) -> bool:
    try:
        return get(port, path)[0] < 500
    except (OSError, HTTPException):
        return False
