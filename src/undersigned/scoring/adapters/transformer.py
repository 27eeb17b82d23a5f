"""A transformer that the newsroom supplies, run in this process by ONNX Runtime: `undersigned[onnx]`.

A directory holds `model.onnx`, `tokenizer.json` and `config.json` as the usual exporters write them; its
`id2label` says which attribute each output is.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import NoOpinion
from .shapes import Question, SecondOpinion, opinion

log = logging.getLogger(__name__)

LONGEST_TOKENS = 512
NEEDED = ("model.onnx", "tokenizer.json", "config.json")
LABELS = {
    "toxicity": "toxicity toxic offensive hateful_or_toxic",
    "severe_toxicity": "severe_toxicity severe_toxic",
    "insult": "insult",
    "threat": "threat",
    "identity_attack": "identity_attack identity_hate hate hate_speech hateful",
    "profanity": "profanity obscene",
    "sexual": "sexual sexual_explicit sexually_explicit",
    "spam": "spam",
}
ATTRIBUTES = {label: attribute for attribute, labels in LABELS.items() for label in labels.split()}


@dataclass(frozen=True)
class Transformer:
    at: str
    model: str
    name = "onnx"

    def ask(self, question: Question) -> SecondOpinion:
        """Errors  NoOpinion(missing): the libraries or a file, that the files fit one another, or an output
        that is known here
        """
        session, tokenizer, config = self._loaded
        try:
            scores = _scores(session, tokenizer.encode(question.text), config)
        except Exception as error:  # noqa: BLE001 - a model of the newsroom's own may be of any shape
            raise _missing(type(error).__name__) from None
        if not scores:
            raise _missing("its labels say nothing known here")
        return opinion(self.name, self.model or Path(self.at).name, question, scores, {})

    @cached_property
    def _loaded(self) -> tuple[Any, Any, dict[str, Any]]:
        """The session, the tokenizer and what the directory says of them, once for all."""
        directory = Path(self.at)
        if not all((directory / name).is_file() for name in NEEDED):
            raise _missing("it lacks a file")
        try:
            runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        except ImportError:
            raise _missing("undersigned[onnx] is not installed") from None
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
            tokenizer.enable_truncation(LONGEST_TOKENS)
            session = runtime.InferenceSession(
                str(directory / "model.onnx"), providers=["CPUExecutionProvider"]
            )
            return session, tokenizer, json.loads((directory / "config.json").read_text("utf-8"))
        except Exception as error:  # noqa: BLE001 - three libraries, each with faults of its own
            raise _missing(type(error).__name__) from None


def _scores(session: Any, encoded: Any, config: dict[str, Any]) -> dict[str, float]:
    """By attribute. Errors  any: the files of the directory do not fit one another"""
    given = {
        "input_ids": encoded.ids,
        "attention_mask": encoded.attention_mask,
        "token_type_ids": encoded.type_ids,
    }
    wanted = {each.name for each in session.get_inputs()}
    array = import_module("numpy").array
    fed = {name: array([ids], dtype="int64") for name, ids in given.items() if name in wanted}
    values = _probabilities(session.run(None, fed)[0][0], config)
    named = zip(_labels(config), values, strict=True)
    return {ATTRIBUTES[label]: value for label, value in named if label in ATTRIBUTES}


def _missing(why: str) -> NoOpinion:
    log.error("transformer cannot be asked", extra={"why": why})
    return NoOpinion("missing")


def _labels(config: dict[str, Any]) -> list[str]:
    labels: dict[str, str] = config["id2label"]
    return [labels[key].lower().replace(" ", "_") for key in sorted(labels, key=int)]


def _probabilities(outputs: Any, config: dict[str, Any]) -> list[float]:
    """One a label: each for itself, or where the labels exclude one another, all together one."""
    exp = import_module("numpy").exp
    if config.get("problem_type") == "multi_label_classification" or len(outputs) == 1:
        return [float(each) for each in 1 / (1 + exp(-outputs))]
    raised = exp(outputs - outputs.max())
    return [float(each) for each in raised / raised.sum()]
