"""The learned weights: small forests of oblivious trees, read from a JSON file and evaluated.

An oblivious tree asks the same question of all nodes of one level (Kohavi 1994; the form CatBoost
learns), so a forest is four arrays and a row of features is weighed without any loop over nodes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from storymap.errors import ModelError
from storymap.resolvers.local import ALONE
from storymap.resolvers.options import Array
from storymap.resolvers.surroundings import TOGETHER

WEIGHTS = "ranker.json"


@dataclass(frozen=True, slots=True)
class Forest:
    """``columns`` and ``borders`` are (trees, depth), ``leaves`` (trees, 2 ** depth)."""

    columns: npt.NDArray[np.int64]
    borders: Array
    leaves: Array

    def scores(self, features: Array) -> Array:
        """Return one score a row of features; only differences within one name mean anything."""
        if not len(features):
            return np.zeros(0)
        depth = self.columns.shape[1]
        leaf = np.zeros((len(features), len(self.columns)), dtype=np.int64)
        for level in range(depth):
            leaf += (features[:, self.columns[:, level]] > self.borders[:, level]) << level
        return np.asarray(self.leaves[np.arange(len(self.leaves)), leaf].sum(axis=1))


@dataclass(frozen=True, slots=True)
class Weights:
    """The first look (each name alone), the passes in context, and how sure to be of a winner.

    ``trust`` scores a winner; ``curve`` maps its score to a calibrated confidence: two rising
    sequences.
    """

    first: Forest
    passes: tuple[Forest, ...]
    trust: Forest
    curve: tuple[tuple[float, ...], tuple[float, ...]]

    def confidence(self, evidence: Array) -> Array:
        """Return the share of winners with such evidence that are right, 0 to 1, one a row.

        ``evidence`` has a row a winner: its features in the last pass, then its probability. A
        name with one place only is that place's with probability 1, however far it lies from all
        else in the text: so probability alone is no measure of trust.
        """
        return np.interp(self.trust.scores(evidence), *self.curve)


@cache
def weights() -> Weights:
    """Return the weights that ship with the package. Raises ModelError where they do not fit."""
    text = files("storymap.resolvers").joinpath(WEIGHTS).read_text(encoding="utf-8")
    return parse_weights(text)


def parse_weights(text: str) -> Weights:
    """Return the weights of a JSON text. Raises ModelError where it asks for unknown features."""
    data = json.loads(text)
    known = {name: column for column, name in enumerate((*ALONE, *TOGETHER, "probability"))}
    asked = [*data["alone"], *data["together"], "probability"]
    if missing := sorted(set(asked) - set(known)):
        raise ModelError(
            f"{WEIGHTS} asks for unknown features ({', '.join(missing)}):"
            " run python -m benchmarks.train_ranker"
        )
    columns = [known[name] for name in asked]
    first, *passes = [_forest(forest, columns) for forest in data["forests"]]
    trust = _forest(data["trust"], columns)
    given, right = data["confidence"]
    return Weights(first, tuple(passes), trust, (tuple(given), tuple(right)))


def _forest(data: dict[str, list[list[float]]], columns: list[int]) -> Forest:
    return Forest(
        np.array(columns)[np.array(data["columns"], dtype=np.int64)],
        np.array(data["borders"], dtype=float),
        np.array(data["leaves"], dtype=float),
    )
