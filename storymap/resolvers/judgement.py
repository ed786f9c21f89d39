"""How probable each place of each name is, after a first look and passes in context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storymap.resolvers.forest import Weights
from storymap.resolvers.local import alone
from storymap.resolvers.options import TRAITS, Array
from storymap.resolvers.scene import Scene
from storymap.resolvers.surroundings import TOGETHER, Surroundings, chained, together
from storymap.resolvers.tiers import TOWNS, among

# A namesake of a world city needs a reason: something else of its country, or near it.
NAMESAKE_COST = 1.5
WORLD_CITY, NAMESAKE = 6.0, -1.0  # decimal logarithms: a million people, a tenth of the largest

CHAIN_BONUS = 4.0  # 'Burlington, Vt.' outranks every other evidence, even where all else is near


LEAST_COMPANY = {
    "same_country": 0.02,
    "country_named": 0.1,
    "density_400": 0.05,
    "chain_inside": 0.1,
}
TOWN = among(TOWNS)


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
        company = together(around, before)
        features = _muted(np.concatenate((own, company), axis=1), without)
        scores = forest.scores(features) + CHAIN_BONUS * chained(around, before)
        scores -= NAMESAKE_COST * _without_reason(scene, company)
        probability = softmax(scores, around)
    return Judgement(scene, probability, before, scores, features)


def _without_reason(scene: Scene, company: Array) -> Array:
    """Mark towns that share a world city's name and have nothing of the document around them."""
    population = scene.traits[:, TRAITS.index("log_population")]
    gap = scene.traits[:, TRAITS.index("population_gap")]
    lonely = [company[:, TOGETHER.index(name)] < least for name, least in LEAST_COMPANY.items()]
    small = (population - gap >= WORLD_CITY) & (gap <= NAMESAKE) & TOWN[scene.tiers]
    return np.asarray(small & np.logical_and.reduce(lonely), dtype=float)


def _muted(features: Array, columns: frozenset[int]) -> Array:
    chosen = [column for column in sorted(columns) if column < features.shape[1]]
    features[:, chosen] = 0.0
    return features


def softmax(scores: Array, around: Surroundings) -> Array:
    """Return scores as probabilities that sum to 1 over each group."""
    if not len(scores):
        return scores
    return around.share_of_group(np.exp(scores - around.best_of_group(scores)))
