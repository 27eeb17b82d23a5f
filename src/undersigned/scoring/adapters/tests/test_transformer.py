"""A transformer of the newsroom's own: a tiny one, with two words and two outputs, in the real formats."""

import base64
import importlib
import json
import math
from pathlib import Path
from typing import Any

import pytest

from undersigned.scoring.adapters import Asker, NoOpinion, asker, transformer
from undersigned.scoring.adapters.shapes import Question

from .test_asking import QUESTION, why

# Made with the package `onnx`: the sum of a row of [[-1, -2], [4, 3]] for each token.
MODEL = """
CAgSADqxAQoZCgF3CglpbnB1dF9pZHMSAWUiBkdhdGhlcgotCgFlCgRheGlzEgZsb2dpdHMiCVJlZHVjZVN1bSoPCghrZWVw
ZGltcxgAoAECEgFnKhsIAggCEAEiEAAAgL8AAADAAACAQAAAQEBCAXcqDQgBEAc6AQFCBGF4aXNaHAoJaW5wdXRfaWRzEg8K
DQgHEgkKAggBCgMSAW5iGAoGbG9naXRzEg4KDAgBEggKAggBCgIIAkIECgAQDQ==
"""
TOKENIZER: dict[str, Any] = {
    "version": "1.0",
    "truncation": None,
    "padding": None,
    "added_tokens": [],
    "normalizer": {"type": "Lowercase"},
    "pre_tokenizer": {"type": "Whitespace"},
    "post_processor": None,
    "decoder": None,
    "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "fool": 1}, "unk_token": "[UNK]"},
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    made = tmp_path / "our-model"
    made.mkdir()
    (made / "model.onnx").write_bytes(base64.b64decode(MODEL))
    (made / "tokenizer.json").write_text(json.dumps(TOKENIZER))
    configured(made, {"0": "toxic", "1": "Identity Hate"}, problem_type="multi_label_classification")
    return made


def configured(directory: Path, labels: dict[str, str], **more: Any) -> None:
    (directory / "config.json").write_text(json.dumps({"id2label": labels} | more))


def onnx(directory: Path) -> Asker:
    return asker("onnx", str(directory), "", "", 5)


def test_labels_become_attributes_each_with_its_own_probability(directory: Path) -> None:
    given = onnx(directory).ask(Question("A fool!", "en"))  # three tokens: [UNK] fool [UNK]
    assert (given.engine, given.model) == ("onnx", "our-model")
    expected = {"toxicity": 1 / (1 + math.exp(-2)), "identity_attack": 1 / (1 + math.exp(1))}
    assert dict(given.scores) == pytest.approx(expected, abs=1e-5)


def test_labels_that_exclude_one_another_share_one(directory: Path) -> None:
    configured(directory, {"0": "toxic", "1": "neutral"})
    given = onnx(directory).ask(Question("fool", "en"))
    assert dict(given.scores) == pytest.approx({"toxicity": 1 / (1 + math.exp(-1))}, abs=1e-5)


def test_a_text_longer_than_a_model_reads_is_cut(directory: Path) -> None:
    short = onnx(directory).ask(Question("fool " * transformer.LONGEST_TOKENS, "en"))
    long = onnx(directory).ask(Question("fool " * 10_000, "en"))
    assert long == short


def test_a_model_whose_labels_mean_nothing_here_is_missing(directory: Path) -> None:
    configured(directory, {"0": "LABEL_0", "1": "LABEL_1"})
    assert why(onnx(directory)) == "missing"


@pytest.mark.parametrize("config", ["{}", "[]", '{"id2label": {"0": "toxic"}}'])
def test_a_model_that_does_not_fit_its_labels_is_missing(directory: Path, config: str) -> None:
    (directory / "config.json").write_text(config)
    assert why(onnx(directory)) == "missing"


@pytest.mark.parametrize("name", transformer.NEEDED)
def test_a_directory_that_is_not_whole_is_missing(directory: Path, name: str) -> None:
    (directory / name).unlink()
    assert why(onnx(directory)) == "missing"


def test_what_is_not_such_a_model_is_missing(directory: Path) -> None:
    (directory / "model.onnx").write_bytes(b"not a model")
    assert why(onnx(directory)) == "missing"


def test_without_the_libraries_it_is_missing_and_nobody_else_needs_them(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(name: str) -> Any:
        if name in ("onnxruntime", "tokenizers"):
            raise ImportError(name)
        return importlib.import_module(name)

    monkeypatch.setattr(transformer, "import_module", without)
    with pytest.raises(NoOpinion) as none:
        onnx(directory).ask(QUESTION)
    assert (none.value.why, none.value.may_pass) == ("missing", False)
