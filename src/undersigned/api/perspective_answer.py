"""What the local scorer says of a text, in the terms of the Perspective API.

Source  Perspective API, v1alpha1, "AnalyzeComment", "Limits and errors"
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from undersigned.scoring import reads as scorer

from . import google_errors
from .perspective_shapes import Analysis, Wanted

LONGEST_BYTES = 20_480
MOST_SENTENCES = 250
LANGUAGES = ("en", "fr")  # one model for both
ATTRIBUTES = {
    "TOXICITY": "toxicity",
    "SEVERE_TOXICITY": "severe_toxicity",
    "INSULT": "insult",
    "THREAT": "threat",
    "IDENTITY_ATTACK": "identity_attack",
    "PROFANITY": "profanity",
    "SEXUALLY_EXPLICIT": "sexual",
    "SPAM": "spam",
}
GONE = """
    FLIRTATION ATTACK_ON_AUTHOR ATTACK_ON_COMMENTER INCOHERENT INFLAMMATORY LIKELY_TO_REJECT OBSCENE
    UNSUBSTANTIAL TOXICITY_EXPERIMENTAL SEVERE_TOXICITY_EXPERIMENTAL IDENTITY_ATTACK_EXPERIMENTAL
    INSULT_EXPERIMENTAL PROFANITY_EXPERIMENTAL THREAT_EXPERIMENTAL TOXICITY_FAST
    AFFINITY_EXPERIMENTAL COMPASSION_EXPERIMENTAL CURIOSITY_EXPERIMENTAL NUANCE_EXPERIMENTAL
    PERSONAL_STORY_EXPERIMENTAL REASONING_EXPERIMENTAL RESPECT_EXPERIMENTAL
"""
NEVER_HERE = frozenset(GONE.split())  # that API had them; whoever asks is told that no language has them
LINE = re.compile(r"[^\n]+")
END = re.compile(r"[.!?…][\"'”’»)\]]*+(?=\s)")  # of a sentence, or that of its line


def analyzed(sent: Analysis) -> dict[str, Any]:
    """The scores that are asked for, of the whole text and, if wanted, of each of its sentences.

    Errors  google_errors.Refusal
    """
    text = sent.comment.text
    _check(sent)
    detected = [] if sent.languages else [code for code in [scorer.language(text)] if code]
    languages = sent.languages or detected
    spoken = all(code.split("-")[0].lower() in LANGUAGES for code in languages)
    whole = _scores(text)
    has_score = {name for name, attribute in ATTRIBUTES.items() if spoken and attribute in whole}
    scored: dict[str, Any] = {}
    for name, wanted in sent.requested_attributes.items():
        if name in has_score:
            scored |= _attribute(name, wanted, whole)
        elif not sent.drop_unsupported_attributes:
            raise google_errors.language_not_supported(name, languages or list(LANGUAGES))
    if sent.span_annotations:
        _add_sentences(text, sent, scored)
    else:
        for score in scored.values():
            score["spanScores"] = [{"begin": 0, "end": _units(text), "score": score["summaryScore"]}]
    told: dict[str, Any] = {"attributeScores": scored, "languages": languages or list(LANGUAGES)}
    told |= {"detectedLanguages": detected} if detected else {}
    return told | ({"clientToken": sent.client_token} if sent.client_token else {})


def _check(sent: Analysis) -> None:
    """Errors  google_errors.Refusal: a text, attribute or type that cannot be scored anywhere"""
    if not sent.comment.text.strip():
        raise google_errors.invalid("Comment must be non-empty.", "COMMENT_EMPTY")
    if len(sent.comment.text.encode()) > LONGEST_BYTES:
        raise google_errors.invalid("Comment text too long.", "COMMENT_TOO_LONG")
    if sent.comment.type not in ("PLAIN_TEXT", "TEXT_TYPE_UNSPECIFIED"):
        raise google_errors.invalid("Currently, only 'PLAIN_TEXT' comments are supported")
    if not sent.requested_attributes:
        raise google_errors.invalid("Missing requested_attributes", "NO_REQUESTED_ATTRIBUTES")
    for name, wanted in sent.requested_attributes.items():
        if name not in ATTRIBUTES and name not in NEVER_HERE:
            raise google_errors.invalid(f"Unknown requested attribute: {name}")
        if wanted.score_type not in ("PROBABILITY", "SCORE_TYPE_UNSPECIFIED"):
            kind = wanted.score_type
            raise google_errors.invalid(f"Requested score type {kind} is not supported by attribute {name}")


def _scores(text: str) -> dict[str, float]:
    """What can be told of a text. Errors  google_errors.Refusal: the scorer gave no opinion"""
    assessment = scorer.assess(text)
    if assessment.failed:
        raise google_errors.no_opinion()
    return {s.attribute: s.probability for s in assessment.scores if s.probability is not None}


def _attribute(name: str, wanted: Wanted, scores: dict[str, float]) -> dict[str, Any]:
    value = scores[ATTRIBUTES[name]]
    return {} if value < wanted.score_threshold else {name: {"spanScores": [], "summaryScore": _score(value)}}


def _add_sentences(text: str, sent: Analysis, scored: dict[str, Any]) -> None:
    """A sentence that has no score, in another language say, has no span: nought would be a score. Nor has
    any beyond `MOST_SENTENCES`, lest one request takes the time of a thousand.
    """
    for begin, end in islice(sentences(text), MOST_SENTENCES):
        scores = _scores(text[begin:end])
        span = {"begin": _units(text[:begin]), "end": _units(text[:end])}
        for name, score in scored.items():
            value = scores.get(ATTRIBUTES[name])
            if value is not None and value >= sent.requested_attributes[name].score_threshold:
                score["spanScores"].append({**span, "score": _score(value)})


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, without the space around it."""
    for line in LINE.finditer(text):
        begin = line.start()
        for end in [*(found.end() for found in END.finditer(text, *line.span())), line.end()]:
            written = text[begin:end]
            if written.strip():
                yield begin + len(written) - len(written.lstrip()), begin + len(written.rstrip())
            begin = end


def _score(value: float) -> dict[str, Any]:
    return {"value": value, "type": "PROBABILITY"}


def _units(text: str) -> int:
    """How long a text is for that API: a character beyond the first 65,536 counts twice."""
    return len(text.encode("utf-16-le")) // 2
