"""What every test stands on: its own data directory, its own settings, the cast.

`UNDERSIGNED_DATABASE_URL` chooses the database (SQLite when it is not set); every other
variable of the product is dropped, so that a developer's own settings never reach a test.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

VAR_DIR = Path(tempfile.mkdtemp(prefix="undersigned-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
(VAR_DIR / "static").mkdir()

for name in [n for n in os.environ if n.startswith("UNDERSIGNED_")]:
    if name != "UNDERSIGNED_DATABASE_URL":
        del os.environ[name]
os.environ["UNDERSIGNED_VAR_DIR"] = str(VAR_DIR)
os.environ["DJANGO_SETTINGS_MODULE"] = "undersigned.settings"

from django.conf import settings  # noqa: E402 - reads the environment prepared above
from django.db import connection, transaction  # noqa: E402 - the same
from django.test import TransactionTestCase  # noqa: E402 - the same
from django.utils import translation  # noqa: E402 - the same

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

ON_SQLITE = settings.DATABASES["default"]["ENGINE"] == "undersigned.sqlite"

if ON_SQLITE:
    # A file, not memory: the shared in-memory cache has no WAL, and races must be run for real.
    database = settings.DATABASES["default"]
    database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # No test pulls the plug: waiting for the disk would prove nothing and take minutes.
    settings.DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

django.setup()
# Not handed on: each process of a parallel run prepares its own settings, above.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.cast", "tests.post", "tests.scores"]

AS_MIGRATED = {"django_migrations", "django_content_type", "auth_permission"}


def _empty(_test: TransactionTestCase) -> None:
    """After a test that commits, take out every row, but not what the migrations put in.

    Django would truncate every table and write that anew, which takes ten times as long.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table in set(connection.introspection.django_table_names()) - AS_MIGRATED:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of ours


TransactionTestCase._fixture_teardown = _empty  # noqa: SLF001 - Django’s has no other door


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs: the rest says the same on either."""
    if ON_SQLITE:
        return
    kept = [item for item in items if _touches_database(item)]
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    marks = any(item.get_closest_marker(mark) for mark in ("django_db", "faults", "postgres"))
    return bool(fixtures) or marks


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A request leaves its language behind in the thread: every test begins in English."""
    translation.activate("en")
