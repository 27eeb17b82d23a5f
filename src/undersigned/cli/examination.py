"""What the doctor looks at. Each leaves nothing behind; the last ones need the database."""

import smtplib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from undersigned.journeys.second_opinion import tried
from undersigned.journeys.tidy import last_run
from undersigned.kernel.clock import now
from undersigned.ledger import reads as ledger
from undersigned.owed import reads as owed
from undersigned.people import reads as people
from undersigned.web.health import unapplied

OLDEST_POSTGRES = 150_000
LATE = timedelta(minutes=5)
SKEW = timedelta(seconds=30)
FORGETFUL = timedelta(days=2)
MAIL_SECONDS = 5
DIFFERENT_CHARACTERS = 10


@dataclass(frozen=True)
class Finding:
    """Shape  remedy: what to do; empty when all is well"""

    level: Literal["ok", "warn", "bad"]
    what: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which they are best mended."""
    yield from var_dir()
    yield from secret_key()
    yield from address()
    yield from static_files()
    yield from translations()
    yield from mail()
    yield from second_opinion()
    reachable = list(database())
    yield from reachable
    if all(finding.level == "ok" for finding in reachable):
        yield from clock()
        yield from work()
        yield from forgetting()
        yield from operators()


def var_dir() -> Iterator[Finding]:
    """Whether files can be kept."""
    directory: Path = settings.ENVIRONMENT.var_dir
    if _is_writable(directory):
        yield Finding("ok", _("the var directory can be written to"))
        return
    what = _("%(directory)s cannot be written to") % {"directory": directory}
    yield Finding("bad", what, _("create it for the user that runs undersigned, or set UNDERSIGNED_VAR_DIR"))


def secret_key() -> Iterator[Finding]:
    """Whether what signs sessions can be guessed, or read by others."""
    kept: Path = settings.ENVIRONMENT.kept_secret
    if settings.ENVIRONMENT.secret_key is None and not kept.exists():
        yield Finding(
            "warn", _("there is no secret key yet"), _("`undersigned serve` makes it when it starts")
        )
    elif len(set(settings.SECRET_KEY)) < DIFFERENT_CHARACTERS:
        yield Finding(
            "bad", _("the secret key can be guessed"), _("set UNDERSIGNED_SECRET_KEY to a random one")
        )
    elif settings.ENVIRONMENT.secret_key is None and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        what = _("%(file)s can be read by others on this machine") % {"file": kept}
        yield Finding("bad", what, f"chmod 600 {kept}")
    else:
        yield Finding("ok", _("the secret key is strong, and kept"))


def address() -> Iterator[Finding]:
    """Whether readers find it, safely, and only under its own names."""
    environment = settings.ENVIRONMENT
    host = str(urlsplit(environment.base_url).hostname)
    if "*" in environment.hosts:
        yield Finding("bad", _("any host name is believed"), _("name the real ones in UNDERSIGNED_HOSTS"))
    if _is_this_machine(host):
        what = _("%(address)s can be reached from this machine only") % {"address": environment.base_url}
        yield Finding("warn", what, _("set UNDERSIGNED_BASE_URL to the address readers use"))
    elif not environment.is_secure:
        what = _("readers come to %(address)s in the clear") % {"address": environment.base_url}
        yield Finding("bad", what, _("put it behind https and set UNDERSIGNED_BASE_URL accordingly"))
    elif not environment.trusted_proxies:
        remedy = _("set UNDERSIGNED_TRUSTED_PROXIES to how many stand before it")
        yield Finding("warn", _("readers come by https, but no proxy is trusted to say so"), remedy)
    else:
        what = _("readers come to %(address)s by https") % {"address": environment.base_url}
        yield Finding("ok", what)


def static_files() -> Iterator[Finding]:
    """Whether pages have their styles and scripts."""
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("ok", _("the static files are collected"))
    else:
        remedy = _("`undersigned serve` does it when it starts")
        yield Finding("warn", _("the static files are not collected"), remedy)


def translations() -> Iterator[Finding]:
    """Whether every language is spoken."""
    for language, _name in settings.LANGUAGES[1:]:
        compiled = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.mo")
        written = compiled.with_suffix(".po")
        values = {"language": language}
        if not compiled.exists():
            remedy = _("install the package anew; in a checkout, run make")
            yield Finding("bad", _("the translation %(language)s is not compiled") % values, remedy)
        elif written.exists() and written.stat().st_mtime > compiled.stat().st_mtime:
            what = _("the translation %(language)s has changed since it was compiled") % values
            yield Finding("warn", what, _("in a checkout, run make"))
        else:
            yield Finding("ok", _("the translation %(language)s is compiled") % values)


def mail() -> Iterator[Finding]:
    """Whether mail would leave. None is sent."""
    directory: Path | None = settings.MAIL_DIRECTORY
    if directory is not None and not _is_writable(directory):
        what = _("mail goes to files in %(directory)s, which cannot be written to") % {"directory": directory}
        yield Finding("bad", what, _("set UNDERSIGNED_MAIL_URL"))
    elif directory is not None:
        level: Literal["warn", "ok"] = "warn" if settings.ENVIRONMENT.is_secure else "ok"
        what = _("mail goes to files in %(directory)s, to nobody else") % {"directory": directory}
        yield Finding(level, what, _("set UNDERSIGNED_MAIL_URL to a mail server") if level == "warn" else "")
    else:
        yield from _mail_server()


def _mail_server() -> Iterator[Finding]:
    server = {"server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"}
    try:
        connected = EmailBackend(timeout=MAIL_SECONDS)
        connected.open()
        connected.close()
    except (OSError, smtplib.SMTPException) as error:
        what = _("the mail server %(server)s does not take our mail: %(why)s") % {**server, "why": error}
        yield Finding("bad", what, _("mend UNDERSIGNED_MAIL_URL, or the server"))
    else:
        yield Finding("ok", _("the mail server %(server)s answers") % server)
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        remedy = _("set UNDERSIGNED_MAIL_FROM to an address of yours")
        yield Finding("warn", _("mail is from localhost, which no server believes"), remedy)


def second_opinion() -> Iterator[Finding]:
    """Whether another scorer answers, where one is to be asked."""
    if not settings.SECOND_OPINION:
        return
    told = {"where": settings.SECOND_OPINION_AT}
    why = tried()
    if why:
        what = _("the other scorer, %(where)s, gives no opinion: %(why)s") % {**told, "why": why}
        yield Finding("bad", what, _("mend UNDERSIGNED_SECOND_OPINION_AT, or the scorer"))
    else:
        yield Finding("ok", _("the other scorer, %(where)s, gives an opinion") % told)


def database() -> Iterator[Finding]:
    """Whether the database answers, is new enough, and has every table."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        yield Finding("warn", _("there is no database yet"), _("`undersigned serve` makes it when it starts"))
        return
    try:
        connection.ensure_connection()
        missing = unapplied()
    except DatabaseError as error:
        what = _("the database cannot be reached: %(why)s") % {"why": str(error).strip()}
        yield Finding("bad", what, _("start it, or mend UNDERSIGNED_DATABASE_URL"))
        return
    yield _engine()
    if missing:
        what = ngettext(
            "%(count)d migration is not applied", "%(count)d migrations are not applied", len(missing)
        ) % {"count": len(missing)}
        yield Finding("bad", what, _("`undersigned serve` does it when it starts"))
    else:
        yield Finding("ok", _("every migration is applied"))


def _engine() -> Finding:
    """The server's version, or the way SQLite keeps its journal."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            if mode == "wal":
                return Finding("ok", _("the database is SQLite with a write-ahead log"))
            remedy = _("put UNDERSIGNED_VAR_DIR on a disk of this machine")
            return Finding("bad", _("SQLite keeps no write-ahead log: readers and writers wait"), remedy)
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    named = {"version": version // 10_000}
    if version < OLDEST_POSTGRES:
        remedy = _("run version 15 or later")
        return Finding("bad", _("PostgreSQL %(version)s is too old") % named, remedy)
    return Finding("ok", _("the database is PostgreSQL %(version)s") % named)


def clock() -> Iterator[Finding]:
    """Whether this machine, its database and the ledger agree on what time it is."""
    remedy = _("set the clock, and keep it by NTP")
    last = ledger.last_act_at()
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        said = cursor.fetchone()[0]
    there = said if isinstance(said, datetime) else datetime.fromisoformat(said).replace(tzinfo=UTC)
    if last is not None and last > now() + SKEW:
        yield Finding("bad", _("the last act in the ledger is in the future"), remedy)
    elif abs(there - now()) > SKEW:
        yield Finding("bad", _("this machine and its database disagree on the time"), remedy)
    else:
        yield Finding("ok", _("the clock agrees with the database and the ledger"))


def work() -> Iterator[Finding]:
    """Whether somebody does what is owed."""
    late, given_up = owed.overdue(LATE), owed.given_up()
    if late:
        what = ngettext(
            "%(count)d piece of work is overdue", "%(count)d pieces of work are overdue", late
        ) % {"count": late}
        yield Finding("bad", what, _("run `undersigned worker`, or `undersigned serve`, which has one"))
    else:
        yield Finding("ok", _("no work is overdue"))
    if given_up:
        what = ngettext(
            "%(count)d piece of work was given up", "%(count)d pieces of work were given up", given_up
        ) % {"count": given_up}
        yield Finding("warn", what, _("look for “owed work given up” in the log"))


def forgetting() -> Iterator[Finding]:
    """Whether what is over is forgotten."""
    ran = last_run()
    if ran is None or ran.at < now() - FORGETFUL:
        what = _("nothing was forgotten in the last two days that the retention rules say is over")
        yield Finding("warn", what, _("keep a worker running, or run `undersigned tidy`"))
    else:
        yield Finding("ok", _("what is over is forgotten every day"))


def operators() -> Iterator[Finding]:
    """Whether anybody may do everything."""
    if people.has_operator():
        yield Finding("ok", _("there is an operator"))
    else:
        remedy = _("see `undersigned moderator add --help`")
        yield Finding("warn", _("nobody is an operator"), remedy)


def _is_writable(directory: Path) -> bool:
    """Whether a file can be made there, or, where there is no directory yet, above."""
    there = next(path for path in (directory.absolute(), *directory.absolute().parents) if path.exists())
    try:
        with TemporaryFile(dir=there):
            return True
    except OSError:
        return False


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
