"""The Perspective API's shape, answered here."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from undersigned.api.perspective_answer import LONGEST_BYTES, MOST_SENTENCES, sentences
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import NOON, SCORER_KEY
from undersigned.conversation.models import Comment
from undersigned.ledger.models import Entry
from undersigned.people.models import ScorerKey
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Assessment

ANALYZE = "/v1alpha1/comments:analyze"
FOOL = "The mayor is a fool."

pytestmark = pytest.mark.usefixtures("world", "scores")


def ask(*wanted: str, text: str = FOOL, key: str = SCORER_KEY, **more: Any) -> Any:
    ScorerKey.objects.update(per_minute=1_000)
    body = {
        "comment": {"text": text},
        "requestedAttributes": {name: {} for name in wanted or ("TOXICITY",)},
        "languages": ["en"],
    }
    return Caller()("POST", ANALYZE, body | more, query={"key": key})


def error(answer: Any) -> dict[str, Any]:
    """The one thing such a refusal holds."""
    assert answer["Content-Type"].startswith("application/json")
    (told,) = answer.json().values()
    assert told["code"] == answer.status_code
    return dict(told)


def test_the_key_may_stand_in_the_header() -> None:
    body = {"comment": {"text": FOOL}, "requestedAttributes": {"INSULT": None}, "languages": ["en"]}
    answer = Caller()("POST", ANALYZE, body, headers={"X-Goog-Api-Key": SCORER_KEY})
    assert answer.json()["attributeScores"]["INSULT"]["summaryScore"] == {"value": 0.9, "type": "PROBABILITY"}


def test_without_a_key_in_use_nothing_is_answered() -> None:
    missing = error(Caller()("POST", ANALYZE, {}))
    assert (missing["code"], missing["status"]) == (403, "PERMISSION_DENIED")
    for bad in ("usk_guessed", "\ud800"):
        refused = error(ask(key=bad.encode(errors="replace").decode()))
        assert (refused["code"], refused["status"]) == (400, "INVALID_ARGUMENT")
        assert refused["message"] == "API key not valid. Please pass a valid API key."
        assert refused["details"][0]["reason"] == "API_KEY_INVALID"


def test_a_key_that_asks_too_often_waits() -> None:
    body = {"comment": {"text": FOOL}, "requestedAttributes": {"TOXICITY": {}}, "languages": ["en"]}
    statuses = [Caller()("POST", ANALYZE, body, query={"key": SCORER_KEY}).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert Caller()("POST", ANALYZE, body, query={"key": SCORER_KEY}).status_code == 200


def test_nothing_that_is_sent_is_stored() -> None:
    before = (Comment.objects.count(), Entry.objects.count())
    assert ask(doNotStore=False).status_code == 200
    assert (Comment.objects.count(), Entry.objects.count()) == before


def test_without_sentences_asked_for_one_span_is_the_whole_text() -> None:
    score = ask(text="𝒜 fool.").json()["attributeScores"]["TOXICITY"]
    assert score["spanScores"] == [{"begin": 0, "end": 8, "score": score["summaryScore"]}]  # UTF-16: 𝒜 is two


def test_scores_below_a_threshold_are_left_out() -> None:
    wanted = {"TOXICITY": {"scoreThreshold": 0.5}, "THREAT": {"scoreThreshold": 0.5}}
    answer = ask(text=f"Well said. {FOOL}", requestedAttributes=wanted, spanAnnotations=True).json()
    assert answer["attributeScores"].keys() == {"TOXICITY"}
    assert [s["begin"] for s in answer["attributeScores"]["TOXICITY"]["spanScores"]] == [11]


def test_what_has_no_score_is_refused_as_there_or_dropped() -> None:
    for name in ("SEVERE_TOXICITY", "FLIRTATION"):
        refused = error(ask("TOXICITY", name))
        assert refused["message"] == f"Attribute {name} does not support request languages: en"
        (detail,) = refused["details"]
        assert detail["errorType"] == "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"
        assert detail["languageNotSupportedByAttributeError"] == {
            "detectedLanguages": ["en"],
            "attribute": name,
        }
        kept = ask("TOXICITY", name, dropUnsupportedAttributes=True).json()
        assert kept["attributeScores"].keys() == {"TOXICITY"}


def test_other_languages_are_refused_named_or_found() -> None:
    assert "request languages: de" in error(ask(languages=["de"]))["message"]
    german = "Das Rathaus hat gestern beschlossen, dass die alte Brücke für immer gesperrt bleiben soll."
    assert "request languages: de" in error(ask(text=german, languages=[]))["message"]
    assert ask(languages=["fr-CA"]).status_code == 200


def test_the_language_is_found_where_it_can_be() -> None:
    french = "La mairie a décidé hier que le vieux pont resterait fermé pour toujours aux camions."
    answer = ask(text=french, languages=None).json()
    assert (answer["languages"], answer["detectedLanguages"]) == (["fr"], ["fr"])
    short = ask(text="Well said.", languages=None).json()  # too short to tell: the model reads both
    assert short["languages"] == ["en", "fr"]
    assert "detectedLanguages" not in short


@pytest.mark.parametrize(
    ("sent", "message", "kind"),
    [
        ({"comment": {"text": " "}}, "Comment must be non-empty.", "COMMENT_EMPTY"),
        ({"comment": {"text": "é" * (LONGEST_BYTES // 2 + 1)}}, "Comment text too long.", "COMMENT_TOO_LONG"),
        ({"requestedAttributes": {}}, "Missing requested_attributes", "NO_REQUESTED_ATTRIBUTES"),
        ({"requestedAttributes": {"WIT": {}}}, "Unknown requested attribute: WIT", "INVALID_REQUEST"),
        (
            {"requestedAttributes": {"THREAT": {"scoreType": "RAW"}}},
            "Requested score type RAW is not supported by attribute THREAT",
            "INVALID_REQUEST",
        ),
        (
            {"comment": {"text": FOOL, "type": "HTML"}},
            "Currently, only 'PLAIN_TEXT' comments are supported",
            "INVALID_REQUEST",
        ),
        (
            {"mood": "good"},
            'Invalid JSON payload received. Unknown name "mood": Cannot find field.',
            "INVALID_REQUEST",
        ),
        ({"comment": {"text": [FOOL]}}, "Invalid value at 'comment.text'.", "INVALID_REQUEST"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_that_shape(sent: Any, message: str, kind: str) -> None:
    refused = error(ask(**sent))
    assert (refused["code"], refused["status"], refused["message"]) == (400, "INVALID_ARGUMENT", message)
    assert refused["details"][0]["errorType"] == kind


def test_the_longest_text_is_scored() -> None:
    assert ask(text="é" * (LONGEST_BYTES // 2)).status_code == 200


@pytest.mark.parametrize("body", ["{", "[]", '"text"', b"\xff"])
def test_what_is_not_such_a_request_is_refused_in_that_shape(body: Any) -> None:
    assert error(Caller()("POST", ANALYZE, body, query={"key": SCORER_KEY}))["status"] == "INVALID_ARGUMENT"


def test_halves_of_characters_are_told_from_whole_ones() -> None:
    half = '{"comment": {"text": "fool\\ud800"}, "requestedAttributes": {"\\ud800": {}}, "languages": ["en"]}'
    refused = error(Caller()("POST", ANALYZE, half, query={"key": SCORER_KEY}))
    assert refused["message"] == "Unknown requested attribute: �"
    known = half.replace('"\\ud800": {}', '"TOXICITY": null')
    answer = Caller()("POST", ANALYZE, known, query={"key": SCORER_KEY})
    assert answer.json()["attributeScores"]["TOXICITY"]["spanScores"][0]["end"] == 5


def test_a_scorer_that_fails_is_no_score_of_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "assess", lambda text: Assessment(failed=True))
    refused = error(ask())
    assert (refused["code"], refused["status"]) == (503, "UNAVAILABLE")


def test_every_field_of_that_api_is_taken() -> None:
    more: dict[str, Any] = {
        "context": {"entries": [{"text": "What do you think of him?", "type": "PLAIN_TEXT"}]},
        "sessionId": "s",
        "communityId": "paper.example",
        "client_token": "either-spelling",
        "doNotStore": True,
    }
    assert ask(**more).json()["clientToken"] == "either-spelling"


def test_what_coral_sends_after_a_decision_is_taken() -> None:
    sent = {
        "comment": {"text": FOOL},
        "context": {"entries": [{"text": '{"url":"https://paper.example/river","Coral_comment_id":"c"}'}]},
        "attributeScores": {"TOXICITY": {"summaryScore": {"value": 0}}},
        "languages": ["en"],
        "communityId": "Coral:https://coral.paper.example",
        "clientToken": "comment:c",
    }
    answer = Caller()("POST", "/v1alpha1/comments:suggestscore", sent, query={"key": SCORER_KEY})
    assert (answer.status_code, answer.json()) == (200, {"clientToken": "comment:c"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("« Assez ! » dit-elle. Il part…", ["« Assez !", "» dit-elle.", "Il part…"]),
        ("3.5 km", ["3.5 km"]),
        ("No full stop\nAnother line\n", ["No full stop", "Another line"]),
        ("He said “go.” We went.", ["He said “go.”", "We went."]),
        ("Well ... maybe.  So\r\n  be it. ", ["Well ...", "maybe.", "So", "be it."]),
        ("...", ["..."]),
        ("", []),
    ],
)
def test_sentences_are_told_apart(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in sentences(text)] == found


@pytest.mark.parametrize("text", ["." * LONGEST_BYTES, "a" + " " * LONGEST_BYTES + "b", '."' * 10_000])
def test_no_text_takes_long_to_take_apart(text: str) -> None:
    """A guard against what grows with the square."""
    began = time.process_time()
    list(sentences(text))
    assert time.process_time() - began < 1


def test_of_very_many_sentences_the_first_have_a_span() -> None:
    spans = ask(text="I do. " * 300, spanAnnotations=True).json()["attributeScores"]["TOXICITY"]["spanScores"]
    assert len(spans) == MOST_SENTENCES
    assert spans[-1]["begin"] == 6 * (MOST_SENTENCES - 1)


def test_a_sentence_that_cannot_be_scored_has_no_span(monkeypatch: pytest.MonkeyPatch) -> None:
    known = scorer.assess
    monkeypatch.setattr(
        scorer, "assess", lambda text: Assessment() if text.startswith("Der") else known(text)
    )
    answer = ask(text=f"{FOOL} Der Rat tagt. It is a fine day.", spanAnnotations=True).json()
    begins = [span["begin"] for span in answer["attributeScores"]["TOXICITY"]["spanScores"]]
    assert begins == [0, 35]


def test_a_request_that_is_too_large_is_refused_in_that_shape() -> None:
    refused = error(ask(sessionId="s" * 2_000_000))
    assert (refused["code"], refused["status"]) == (400, "INVALID_ARGUMENT")
    assert "exceeds the limit" in refused["message"]
