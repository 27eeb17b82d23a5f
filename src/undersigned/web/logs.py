"""Logs as JSON lines that tell what happened and never who, by name, or in which words.

Written are: the event (a fixed sentence of the code, without what was put into it), what the call
gave in `extra`, and of a fault its class and where it came from. Paths, query strings, messages of
exceptions and values of SQL may hold names, addresses and texts, so they are left out.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTPException
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "response", "taskName"}
TELLABLE = (OperationalError, ImproperlyConfigured, OSError)  # their messages name machines, not people
PLACES = 12


class JsonLines(logging.Formatter):
    """One record, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": _event(record),
        }
        line |= {name: value for name, value in vars(record).items() if name not in KNOWN}
        request = getattr(record, "request", None)
        if request is not None:
            line |= {"method": request.method, "route": route(request)}
        if record.exc_info and record.exc_info[1] is not None:
            line |= fault(record.exc_info[1])
        elif "Traceback (most recent call last)" in str(record.msg):  # the server tells faults in its message
            line |= written_fault(str(record.msg))
        return json.dumps(line, default=str, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """The sentence of the code. Django's complaints about a request are made of the request: named only."""
    if record.name.startswith("django.security"):
        return record.name.rpartition(".")[2]
    return str(record.msg).partition("\n")[0]


def route(request: Any) -> str:
    """The pattern of the address, without what stood in it."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else ""


def fault(error: BaseException) -> dict[str, Any]:
    """A fault's class and the places it passed, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    told: dict[str, Any] = {
        "error": type(error).__qualname__,
        "places": [
            f"{Path(f.filename).parent.name}/{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames
        ],
    }
    if isinstance(error, TELLABLE) and not isinstance(error, SMTPException):  # those tell addresses
        told["why"] = str(error)
    return told


def written_fault(text: str) -> dict[str, Any]:
    """The same out of a traceback that comes as text."""
    places = re.findall(r'File "(?:.*/)?([^/"]+/[^/"]+)", line (\d+), in (\S+)', text)[-PLACES:]
    error = text.strip().splitlines()[-1].partition(":")[0]
    return {"error": error, "places": [f"{file}:{number} {name}" for file, number, name in places]}
