"""The environment, read once and typed. A bad value is refused at start, by name.

Every variable is `UNDERSIGNED_<NAME>`; `UNDERSIGNED_<NAME>_FILE` reads the value from a file
instead, for secrets. `docs/operate/settings.md` lists them all.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError, field_validator

PREFIX = "UNDERSIGNED_"


class BadSettings(Exception):
    """One or more variables cannot be used; the message names each."""


class Environment(BaseModel):
    """Every setting with its type and its default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    var_dir: Path = Path("var")
    base_url: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ()
    database_url: str = ""
    secret_key: SecretStr | None = None
    mail_url: str = ""
    mail_from: str = "Undersigned <no-reply@localhost>"
    log_level: str = "INFO"
    trusted_proxies: int = 0

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(h.strip() for h in value.split(",") if h.strip()) if isinstance(value, str) else value

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
            raise ValueError("must be http(s)://host[:port] without a path")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("sqlite", "postgres", "postgresql"):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("mail_url")
    @classmethod
    def _is_mail(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("file", "smtp", "smtps", "smtp+tls"):
            raise ValueError("must begin with file:, smtp://, smtp+tls:// or smtps://")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @property
    def is_secure(self) -> bool:
        """Whether readers come by https."""
        return self.base_url.startswith("https://")

    def database(self) -> dict[str, Any]:
        """Django's description of the database, SQLite under `var_dir` when none is named."""
        url = self.database_url or f"sqlite:///{(self.var_dir / 'undersigned.sqlite3').resolve()}"
        described: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        if described["ENGINE"].endswith("sqlite3"):
            described["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
            }
        return described

    def secret(self) -> str:
        """The signing secret: the one given, else one made once and kept under `var_dir`."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        kept = self.var_dir / "secret_key"
        try:
            self.var_dir.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as fresh:
                fresh.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
        return kept.read_text()


def read(variables: Mapping[str, str]) -> Environment:
    """The environment out of the given variables.

    Errors  BadSettings names every variable that is unknown, unreadable or ill-typed
    """
    values: dict[str, str] = {}
    complaints: list[str] = []
    for name, value in sorted(variables.items()):
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        if key.endswith("_file"):
            key = key.removesuffix("_file")
            try:
                value = Path(value).read_text().strip()
            except OSError as error:
                complaints.append(f"{name}: cannot be read ({error.strerror})")
                continue
        if key in values:
            complaints.append(f"{PREFIX}{key.upper()}: given both directly and by file")
        values[key] = value
    try:
        environment = Environment.model_validate(values)
    except ValidationError as error:
        complaints += [
            f"{PREFIX}{str(e['loc'][0]).upper()}: "
            + (
                "no such setting"
                if e["type"] == "extra_forbidden"
                else e["msg"].removeprefix("Value error, ")
            )
            for e in error.errors(include_input=False, include_url=False)
        ]
    if complaints:
        raise BadSettings("\n".join(complaints))
    return environment


def read_or_exit() -> Environment:
    """The process's own environment; says what is wrong and exits 1 when it cannot be used."""
    try:
        return read(os.environ)
    except BadSettings as error:
        sys.stderr.write(f"undersigned cannot start: settings refused\n{error}\n")
        raise SystemExit(1) from None
