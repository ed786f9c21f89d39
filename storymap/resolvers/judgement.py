"""How probable each place of each name is, after a first look and passes in context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storymap.resolvers.forest import Weights
from storymap.resolvers.local import alone
from storymap.resolvers.options import Array
from storymap.resolvers.rules import Rule, ruled
from storymap.resolvers.scene import Scene
from storymap.resolvers.surroundings import Surroundings, together


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of one scene: a probability, a score and the features of every row.

    ``before`` is the probability that the last pass saw, which its features were made from.
    """

    scene: Scene
    probability: Array
    before: Array
    scores: Array
    features: Array


def judge(
    scene: Scene,
    weights: Weights,
    without: frozenset[int] = frozenset(),
    rules: Mapping[str, Rule] | None = None,
) -> Judgement:
    """Return how probable each place of the scene is.

    ``without`` lists columns of the features that must decide nothing, ``rules`` are those to
    follow in place of RULES (benchmarks ablate by both).
    """
    around = Surroundings(scene)
    own = features = _muted(alone(scene), without)
    scores = weights.first.scores(features)
    probability = before = softmax(scores, around)
    for forest in weights.passes:
        before = probability
        company = together(around, before)
        features = _muted(np.concatenate((own, company), axis=1), without)
        scores = ruled(forest.scores(features), around, before, company, rules)
        probability = softmax(scores, around)
    return Judgement(scene, probability, before, scores, features)


def _muted(features: Array, columns: frozenset[int]) -> Array:
    chosen = [column for column in sorted(columns) if column < features.shape[1]]
    features[:, chosen] = 0.0
    return features


def softmax(scores: Array, around: Surroundings) -> Array:
    """Return scores as probabilities that sum to 1 over each group."""
    if not len(scores):
        return scores
    return around.share_of_group(np.exp(scores - around.best_of_group(scores)))
