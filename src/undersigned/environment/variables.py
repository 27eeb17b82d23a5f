"""Every setting: name, type, default, and what it may not be; for people, docs/operate/settings.md."""

import os
import re
import secrets
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from pydantic import (
    BaseModel,
    ConfigDict,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from .kinds import Days, Hours, HoursFromADay, Sample

PREFIX = "UNDERSIGNED_"
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
HOST = r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])"
HOSTS = re.compile(rf"\*|\.?{HOST}", re.IGNORECASE)
BASE_URL = re.compile(rf"https?://{HOST}(?::[0-9]+)?/?", re.IGNORECASE)
HEADER = re.compile(r"[A-Za-z0-9-]+: ?[\x21-\x7e]+(?: [\x21-\x7e]+)*")
SIGNING_KEY = re.compile(r"whsec_(?=[^=]{30,88}={0,2}$)(?:[A-Za-z0-9+/=]{4})+")
SHORTEST_KEY = 32
CONNECTION_SECONDS = 600
MOST = {"trusted_proxies": 10, "proof_bits": 24}
LAST_SERVED = "served-at"


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
    appeal_days: Days = 14
    purge_url: str = ""
    purge_header: SecretStr = SecretStr("")
    purge_secret: SecretStr = SecretStr("")
    proof_bits: int = 16
    defamation: tuple[str, ...] = ()
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_name: str = "Newsroom"
    sample_a_day: Sample = 20
    transparency_text: str = ""
    keep_refused_days: Days = 190
    keep_withdrawn_days: Days = 30
    keep_reporters_days: Days = 190
    keep_unconfirmed_days: Days = 3
    keep_letters_days: Days = 3
    keep_sessions_days: Days = 14
    keep_answers_hours: HoursFromADay = 24
    keep_events_hours: Hours = 1

    @field_validator("hosts", "defamation", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(h.strip() for h in value.split(",") if h.strip()) if isinstance(value, str) else value

    @field_validator("hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if bad := [host for host in value if not HOSTS.fullmatch(host)]:
            raise ValueError(f"must be host names between commas, without scheme or port: {', '.join(bad)}")
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"must have {SHORTEST_KEY} characters or more")
        return value

    @field_validator(*MOST, mode="before")
    @classmethod
    def _is_a_few(cls, value: Any, info: ValidationInfo) -> int:
        most = MOST[str(info.field_name)]
        if not re.fullmatch("[0-9]{1,2}", str(value)) or int(value) > most:
            raise ValueError(f"must be a whole number from 0 to {most}")
        return int(value)

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if not BASE_URL.fullmatch(value) or _parts(value).port == 0:
            raise ValueError("must be http(s)://host[:port] without a path")
        return value.rstrip("/").lower()

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if value and _parts(value).scheme not in ("sqlite", "postgres", "postgresql"):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("mail_url")
    @classmethod
    def _is_mail(cls, value: str) -> str:
        parts = _parts(value)
        if value and parts.scheme not in ("file", *MAIL_PORTS):
            raise ValueError("must begin with file:, smtp://, smtp+tls:// or smtps://")
        if parts.scheme in MAIL_PORTS and not parts.hostname:
            raise ValueError("must name the mail server, as in smtp://user:password@host:port")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if "@" not in parseaddr(value)[1]:
            raise ValueError("must be an address, as in The Daily <no-reply@daily.example>")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("purge_url")
    @classmethod
    def _is_purged_at(cls, value: str) -> str:
        if value and (_parts(value).scheme not in ("http", "https") or not _parts(value).hostname):
            raise ValueError("must be an http(s):// address")
        return value

    @field_validator("purge_header")
    @classmethod
    def _is_header(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not HEADER.fullmatch(value.get_secret_value()):
            raise ValueError("must be one header, as in Fastly-Key: the token")
        return value

    @field_validator("purge_secret")
    @classmethod
    def _is_signing_key(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not SIGNING_KEY.fullmatch(value.get_secret_value()):
            raise ValueError("must be whsec_ and 32 to 88 characters of Base64")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_issuer(cls, value: str) -> str:
        if value and (_parts(value).scheme != "https" or not _parts(value).hostname):
            raise ValueError("must be the issuer's https:// address")
        return value

    @model_validator(mode="after")
    def _oidc_is_whole(self) -> Self:
        given = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret.get_secret_value())
        if any(given) and not all(given):
            raise ValueError(f"{PREFIX}OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET: give all three, or none")
        return self

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


def _parts(value: str) -> SplitResult:
    """An address, taken apart. Errors  ValueError, also for a port that is none"""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address, or its port is no port") from None
    return parts


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
