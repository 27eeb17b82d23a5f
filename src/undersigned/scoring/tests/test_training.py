"""Training and measuring, on little; and that the shipped table is what the shipped file yields."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from numpy.typing import NDArray

from undersigned.scoring.model import Model
from undersigned.scoring.scored import shipped
from undersigned.scoring.training import fit, made, network, probes
from undersigned.scoring.training.corpora import LEARNED, NoCorpora, Row, load
from undersigned.scoring.training.evading import WAYS, obfuscate
from undersigned.scoring.training.evaluation import Measured

ROOT = Path(__file__).parents[4]
CORPORA = ROOT.parent / "shared" / "corpora"
TABLE = ROOT / "bench" / "scoring" / "README.md"
TEXTS = (
    "The bus is late again",
    "you are a 1d10t and a liar, a liar!",
    "Le conseil a voté hier soir",
    "BUY cheap watches at www.example.com now",
)


def rows(times: int = 1) -> list[Row]:
    return [
        Row("made", "train", text, dict.fromkeys(LEARNED, float(i % 2)))
        for i, text in enumerate(TEXTS * times)
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BATCH", 4)
    monkeypatch.setattr(network, "LENGTHS", (16,))
    monkeypatch.setattr(network, "EPOCHS", 1)


@pytest.mark.usefixtures("small")
def test_learning_twice_gives_the_same_numbers() -> None:
    examples = fit.prepare(rows(3))
    one, two = (network.learn(examples, lambda done, of: None) for _ in range(2))
    assert one.keys() == two.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], two[name])


@pytest.mark.usefixtures("small")
def test_what_is_learned_and_what_is_shipped_say_the_same() -> None:
    """The sums of `network` and of `Model.read` are the same but for the eight bits of the large tables."""
    examples = fit.prepare(rows(8))
    learned = network.learn(examples, lambda done, of: None)
    numbers = {
        **fit.packed(learned),
        "known": np.zeros(1, np.uint32),
        "slope": np.ones(len(LEARNED), np.float32),
    }
    facts = {"version": "small", "attributes": json.dumps(LEARNED)}
    model = Model(numbers, facts)
    table = network.Table(examples.forms)
    one_each = examples.texts[: 4 * fit.TIMES["made"] : fit.TIMES["made"]]
    read = tuple(map(jnp.asarray, table.read(one_each, 16, np.random.default_rng(1))))
    wanted = np.asarray(
        network.said(
            {
                **learned,
                "pieces": np.pad(unpacked(numbers, "pieces"), ((0, 1), (0, 0))),
                "terms": unpacked(numbers, "terms"),
            },
            read,
        )
    )
    found = np.array([model.read(row.text).log_odds for row in rows()])
    np.testing.assert_allclose(found, wanted, atol=1e-4)


def test_the_same_numbers_make_the_same_file(tmp_path: Path) -> None:
    facts = {"version": "small", "attributes": json.dumps(LEARNED)}
    command = (
        "from undersigned.scoring.training.fit import write; import sys, json, numpy, pathlib; "
        "write({'base': numpy.zeros(6, 'f4'), 'known': numpy.zeros(1, 'u4')}, "
        "json.loads(sys.argv[1]), pathlib.Path(sys.argv[2]))"
    )
    files = [tmp_path / str(n) for n in range(3)]
    for file in files:
        subprocess.run([sys.executable, "-c", command, json.dumps(facts), file], check=True)
    assert len({file.read_bytes() for file in files}) == 1
    assert Model.at(files[0]).version == "small"


def unpacked(numbers: dict[str, NDArray[Any]], name: str) -> NDArray[Any]:
    whole: NDArray[Any] = (numbers[name] * numbers[f"{name}_scale"]).astype(np.float32)
    return whole


def test_corpora_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(NoCorpora, match=r"civil-comments\.csv\.gz"):
        load(tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_evade_changes_a_word(way) -> None:  # type: ignore[no-untyped-def] # one of several functions
    assert way("idiotic", random.Random(3)) != "idiotic"  # noqa: S311 - nothing is kept secret by it


def test_obfuscation_hangs_on_its_seed_alone() -> None:
    text = "Everybody knows that these buses never arrive before midnight"
    assert obfuscate(text, 7, 1.0) == obfuscate(text, 7, 1.0) != obfuscate(text, 8, 1.0)
    assert obfuscate(text, 7, 0.0) == text


def test_what_measures_is_never_trained_with() -> None:
    trained = {row.text for row in made.sentences()}
    assert trained.isdisjoint(sentence for _, sentence in probes.about_groups())
    assert trained.isdisjoint(text for pair in probes.PAIRS for text in (pair.offends, pair.does_not))
    assert trained.isdisjoint(probes.EVERYDAY)


@pytest.mark.skipif(
    not CORPORA.exists(), reason="the labelled corpora (shared/corpora) are not beside the project"
)
@pytest.mark.parametrize(
    ("corpus", "label"), [("wikipedia-talk-3", "toxicity"), ("sms-spam", "spam"), ("edos", "identity_attack")]
)
def test_the_documented_table_is_what_the_shipped_file_yields(corpus: str, label: str) -> None:
    from sklearn.metrics import roc_auc_score

    measured = Measured(shipped(), [r for r in load(CORPORA) if r.split == "test" and r.corpus == corpus])
    places, truth = measured.of([corpus], label)
    found = roc_auc_score(truth, measured.said[places, LEARNED.index(label)])
    line = next(
        line for line in TABLE.read_text("utf-8").splitlines() if line.startswith(f"| {label} | {corpus} |")
    )
    assert line.split(" | ")[4] == f"{found:.3f}"
