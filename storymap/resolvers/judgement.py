"""How probable each place of each name is, after a first look and passes in context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storymap.resolvers.forest import Weights
from storymap.resolvers.local import alone
from storymap.resolvers.options import Array
from storymap.resolvers.scene import Scene
from storymap.resolvers.surroundings import Surroundings, chained, together

CHAIN_BONUS = 4.0  # 'Burlington, Vt.' outranks every other evidence, even where all else is near


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


def judge(scene: Scene, weights: Weights, without: frozenset[int] = frozenset()) -> Judgement:
    """Return how probable each place of the scene is.

    ``without`` lists columns of the features that must decide nothing (benchmarks ablate by it).
    """
    around = Surroundings(scene)
    features = _muted(alone(scene), without)
    scores = weights.first.scores(features)
    probability = before = softmax(scores, around)
    own = features
    for forest in weights.passes:
        before = probability
        features = _muted(np.concatenate((own, together(around, before)), axis=1), without)
        scores = forest.scores(features) + CHAIN_BONUS * chained(around, before)
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
