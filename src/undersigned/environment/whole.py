"""What follows from the settings: what Django is told, and where things are kept."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import dj_database_url

from .variables import MAIL_PORTS, PREFIX, BadSettings, Variables

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}
CONNECTION_SECONDS = 600
LAST_SERVED = "served-at"


class Environment(Variables):
    """The settings, and what follows from them."""

    @property
    def is_secure(self) -> bool:
        """Whether readers come by https."""
        return self.base_url.startswith("https://")

    @property
    def oidc_origin(self) -> str:
        """Where a sign-in with the newsroom's own accounts leads, as a browser names it."""
        parts = urlsplit(self.oidc_issuer)
        return f"{parts.scheme}://{parts.netloc}" if self.oidc_issuer else ""

    def database(self) -> dict[str, Any]:
        """Django's description of the database, SQLite under `var_dir` when none is named."""
        url = self.database_url or f"sqlite:///{(self.var_dir / 'undersigned.sqlite3').resolve()}"
        kept = dj_database_url.parse(url, conn_max_age=CONNECTION_SECONDS, conn_health_checks=True)
        described: dict[str, Any] = dict(kept)
        if described["ENGINE"].endswith("sqlite3"):
            described["ENGINE"] = "undersigned.sqlite"
            described["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": PRAGMAS,
            }
        else:  # what the address says goes first: a pooler between may not know prepared statements
            described["OPTIONS"] = PREPARED | described.get("OPTIONS", {})
        return described

    def mail(self) -> dict[str, Any]:
        """Where owed mail goes: to a mail server, or as one file a message to `MAIL_DIRECTORY`."""
        parts = urlsplit(self.mail_url or "file:")
        if parts.scheme == "file":
            return {"MAIL_DIRECTORY": Path(unquote(parts.path)) if parts.path else self.var_dir / "mail"}
        return {
            "MAIL_DIRECTORY": None,
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
            "EMAIL_USE_SSL": parts.scheme == "smtps",
        }

    def coral(self) -> tuple[str, ...]:
        """The secrets that Coral may sign with; an empty one, between two commas, is none."""
        given = self.coral_secrets.get_secret_value().split(",")
        return tuple(filter(None, (secret.strip() for secret in given)))

    def kept(self) -> dict[str, timedelta]:
        """How long what is kept, by the name of its retention rule."""
        return {
            "refused": timedelta(days=self.keep_refused_days),
            "withdrawn": timedelta(days=self.keep_withdrawn_days),
            "reporters": timedelta(days=self.keep_reporters_days),
            "unconfirmed": timedelta(days=self.keep_unconfirmed_days),
            "letters": timedelta(days=self.keep_letters_days),
            "sessions": timedelta(days=self.keep_sessions_days),
            "answers": timedelta(hours=self.keep_answers_hours),
            "events": timedelta(hours=self.keep_events_hours),
        }

    def secret(self) -> str:
        """The signing secret: the one given, else one made once and kept under `var_dir`."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        kept = self.kept_secret
        try:
            if not kept.exists():
                _keep(self.directory() / kept.name, secrets.token_urlsafe(50))
            return kept.read_text()
        except OSError as error:
            raise BadSettings(f"{PREFIX}VAR_DIR: {kept} cannot be kept ({error.strerror})") from None

    @property
    def kept_secret(self) -> Path:
        """Where the secret is that was made here, once it was."""
        return self.var_dir / "secret_key"

    def directory(self) -> Path:
        """`var_dir`, made unless it is there.

        Errors  BadSettings when it cannot be, or nothing can be written there
        """
        try:
            self.var_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = f"{self.var_dir} cannot be made ({error.strerror})"
            raise BadSettings(f"{PREFIX}VAR_DIR: {why}") from None
        if not os.access(self.var_dir, os.W_OK | os.X_OK):
            raise BadSettings(f"{PREFIX}VAR_DIR: {self.var_dir} cannot be written to")
        return self.var_dir

    def as_last_served(self) -> Self:
        """With the address that it was last served at, where none is set: what a command says leads there."""
        kept = self.var_dir / LAST_SERVED
        if "base_url" in self.model_fields_set or not kept.is_file():
            return self
        return self.model_copy(update={"base_url": kept.read_text().strip()})

    def keep_served(self, address: str) -> None:
        """Note for other commands where it is served."""
        fresh = self.directory() / f"{LAST_SERVED}.{os.getpid()}"
        fresh.write_text(address)
        fresh.replace(self.var_dir / LAST_SERVED)


def _keep(path: Path, value: str) -> None:
    """Two processes that start at once keep one value, and neither ever reads half of it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
