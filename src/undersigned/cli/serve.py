"""`undersigned serve`: the whole product on one machine, until it is stopped."""

import argparse
import atexit
import gc
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
import threading
import time
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from multiprocessing import resource_tracker
from subprocess import Popen, TimeoutExpired
from typing import Any

from django.conf import settings
from django.db import OperationalError, connections
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from undersigned.cli.prepare import collect, migrate

log = logging.getLogger(__name__)

APPLICATION = "undersigned.asgi"  # by name: it stands above this door and holds it together
HIGHEST_PORT = 65_535
STOP_SECONDS = 4
OPEN_AT_ONCE = 50_000  # a process: most are live readers who wait; granian's own limit is a thousand
ENDING = signal.SIGUSR1  # said to web processes before they are stopped: live streams would hold them
RESTART_SECONDS = 1
ANSWER_SECONDS, ASK_AGAIN_SECONDS = 10, 0.1
LOGGING = {
    "formatters": settings.LOGGING["formatters"],
    "handlers": settings.LOGGING["handlers"],
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("serve", help=_("serve readers, and do the work that is owed"))
    parser.description = _("Brings the database up to date and serves until it is stopped (Ctrl-C).")
    parser.add_argument("--host", default="127.0.0.1", help=_("the address to listen at (127.0.0.1)"))
    port = os.environ.get("PORT") or "8000"
    parser.add_argument("--port", type=_port, default=port, help=_("the port (PORT, or 8000)"))
    parser.add_argument("--workers", type=_workers, default=1, metavar="N", help=_("web processes (1)"))
    parser.add_argument("--no-worker", action="store_true", help=_("leave the owed work to others"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prepare, serve, and stop both server and worker within seconds of being told to."""
    host, port = arguments.host, arguments.port
    refused = _refused(host, port)
    if refused:
        words = _("Cannot listen at %(host)s, port %(port)s: %(why)s")
        sys.stderr.write(words % {"host": host, "port": port, "why": refused} + "\n")
        return 1
    try:
        migrate()
        collect()
        connections.close_all()
        _serve(host, port, arguments.workers, with_worker=not arguments.no_worker)
    except OperationalError as error:
        sys.stderr.write(_("The database cannot be reached: %s") % str(error).strip() + "\n")
        return 1
    except KeyboardInterrupt:  # before the server took the signals over
        log.info("stopped before it served")
    return 0


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(_("a port is a whole number from 1 to 65535"))
    return int(value)


def _workers(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(_("there must be one web process or more"))
    return int(value)


def _serve(host: str, port: int, workers: int, *, with_worker: bool) -> None:
    """Serve until a signal comes. Children are spawned, not forked: they read the settings themselves."""
    is_told = {"UNDERSIGNED_BASE_URL", "UNDERSIGNED_BASE_URL_FILE"} & os.environ.keys()
    if not is_told:
        os.environ["UNDERSIGNED_BASE_URL"] = _address(host, port)
    settings.ENVIRONMENT.keep_served(settings.BASE_URL if is_told else _address(host, port))
    _allow_files()
    multiprocessing.set_start_method("spawn")
    server = Server(
        APPLICATION,
        host,
        port,
        interface=Interfaces.ASGINL,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        backpressure=OPEN_AT_ONCE,
    )
    companion = server.companion = Companion() if with_worker else None

    @server.on_startup
    def begin() -> None:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)  # the terminal was closed
        if companion:
            companion.start()
        log.info("server began", extra={"port": port, "web_processes": workers})
        threading.Thread(target=_announce, args=(host, port), daemon=True).start()

    try:
        server.serve(target_loader=partial(load, os.getpid()), wrap_loader=False)
    finally:
        if companion:
            companion.stop()
        log.info("server left")


def _allow_files() -> None:
    """As many open connections as the machine allows: a shell begins with a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _announce(host: str, port: int) -> None:
    """Say where it is once it answers there."""
    words = _("Undersigned is at %s (Ctrl-C stops it)") % f"{_address(host, port)}/"
    while not _answers(host, port):
        time.sleep(ASK_AGAIN_SECONDS)
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _answers(host: str, port: int) -> bool:
    try:
        with closing(HTTPConnection(_near(host), port, timeout=ANSWER_SECONDS)) as connection:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    return True


def load(parent: int) -> Any:
    """The application, in a web process that leaves when its parent has gone, however that died."""

    def leave_with_parent() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(ENDING, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # until granian listens; the parent will say it again
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=leave_with_parent, daemon=True).start()
    atexit.register(os._exit, 0)  # the server's threads are not Python's and do not bear its taking down
    application = import_module(APPLICATION).application
    gc.collect()
    gc.freeze()  # what is there by now stays: collecting need not look through it again
    signal.signal(ENDING, lambda *_: application.end_streams())
    return application


class Server(MPServer):
    """granian, whose web processes hear Ctrl-C, held back here, only once they are ready to."""

    companion: "Companion | None" = None

    def shutdown(self, exit_code: int = 0) -> None:
        """The worker stops while the web processes do, and those let their live readers go first."""
        if self.companion:
            self.companion.stopping.set()
        for worker in self.wrks:
            with suppress(ProcessLookupError):
                os.kill(worker.inner.pid, ENDING)
        super().shutdown(exit_code)  # type: ignore[no-untyped-call] # granian's

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        resource_tracker.ensure_running()  # here, for it lets go of what is held back
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call] # granian's
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class Companion(threading.Thread):
    """Keeps one `undersigned worker` beside the server: begun again when it dies, stopped with it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stopping = threading.Event()

    def run(self) -> None:
        """A session of its own, so that Ctrl-C reaches it through the server only."""
        command = [sys.executable, "-m", "undersigned.cli", "worker", "--parent", str(os.getpid())]
        while not self.stopping.is_set():
            with Popen(command, start_new_session=True) as process:  # noqa: S603 - this very program
                while process.poll() is None:
                    if self.stopping.wait(0.2):
                        _end(process)
                        return
            log.warning("worker died", extra={"status": process.returncode})
            self.stopping.wait(RESTART_SECONDS)

    def stop(self) -> None:
        """Let the worker finish the piece in hand, but not for long: its lease will run out."""
        self.stopping.set()
        self.join(STOP_SECONDS + 1)


def _end(process: "Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except TimeoutExpired:
        process.kill()


def _refused(host: str, port: int) -> str:
    """Why nothing can listen there; asked first, since the server would share the port with another."""
    try:
        family, kind, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        return str(getattr(error, "strerror", None) or error)
    return ""


def _address(host: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    name = _near(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _near(host: str) -> str:
    """The address by which this machine itself comes to where it listens."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared
