"""Out of the process's variables, typed, all faults at once."""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .variables import PREFIX, BadSettings
from .whole import Environment


def read(variables: Mapping[str, str]) -> Environment:
    """The environment out of the given variables.

    Errors  BadSettings names every variable that is unknown, unreadable or ill-typed
    """
    values: dict[str, str] = {}
    complaints: list[str] = []
    for name, given in sorted(variables.items()):
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        try:
            value = Path(given).read_text().strip() if key.endswith("_file") else given
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "not text"
            complaints.append(f"{name}: cannot be read ({why})")
            continue
        key = key.removesuffix("_file")
        if key in values:
            complaints.append(f"{PREFIX}{key.upper()}: given both directly and by file")
        values[key] = value
    try:
        environment = Environment.model_validate(values)
    except ValidationError as error:
        complaints += [_complaint(found) for found in error.errors(include_input=False, include_url=False)]
    if complaints:
        raise BadSettings("\n".join(complaints))
    return environment


def _complaint(found: Any) -> str:
    """One variable's fault, without ever repeating its value: it may be a secret."""
    said = found["msg"].removeprefix("Value error, ") if found["type"] == "value_error" else "cannot be used"
    if not found["loc"]:
        return str(said)
    key = str(found["loc"][0])
    if found["type"] == "extra_forbidden":
        near = get_close_matches(key, Environment.model_fields, n=1)
        said = "no such setting" + (f"; did you mean {PREFIX}{near[0].upper()}?" if near else "")
    return f"{PREFIX}{key.upper()}: {said}"


def read_or_exit() -> Environment:
    """The process's own environment; says what is wrong and exits 1 when it cannot be used."""
    try:
        return read(os.environ).as_last_served()
    except BadSettings as error:
        sys.stderr.write(refused(error))
        raise SystemExit(1) from None


def refused(error: BadSettings) -> str:
    """What standard error is told."""
    return f"undersigned cannot start: settings refused\n{error}\n"
