"""Coral's external moderation phase."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from pytest_django import Settings

from undersigned.api.tests.callers import Caller
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Assessment, Score

PHASE = "/api/v1/scoring/coral-phase"
SECRET = "coral's own"

pytestmark = pytest.mark.usefixtures("world", "coral")


def signature(body: str, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()


def send(text: str, signed: str | None = None) -> Any:
    # As Coral writes it: two spaces in, and letters beyond ASCII as they are.
    body = json.dumps(
        {"action": "EDIT", "comment": {"body": text, "parentID": "p"}}, indent=2, ensure_ascii=False
    )
    headers = {"X-Coral-Signature": signature(body) if signed is None else signed}
    return Caller()("POST", PHASE, body, headers=headers)


def found(monkeypatch: pytest.MonkeyPatch, **scores: float | None) -> None:
    told = Assessment(scores=tuple(Score(name, value) for name, value in scores.items()))
    monkeypatch.setattr(scorer, "assess", lambda text: told)


def test_what_nobody_would_mind_goes_on_as_if_unasked() -> None:
    answer = send("La mairie a bien répondu.")
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_is_likely_abuse_is_held_and_flagged_never_rejected() -> None:
    answer = send("The mayor is a fool.")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "SYSTEM_WITHHELD",
        "actions": [{"actionType": "FLAG", "reason": "COMMENT_DETECTED_TOXIC"}],
    }


@pytest.mark.parametrize(
    "scores", [{}, {"toxicity": None, "spam": None}, {"toxicity": 0.899}, {"profanity": 1.0}]
)
def test_below_the_threshold_or_without_a_score_nothing_is_held(
    monkeypatch: pytest.MonkeyPatch, scores: dict[str, float | None]
) -> None:
    found(monkeypatch, **scores)
    assert send("Anything.").status_code == 204


def test_spam_has_a_flag_of_its_own_and_the_threshold_is_the_newsrooms(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CORAL_HOLD = 0.5
    found(monkeypatch, spam=0.5, threat=0.6)
    flags = [action["reason"] for action in send("Anything.").json()["actions"]]
    assert flags == ["COMMENT_DETECTED_TOXIC", "COMMENT_DETECTED_SPAM"]


def test_a_scorer_that_fails_means_a_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "assess", lambda text: Assessment(failed=True))
    assert send("Anything.").json() == {"status": "PREMOD"}


def test_a_comment_without_words_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "assess", lambda text: Assessment(failed=True))
    assert send(" ").status_code == 204


@pytest.mark.parametrize("signed", ["", "sha256=", "sha256=00", "é", "sha256=" + "0" * 64])
def test_without_corals_signature_nothing_is_answered(signed: str) -> None:
    refused = send("The mayor is a fool.", signed)
    assert refused.status_code == 401
    assert refused.json()["type"].endswith("/not-signed-in")


def test_a_signature_of_another_text_is_none() -> None:
    other = json.dumps({"action": "EDIT", "comment": {"body": "Well said.", "parentID": "p"}}, indent=2)
    assert send("The mayor is a fool.", signature(other)).status_code == 401


def test_secrets_are_replaced_without_a_gap(settings: Settings) -> None:
    settings.CORAL_SECRETS = ("the new one", SECRET)
    assert send("Well said.").status_code == 204
    body = json.dumps({"comment": {"body": "Well said."}})
    both = f"{signature(body, 'long gone')}, {signature(body, 'the new one')}"
    assert Caller()("POST", PHASE, body, headers={"X-Coral-Signature": both}).status_code == 204


def test_without_a_secret_there_is_no_such_page(settings: Settings) -> None:
    settings.CORAL_SECRETS = ()
    assert send("Well said.").status_code == 404


def test_what_coral_never_sends_is_refused() -> None:
    for body in ("{}", "[]", '{"comment": "text"}'):
        answer = Caller()("POST", PHASE, body, headers={"X-Coral-Signature": signature(body)})
        assert answer.status_code == 422
