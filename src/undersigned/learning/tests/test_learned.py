"""What a layer learns, what it does not, and how far one person can move it."""

import dataclasses

import numpy as np
import pytest

from undersigned.learning import comparing, fitting, rules
from undersigned.learning.learned import Learned, Material, learn, without
from undersigned.learning.shapes import ANY
from undersigned.learning.tests.made_up import FEATURES, desk, person

UNSEEN = desk(3_000, seed=8)


def learnt(material: Material) -> Learned:
    layer = learn(material)
    assert layer is not None
    return layer


def area(layer: Learned, asked: Material) -> float:
    return rules.ranked(layer.chances(asked.features, asked.shipped)[:, 0], asked.truth).area or 0.0


def shipped_area(asked: Material) -> float:
    return rules.ranked(asked.shipped, asked.truth).area or 0.0


def test_it_learns_what_the_shipped_score_does_not_know() -> None:
    assert area(learnt(desk(1_000)), UNSEEN) > shipped_area(UNSEEN) + 0.2


def test_of_too_little_nothing_is_learnt() -> None:
    assert learn(desk(30)) is None


def test_where_there_is_nothing_to_learn_it_stays_with_the_shipped_score() -> None:
    for seed in range(5):
        asked = desk(3_000, own=0.0, shipped=2.0, seed=100 + seed)
        for texts in (100, 300, 1_000):
            layer = learn(desk(texts, own=0.0, shipped=2.0, seed=seed))
            if layer is not None:
                assert area(layer, asked) > shipped_area(asked) - 0.01


def test_its_chances_mean_what_they_say() -> None:
    layer = learnt(desk(2_000))
    said = layer.chances(UNSEEN.features, UNSEEN.shipped)[:, 0]
    assert (rules.off_by(said, UNSEEN.truth) or 1.0) < 0.04
    assert abs(said.mean() - UNSEEN.truth.mean()) < 0.03


def test_the_same_decisions_make_the_same_layer_byte_for_byte() -> None:
    assert learnt(desk(300)).kept() == learnt(desk(300)).kept()


def test_it_says_the_same_after_it_was_kept() -> None:
    layer = learnt(desk(300))
    again = Learned.of(layer.kept(), layer.heads)
    before, after = (one.chances(UNSEEN.features, UNSEEN.shipped) for one in (layer, again))
    assert np.allclose(before, after, atol=1e-4)
    assert again.price == layer.price


def test_a_text_without_a_shipped_score_has_a_chance_all_the_same() -> None:
    layer = learnt(desk(300))
    said = layer.chances(UNSEEN.features[:5], np.full(5, np.nan))
    assert np.isfinite(said).all()


def test_a_clause_has_a_chance_of_its_own_from_its_fewest_examples_on() -> None:
    material = desk(600)
    refused = [n for n, example in enumerate(material.examples) if example.is_against]
    for few, heads in ((rules.FEWEST - 1, (ANY, "2")), (rules.FEWEST, (ANY, "2", "7"))):
        examples = list(material.examples)
        for n in refused[:few]:
            examples[n] = dataclasses.replace(examples[n], clauses=("7",))
        assert learnt(dataclasses.replace(material, examples=examples)).heads == heads


def test_one_person_who_turns_everything_round_moves_it_a_bounded_way() -> None:
    honest, spoilt = desk(1_200, people=4), desk(1_200, people=4)
    examples = [
        dataclasses.replace(e, is_against=not e.is_against, clauses=() if e.is_against else ("2",))
        if e.by == person(0)
        else e
        for e in spoilt.examples
    ]
    poisoned = learnt(dataclasses.replace(spoilt, examples=examples))
    assert area(poisoned, UNSEEN) > area(learnt(honest), UNSEEN) - 0.03
    moved = without(dataclasses.replace(spoilt, examples=examples), poisoned, UNSEEN)
    assert max(moved, key=lambda each: moved[each]) == person(0)  # and it shows who
    assert moved[person(0)] > 2 * moved[person(1)]


def test_who_decides_most_weighs_no_more_for_it() -> None:
    material = desk(2_000, people=4)
    examples = [
        dataclasses.replace(e, by=person(0) if n % 10 else person(1 + n // 10 % 3))
        for n, e in enumerate(material.examples)
    ]
    told = comparing.compared(
        dataclasses.replace(material, examples=examples), UNSEEN, learnt(material), None
    )["people"]
    assert told[0]["person"] == str(person(0))
    assert told[0]["decisions"] == 1_800
    assert told[0]["share"] < 0.34


def test_the_figures_compare_it_with_what_scores_now() -> None:
    layer, champion = learnt(desk(1_000)), learnt(desk(200, own=0.0))
    told = comparing.compared(desk(1_000), UNSEEN, layer, champion)
    assert told["scores"].keys() == {"shipped", "champion", "challenger"}
    assert told["better"]["low"] > 0
    apart = [abs(each["challenger"] - each["now"]) for each in told["apart"]]
    assert apart == pytest.approx(sorted(apart, reverse=True))
    assert sum(told["bands"]) == 3_000
    assert [each["clause"] for each in told["clauses"]] == ["2"]


def test_the_lowest_point_is_where_no_step_is_worth_its_price() -> None:
    material = desk(300)
    design = fitting.scaling(material.features, material.shipped).design(material.features, material.shipped)
    found = fitting.descend(design, material.truth, np.ones(300), 10.0)
    said = fitting.chances(design @ found)
    slope = design.T @ (said - material.truth)
    assert np.allclose(slope[2:], -10.0 * found[2:], atol=1e-4)
    assert len(found) == 2 + FEATURES
