"""Google's own client library, pointed here: a system that asks by it changes an address and a key."""

from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from undersigned.people import scorer_keys

BODY = {
    "comment": {"text": "Well said. The mayor is a fool."},
    "requestedAttributes": {"TOXICITY": {}},
    "languages": ["en"],
    "spanAnnotations": True,
}


@pytest.fixture
def client(live_server: LiveServer, settings: Settings, scores: None) -> Iterator[Any]:
    """As the Perspective API's documentation has it, but for the first address."""
    settings.BASE_URL = live_server.url
    made = scorer_keys.make("the wiki", 100)
    assert made is not None
    with build(
        "commentanalyzer",
        "v1alpha1",
        developerKey=made[1],
        discoveryServiceUrl=f"{live_server.url}/$discovery/rest?version=v1alpha1",
        static_discovery=False,
        cache_discovery=False,
    ) as built:
        yield built


def test_googles_client_learns_the_calls_here_and_reads_the_answer(client: Any) -> None:
    answer = client.comments().analyze(body=BODY).execute()
    score = answer["attributeScores"]["TOXICITY"]
    assert score["summaryScore"]["value"] == 0.9
    assert [span["score"]["value"] for span in score["spanScores"]] == [0.1, 0.9]
    assert client.comments().suggestscore(body={**_suggested(), "clientToken": "t"}).execute() == {
        "clientToken": "t"
    }


def test_googles_client_understands_the_refusals(client: Any) -> None:
    with pytest.raises(HttpError) as refused:
        client.comments().analyze(body=BODY | {"languages": ["is"]}).execute()
    assert refused.value.status_code == 400
    assert refused.value.reason == "Attribute TOXICITY does not support request languages: is"
    assert refused.value.error_details[0]["errorType"] == "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"


def _suggested() -> dict[str, Any]:
    return {"comment": BODY["comment"], "attributeScores": {"TOXICITY": {"summaryScore": {"value": 1}}}}
