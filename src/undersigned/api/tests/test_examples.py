"""Every example of the OpenAPI document is carried out, and answers what it says.

`WRITE_EXAMPLES=1 pytest src/undersigned/api/tests/test_examples.py` writes the answers anew.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from undersigned.api import openapi
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import World

WRITE = os.environ.get("WRITE_EXAMPLES")
EXAMPLES = Path(openapi.__file__).parent / "examples"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

NEW = re.compile(r'"(session_token|challenge|reference|status_url)": "[^"]+"')


def calls() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every call of the document: address, method, what is said of it."""
    return {
        call["operationId"]: (address, method, call)
        for address, item in openapi.with_examples()["paths"].items()
        for method, call in item.items()
    }


def plain(content: Any) -> Any:
    """The answer without the ids and tokens that are new each time."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, sort_keys=True)
    text = NEW.sub(r'"\1": "(new)"', text)
    return ID.sub(lambda found: found[0] if found[0].startswith("019df2a0-") else "(new)", text)


def validate(content: Any, schema: dict[str, Any]) -> None:
    whole = {"components": openapi.document()["components"], **schema}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(content)


@pytest.mark.parametrize("name", sorted(calls()))
def test_the_example_is_true(world: World, coral: None, name: str) -> None:
    address, method, call = calls()[name]
    example = openapi.example(name)
    caller = Caller(world.people[example["as"]] if "as" in example else None)
    answer = caller(
        method.upper(),
        address.format(**example.get("path", {})),
        example.get("body"),
        query=example.get("query"),
        headers=example.get("headers"),
    )
    assert answer.status_code == example["status"], answer.content
    described = call["responses"][example["status"]].get("content")
    if not described:
        assert answer.content == b""
        return
    ((content_type, about),) = described.items()
    assert answer["Content-Type"].partition(";")[0] == content_type
    found = answer.json() if content_type.endswith("json") else answer.content.decode()
    if WRITE:
        said = json.dumps(example | {"answer": found}, ensure_ascii=False, indent=2)
        (EXAMPLES / f"{name}.json").write_text(said + "\n", encoding="utf-8")
        return
    validate(found, about["schema"])
    validate(example["answer"], about["schema"])
    assert plain(found) == plain(example["answer"])


def test_every_example_belongs_to_a_call() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == calls().keys()
