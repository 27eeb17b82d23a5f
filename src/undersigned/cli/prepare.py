"""What must be in place before anything is served: the tables and the static files."""

import fcntl
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from undersigned.web.health import unapplied

log = logging.getLogger(__name__)

ADVISORY_LOCK = 0x556E6465727369  # any number that is ours
STAMP = ".collected"


def migrate() -> list[str]:
    """Bring the database up to date; which migrations were applied. One process at a time, anywhere."""
    with _alone("migrate"), _alone_in_database():
        missing = unapplied()
        if missing:
            call_command("migrate", interactive=False, verbosity=0)
            log.info("database migrated", extra={"migrations": len(missing)})
    return missing


def collect() -> bool:
    """Bring the static files together under `var/static`, unless they are there already; whether it did."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    with _alone("collect"):
        found = _fingerprint()
        if stamp.exists() and stamp.read_text() == found:
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(found)
        log.info("static files collected")
    return True


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Wait until no other process of this machine does the same. A process that dies lets go."""
    with (settings.ENVIRONMENT.directory() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_in_database() -> Iterator[None]:
    """The same among machines that share a PostgreSQL."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def _fingerprint() -> str:
    """Changes whenever a static file does."""
    found = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    files = [(path, Path(place).stat()) for path, place in found]
    told = [settings.STORAGES["staticfiles"]["BACKEND"]]
    told += [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in sorted(files, key=lambda f: f[0])]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
