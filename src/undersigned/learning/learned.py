"""A layer as numbers: made from examples, kept as bytes that cannot run, and asked about texts. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from . import fitting, rules
from .fitting import Floats, Scaling, Truths
from .shapes import ANY, Example

KEPT_AS = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Learned:
    """Shape  heads: what each row of `numbers` is the chance of: `ANY`, or under one clause;
    numbers: (heads, 2 + features); price: what steps away from the shipped score cost
    """

    scaling: Scaling
    heads: tuple[str, ...]
    numbers: Floats
    price: float

    def chances(self, features: Floats, shipped: Floats) -> Floats:
        """How likely this desk refuses each text. Shape  (texts, features), (texts,) → (texts, heads), 0–1"""
        return fitting.chances(self.scaling.design(features, shipped) @ self.numbers.T)

    def kept(self) -> bytes:
        """Middle and spread of the features, then the heads: rows of 32-bit numbers."""
        scale = self.scaling
        middle, spread = np.r_[scale.base, self.price, scale.middle], np.r_[0, 0, scale.spread]
        return np.concatenate([[middle, spread], self.numbers]).astype(KEPT_AS).tobytes()

    @classmethod
    def of(cls, kept: bytes, heads: Sequence[str]) -> Self:
        """Errors  ValueError: these are no rows for so many heads"""
        rows = np.frombuffer(kept, KEPT_AS).astype(float).reshape(2 + len(heads), -1)
        return cls(
            Scaling(rows[0, 2:], rows[1, 2:], float(rows[0, 0])), tuple(heads), rows[2:], float(rows[0, 1])
        )


@dataclass(frozen=True, slots=True)
class Material:
    """Examples with what is seen of their texts, the oldest first.

    Shape  features: (texts, features); shipped: (texts,) log-odds of the shipped score, NaN for none
    """

    examples: Sequence[Example]
    features: Floats
    shipped: Floats

    @property
    def truth(self) -> Truths:
        return np.array([example.is_against for example in self.examples], bool)

    def under(self, clause: str) -> Truths:
        """Which were refused under a clause; under any, with `ANY`."""
        if clause == ANY:
            return self.truth
        return np.array([e.is_against and clause in e.clauses for e in self.examples], bool)

    def part(self, which: slice | Truths) -> "Material":
        """Some of them."""
        kept = np.arange(len(self.examples))[which]
        return Material([self.examples[at] for at in kept], self.features[kept], self.shipped[kept])


def learn(material: Material) -> Learned | None:
    """A layer; None where there is too little to learn from, or nearly all of it is of one among several.

    A clause has a chance of its own from as many examples on as the whole needs. It is held back as dearly as
    was found best for all clauses together.
    """
    by, truth = [example.by for example in material.examples], material.truth
    weights = rules.weights(by, truth)
    if weights is None:
        return None
    scaling = fitting.scaling(material.features, material.shipped)
    design = scaling.design(material.features, material.shipped)
    whole, price = fitting.fitted(design, truth, weights)
    heads, numbers = [ANY], [whole]
    for clause in sorted({clause for example in material.examples for clause in example.clauses}):
        under = material.under(clause)
        if rules.is_enough(under, weights):
            heads.append(clause)
            numbers.append(fitting.fitted(design, under, weights, (price,))[0])
    return Learned(scaling, tuple(heads), np.stack(numbers), price)


def without(material: Material, learned: Learned, asked: Material) -> Mapping[Hashable, float]:
    """How far the chances of texts would move, on average, if one person had decided nothing, by person.

    Shape  0–1; for those only without whom enough is left
    """
    by = np.array([example.by for example in material.examples])
    said = learned.chances(asked.features, asked.shipped)[:, 0]
    moved = {}
    for person in sorted(set(by)):
        rest = material.part(by != person)
        weights = rules.weights([example.by for example in rest.examples], rest.truth)
        if weights is None:
            continue
        design = learned.scaling.design(rest.features, rest.shipped)
        numbers, _ = fitting.fitted(design, rest.truth, weights, (learned.price,))
        other = fitting.chances(learned.scaling.design(asked.features, asked.shipped) @ numbers)
        moved[person] = float(np.abs(other - said).mean())
    return moved
