"""The description of this door: OpenAPI 3.1, with an example for every call that the tests carry out."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from undersigned.snapshots.sealing import JSON

from . import from_memory
from .calls import complete_api
from .service import router
from .shapes import Problem

METHODS = ("get", "put", "post", "patch", "delete")
OTHER_SHAPE = 400  # declared only by calls that keep the shape of another service
Example = dict[str, Any]


@cache
def document() -> dict[str, Any]:
    """The whole of it."""
    found = with_examples()
    return {**found, "paths": found["paths"] | from_memory.PATHS}


@cache
def with_examples() -> dict[str, Any]:
    """Every call of the service with its parameters, bodies, answers, refusals and example."""
    found: dict[str, Any] = dict(complete_api().get_openapi_schema(path_prefix=""))
    found["servers"] = [{"url": settings.BASE_URL}]
    found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for item in found["paths"].values():
        for method in METHODS:
            if method in item:
                _complete(item[method])
    return found


def example(operation_id: str) -> Example:
    """What a call is sent and what it answers.

    Shape  as: who of the tests' cast calls, if anyone; path, query, headers, body: what is sent;
           status, content_type, answer: what comes back
    """
    found: Example = json.loads(
        files(__package__).joinpath("examples", f"{operation_id}.json").read_text("utf-8")
    )
    return found


def public_addresses() -> frozenset[str]:
    """The routes whose GET is a public read: nobody has to say who they are."""
    complete_api()
    return frozenset(
        address.removeprefix("/").replace("{", "<").replace("}", ">")
        for address, calls in router.path_operations.items()
        if any("GET" in call.methods and not call.auth_callbacks for call in calls.operations)
    )


def _complete(call: dict[str, Any]) -> None:
    """Add the example, and say that every refusal is problem+json, or in the shape that it keeps instead."""
    given = example(call["operationId"])
    for parameter in call["parameters"]:
        source = given.get("headers" if parameter["in"] == "header" else parameter["in"], {})
        if parameter["name"] in source:
            parameter["example"] = source[parameter["name"]]
    if "requestBody" in call:
        (content,) = call["requestBody"]["content"].values()
        content["example"] = given["body"]
    answers = call["responses"][given["status"]]
    if "content" in answers:
        (content,) = answers["content"].values()
        content["example"] = given.get("answer")
        answers["content"] = {given.get("content_type", JSON): content}
    shaped = call["responses"].pop(OTHER_SHAPE, None)
    call["responses"]["default"] = shaped or from_memory.REFUSED
