"""Every setting: name, type, default, and what it may not be; for people, docs/operate/settings.md."""

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from .kinds import ADay, Days, Hours, HoursFromADay, Sample, Seconds, Share

PREFIX = "UNDERSIGNED_"
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
HOST = r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])"
HOSTS = re.compile(rf"\*|\.?{HOST}", re.IGNORECASE)
BASE_URL = re.compile(rf"https?://{HOST}(?::[0-9]+)?/?", re.IGNORECASE)
HEADER = re.compile(r"[A-Za-z0-9-]+: ?[\x21-\x7e]+(?: [\x21-\x7e]+)*")
SIGNING_KEY = re.compile(r"whsec_(?=[^=]{30,88}={0,2}$)(?:[A-Za-z0-9+/=]{4})+")
SHORTEST_KEY = 32
MOST = {"trusted_proxies": 10, "proof_bits": 24}


class BadSettings(Exception):
    """One or more variables cannot be used; the message names each."""


class Variables(BaseModel):
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
    coral_secrets: SecretStr = SecretStr("")
    coral_hold: Share = 0.9
    second_opinion: Literal["", "http", "moderations", "chat", "onnx"] = ""
    second_opinion_at: str = ""
    second_opinion_key: SecretStr = SecretStr("")
    second_opinion_model: str = ""
    second_opinion_for: tuple[str, ...] = ("*",)
    second_opinion_seconds: Seconds = 10
    second_opinion_a_day: ADay = 10_000
    second_opinion_doubt: Share = 0.8
    transparency_text: str = ""
    keep_refused_days: Days = 190
    keep_withdrawn_days: Days = 30
    keep_reporters_days: Days = 190
    keep_unconfirmed_days: Days = 3
    keep_letters_days: Days = 3
    keep_sessions_days: Days = 14
    keep_answers_hours: HoursFromADay = 24
    keep_events_hours: Hours = 1

    @field_validator("hosts", "defamation", "second_opinion_for", mode="before")
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
    def _second_opinion_is_whole(self) -> Self:
        if not self.second_opinion:
            return self
        if not self.second_opinion_at:
            raise ValueError(f"{PREFIX}SECOND_OPINION_AT: say where, with {PREFIX}SECOND_OPINION")
        parts = _parts(self.second_opinion_at)
        is_address = parts.scheme in ("http", "https") and parts.hostname
        if self.second_opinion != "onnx" and not is_address:
            raise ValueError(f"{PREFIX}SECOND_OPINION_AT: must be an http(s):// address")
        if self.second_opinion in ("moderations", "chat") and not self.second_opinion_model:
            raise ValueError(f"{PREFIX}SECOND_OPINION_MODEL: say which model is asked")
        return self

    @model_validator(mode="after")
    def _oidc_is_whole(self) -> Self:
        given = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret.get_secret_value())
        if any(given) and not all(given):
            raise ValueError(f"{PREFIX}OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET: give all three, or none")
        return self


def _parts(value: str) -> SplitResult:
    """An address, taken apart. Errors  ValueError, also for a port that is none"""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address, or its port is no port") from None
    return parts
