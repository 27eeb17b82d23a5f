"""The description is whole: every call of the contract, every schema, every refusal."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from undersigned.api import openapi
from undersigned.api.tests.callers import Caller

CONTRACT = """GET /api/v1/communities/{community}
GET /api/v1/communities/{community}/stories
GET /api/v1/communities/{community}/stories/{story}
PUT /api/v1/communities/{community}/stories/{story}
GET /api/v1/communities/{community}/stories/{story}/conversation
PUT /api/v1/communities/{community}/stories/{story}/closure
DELETE /api/v1/communities/{community}/stories/{story}/closure
GET /api/v1/communities/{community}/stories/{story}/feed.atom
GET /api/v1/communities/{community}/stories/{story}/feed.json
POST /api/v1/communities/{community}/stories/{story}/comments
GET /api/v1/comments/{comment}
PATCH /api/v1/comments/{comment}
DELETE /api/v1/comments/{comment}
GET /api/v1/comments/{comment}/replies
PUT /api/v1/comments/{comment}/recommendation
DELETE /api/v1/comments/{comment}/recommendation
POST /api/v1/comments/{comment}/reports
PUT /api/v1/comments/{comment}/pick
DELETE /api/v1/comments/{comment}/pick
POST /api/v1/comments/{comment}/reprints
GET /api/v1/counts
GET /oembed
POST /api/v1/session/exchange
PUT /api/v1/communities/{community}/me/display-name
GET /api/v1/me
GET /api/v1/me/comments
POST /api/v1/decisions/{decision}/appeals
GET /api/v1/appeals/{appeal}
GET /api/v1/desk/cases
POST /api/v1/desk/cases/{case}/claim
POST /api/v1/desk/cases/{case}/decisions
POST /api/v1/people/{person}/restrictions
POST /api/v1/people/{person}/name-confirmations
POST /v1alpha1/comments:analyze
POST /api/v1/scoring/coral-phase"""


def calls() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, item in openapi.with_examples()["paths"].items():
        for method, call in item.items():
            yield method, address, call


@pytest.mark.parametrize("named", CONTRACT.splitlines())
def test_every_call_of_the_contract_is_described(named: str) -> None:
    assert named in {f"{method.upper()} {address}" for method, address, _ in calls()}


def test_what_is_answered_from_memory_is_described_too() -> None:
    more = openapi.document()["paths"].keys() - openapi.with_examples()["paths"].keys()
    assert {address.rpartition("/")[2] for address in more} == {"live", "conversation.html"}


def test_it_is_served_to_everybody_as_openapi_3_1(anyone: Caller) -> None:
    answer = anyone.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(openapi.document()))
    assert answer.json()["openapi"] == "3.1.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "html" not in answer["Content-Type"]


def test_no_page_of_documentation_is_served(db: None, anyone: Caller) -> None:
    assert anyone.get("/api/v1/docs").status_code == 404
    assert anyone.get("/api/v1/").status_code == 404


def test_calls_are_known_by_one_name_each_and_say_what_they_do() -> None:
    names = [call["operationId"] for _, _, call in calls()]
    assert len(names) == len(set(names))
    assert all(call["description"] and call["summary"] and call["tags"] for _, _, call in calls())


def test_every_reference_leads_somewhere() -> None:
    def references(content: Any) -> Iterator[str]:
        if isinstance(content, dict):
            if isinstance(content.get("$ref"), str):
                yield content["$ref"]
            content = list(content.values())
        if isinstance(content, list):
            for each in content:
                yield from references(each)

    whole = openapi.document()
    schemas = {f"#/components/schemas/{name}" for name in whole["components"]["schemas"]}
    assert set(references(whole)) <= schemas


def test_every_step_of_an_address_is_a_parameter() -> None:
    for _, address, call in calls():
        steps = {each.split("}")[0] for each in address.split("{")[1:]}
        assert steps == {p["name"] for p in call["parameters"] if p["in"] == "path"}


def test_what_writes_asks_who_is_calling_and_reading_does_not() -> None:
    open_to_all = {call["operationId"] for _, _, call in calls() if "security" not in call}
    reading = {call["operationId"] for _, _, call in calls() if "Reading" in call["tags"]}
    assert open_to_all == reading | {"exchange_session", "resume_session", "leave_session"}
    either = {call["operationId"] for _, _, call in calls() if {} in call.get("security", [])}
    assert either == {"report_comment", "give_notice", "get_challenge"}


def test_refusals_are_problem_json_but_in_the_shape_of_another_service() -> None:
    for _, address, call in calls():
        kind = "application/json" if address.startswith("/v1alpha1/") else "application/problem+json"
        assert kind in call["responses"]["default"]["content"]
