"""Others that are slow, broken, lying, busy or gone: no opinion, in time, and never a fault."""

import socket

import pytest

from undersigned.scoring.adapters import Asker, NoOpinion, asker
from undersigned.scoring.adapters.asking import LARGEST_BYTES
from undersigned.scoring.adapters.breaker import FAILURES, REST_SECONDS, Breaker
from undersigned.scoring.adapters.shapes import Clause, Question, SecondOpinion, doubted

from .other import Other

CLAUSES = (
    Clause("2", "Argue with ideas", "Leave the person alone."),
    Clause("4", "Lawful", "Nothing unlawful."),
)
QUESTION = Question("The mayor is a fool.", "en", CLAUSES)


def http(other: Other, seconds: float = 5, key: str = "") -> Asker:
    return asker("http", f"{other.at}/score?v=1", key, "our own", seconds)


def why(asked: Asker) -> str:
    with pytest.raises(NoOpinion) as none:
        asked.ask(QUESTION)
    return none.value.why


def test_an_opinion_is_asked_for_with_the_text_and_the_rules_and_nothing_else(other: Other) -> None:
    other.answer = {"scores": {"toxicity": 0.9, "wit": 1}, "clauses": {"2": 0.7, "9": 1}, "more": "ignored"}
    given = http(other, key="secret").ask(QUESTION)
    assert given == SecondOpinion("http", "our own", (("toxicity", 0.9),), (("2", 0.7),))
    path, headers, body = other.asked[0]
    assert path == "/score?v=1"
    assert headers["Authorization"] == "Bearer secret"
    assert body.keys() == {"text", "language", "clauses"}
    assert doubted(given, 0.8) == (["toxicity"], [])
    assert doubted(given, 0.7) == (["toxicity"], ["2"])


def test_whoever_says_what_it_is_called_is_called_so(other: Other) -> None:
    other.answer = {"scores": {"spam": 0}, "model": "paper-7"}
    assert http(other).ask(QUESTION).model == "paper-7"


@pytest.mark.parametrize(("manner", "pause"), [("waits_seconds", 1.0), ("drip_seconds", 0.05)])
def test_whoever_is_slow_is_not_waited_for(other: Other, manner: str, pause: float) -> None:
    """Also where each byte comes soon enough, and the whole does not."""
    setattr(other, manner, pause)
    assert why(http(other, seconds=0.4)) == "timeout"


@pytest.mark.parametrize(
    ("status", "found"),
    [(429, "busy"), (500, "refused"), (401, "refused"), (204, "refused"), (302, "refused")],
)
def test_what_is_no_answer_is_told_apart(other: Other, status: int, found: str) -> None:
    other.status, other.headers = status, {"Location": f"{other.at}/elsewhere"}
    assert why(http(other)) == found
    assert len(other.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{",
        "[]",
        '"text"',
        "{}",
        '{"scores": {}}',
        '{"scores": {"toxicity": 1.1}}',
        '{"scores": {"toxicity": -0.1}}',
        '{"scores": {"toxicity": NaN}}',
        '{"scores": {"toxicity": "0.9"}}',
        '{"scores": {"toxicity": true}}',
        '{"scores": {"wit": 0.9}}',
        '{"clauses": {"9": 0.9}}',
        '{"scores": {"toxicity": 0.9}, "model": "' + "m" * 100 + '"}',
        "[" * 100_000,
        " " * (LARGEST_BYTES + 1) + "{}",
    ],
)
def test_what_lies_or_makes_no_sense_is_no_opinion(other: Other, answer: str) -> None:
    other.answer = answer
    assert why(http(other)) == "nonsense"


def test_nobody_there_is_no_opinion() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert why(asker("http", at, "", "", 1)) == "unreachable"


def test_whoever_is_down_is_left_in_peace_for_a_while(other: Other) -> None:
    moment = [0.0]
    asked = Asker(http(other).engine, Breaker(lambda: moment[0]))
    other.status = 500
    assert [why(asked) for _ in range(FAILURES + 2)] == ["refused"] * FAILURES + ["resting"] * 2
    assert len(other.asked) == FAILURES
    moment[0] += REST_SECONDS
    assert [why(asked), why(asked)] == ["refused", "resting"]  # one try, and rest again
    moment[0] += REST_SECONDS
    other.status = 200
    assert asked.ask(QUESTION).scores
    other.status = 500
    assert why(asked) == "refused"
    assert why(asked) == "refused"  # it worked between: counted anew


def test_nobody_shuts_it_out_with_words(other: Other) -> None:
    other.answer = "I cannot help with that."
    asked = http(other)
    assert {why(asked) for _ in range(FAILURES + 2)} == {"nonsense"}
    assert len(other.asked) == FAILURES + 2
