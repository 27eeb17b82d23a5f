"""The official schema of ninjs 3.1, and what does not fit it in words."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from undersigned.stories.errors import NotNinjs

SCHEMA = "ninjs-schema_3.1.json"
MOST_PROBLEMS = 5


def require_ninjs(item: Any) -> None:
    """Errors  NotNinjs with the first few things that do not fit"""
    try:
        errors = list(islice(_validator().iter_errors(item), MOST_PROBLEMS))
    except RecursionError:
        raise NotNinjs(problems=_("it is nested too deeply")) from None
    if errors:
        raise NotNinjs(problems="; ".join(dict.fromkeys(_said(error) for error in errors)))


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files(__package__).joinpath(SCHEMA).read_bytes())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _said(error: ValidationError) -> str:
    """What does not fit, in words; the path says where."""
    where = _where(error.absolute_path) or _("the whole")
    wanted: Any = error.validator_value
    item: Any = error.instance
    match error.validator:
        case "required":
            name = ", ".join(name for name in wanted if name not in item)
            return _("%(where)s has no “%(name)s”") % {"where": where, "name": name}
        case "unevaluatedProperties" | "additionalProperties":
            name = ", ".join(re.findall(r"'([^']{1,60})'", error.message)[:3])
            return _("%(where)s has what ninjs does not know: “%(name)s”") % {"where": where, "name": name}
        case "type":
            kind = {"object": _("an object"), "array": _("a list"), "string": _("text")}.get(
                str(wanted), str(wanted)
            )
            return _("%(where)s should be %(wanted)s") % {"where": where, "wanted": kind}
        case "enum":
            return _("%(where)s should be one of %(wanted)s") % {"where": where, "wanted": ", ".join(wanted)}
        case "format":
            return _("%(where)s is no %(wanted)s") % {"where": where, "wanted": wanted}
    return _("%(where)s does not fit") % {"where": where}


def _where(path: Iterable[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
