"""The evidence for each place that the other names of its document give, as numbers.

The kinds of evidence are those of the field: hierarchy (Rauch et al. 2003), nearness to the
document's other places (Leidner 2007; Lieberman and Samet 2012), containers named beside or before,
lists of one kind, the paper's home (Lieberman, Samet and Sankaranarayanan 2010). What the others
mean is not known either, so each speaks with the probability it has so far; a second pass knows
better than the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storymap.resolvers.options import Array, Codes, distances_km
from storymap.resolvers.scene import CHAIN, Group, Scene, containment
from storymap.resolvers.tiers import TOWNS, Tier, among

TOGETHER = (
    "before",
    "before_gap",
    "chain_inside",
    "chain_inside_share",
    "chain_outside",
    "chain_outside_share",
    "chain_missed",
    "same_country",
    "same_country_gap",
    "same_admin1",
    "same_admin1_gap",
    "same_admin1_near",
    "same_admin2",
    "country_named",
    "admin1_named",
    "admin2_named",
    "container_near",
    "container_beside",
    "country_beside",
    "holds",
    "holds_near",
    "cluster",
    "cluster_gap",
    "cluster_rare",
    "cluster_rare_gap",
    "cluster_admin1",
    "cluster_admin1_gap",
    "density_25",
    "density_100",
    "density_100_gap",
    "density_400",
    "density_400_gap",
    "density_1500",
    "density_near",
    "density_near_gap",
    "nearest",
    "nearest_gap",
    "nearest_small",
    "nearest_small_gap",
    "siblings",
    "listed",
    "others",
    "mass",
)
SCALES_KM = (25.0, 100.0, 400.0, 1500.0)
NEAREST_AT = 0.35  # how probable another name's place must be to count as a landmark
MOST_ANCHORS = 6  # places of one name that can be landmarks to others
LEAST_ANCHOR = 0.02
CLUSTER_KM = 40.0
MOST_CLUSTERED = 2_500  # rows; beyond it the square matrix costs more than it tells
BESIDE_KM = 40.0  # a town counts as holding what lies this near, in 'Chelsea, London'

_IS_TOWN = among(TOWNS)


class Surroundings:
    """What stays the same between passes over one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        filled = [g for g in scene.groups if len(g.options)]
        self.starts = np.array([g.rows.start for g in filled], dtype=np.int64)
        self._sizes = [len(g.options) for g in filled]
        self.weights = np.array([g.weight for g in scene.groups])
        self.certainty = np.array([min(1.0, g.weight) if g.hint else 1.0 for g in scene.groups])
        self.clusters = _clusters(self, filled)

    def best_of_group(self, values: Array) -> Array:
        """Return, for each row, the largest value within its group."""
        if not len(values):
            return values
        return np.repeat(np.maximum.reduceat(values, self.starts), self._sizes)

    def share_of_group(self, values: Array) -> Array:
        """Return, for each row, its share of the sum over its group; 0 where that is 0."""
        if not len(values):
            return values
        sums = np.repeat(np.add.reduceat(values, self.starts), self._sizes)
        return np.asarray(np.divide(values, sums, out=np.zeros_like(values), where=sums > 1e-9))

    def anchors(self, probability: Array) -> Codes:
        """Return the rows that can be landmarks: the few probable places of each group."""
        chosen = [np.zeros(0, dtype=np.int64)]
        for group in self.scene.groups:
            part = probability[group.rows]
            best = np.sort(np.argsort(-part, kind="stable")[:MOST_ANCHORS])
            chosen.append(group.rows.start + best[part[best] >= LEAST_ANCHOR])
        return np.concatenate(chosen)


class Pairs:
    """Every row of a scene against the landmark rows, as matrices (rows, landmarks).

    ``mass`` is how much each landmark weighs for each row: the probability of the landmark times
    the weight of its name, 0 within one name. ``close`` is the same, faded with distance in text.
    """

    def __init__(self, around: Surroundings, probability: Array) -> None:
        scene = around.scene
        at = around.anchors(probability)
        mine = (scene.tiers, scene.country, scene.admin1, scene.admin2)
        theirs = (scene.tiers[at], scene.country[at], scene.admin1[at], scene.admin2[at])
        self.probability = (probability * around.certainty[scene.group])[at]
        self.group = scene.group[at]
        self.tiers = theirs[0]
        self.other = scene.kin[scene.group][:, None] != scene.kin[self.group][None, :]
        self.near = scene.nearness[scene.group][:, self.group]
        self.mass = self.other * (self.probability * around.weights[self.group])[None, :]
        self.close = self.mass * self.near
        self.km = distances_km(scene.vectors, scene.vectors[at])
        self.country, self.admin1, self.admin2 = (
            (a[:, None] == b[None, :]) & (a[:, None] != 0)
            for a, b in zip(mine[1:], theirs[1:], strict=True)
        )
        self.holds = containment(*mine, *theirs)
        self.held = containment(*theirs, *mine).T


def together(around: Surroundings, probability: Array) -> Array:
    """Return what the other names say of each place; columns in the order of TOGETHER.

    ``probability`` has a value a row and sums to 1 over each group.
    """
    pairs = Pairs(around, probability)
    before = np.log(np.maximum(probability, 1e-6))
    columns = {"before": before, "mass": np.log1p(pairs.mass.sum(axis=1))}
    columns |= _chains(around, probability, pairs)
    columns |= _company(pairs) | around.clusters
    columns |= _containers(around, pairs)
    columns |= _densities(pairs)
    columns |= _nearest(pairs)
    columns |= _lists(around, pairs)
    for name in [name for name in TOGETHER if name.endswith("_gap")]:
        values = columns[name.removesuffix("_gap")]
        columns[name] = values - around.best_of_group(values)
    return np.stack([columns[name] for name in TOGETHER], axis=1)


def _chains(around: Surroundings, probability: Array, pairs: Pairs) -> dict[str, Array]:
    """Weigh 'Paris, Texas': places of the one name that hold places of the other."""
    scene = around.scene
    strength = np.zeros((len(scene.groups), len(scene.groups)))
    for inner, outer, value in scene.inside:
        strength[inner, outer] = max(strength[inner, outer], value)
    town = _IS_TOWN[pairs.tiers][None, :] & (pairs.km < BESIDE_KM)
    inside = strength[scene.group][:, pairs.group] * np.maximum(pairs.held, 0.5 * town)
    outside = strength.T[scene.group][:, pairs.group] * pairs.holds
    found = {
        "chain_inside": inside @ pairs.probability,
        "chain_outside": outside @ pairs.probability,
    }
    shares = {f"{name}_share": around.share_of_group(v) for name, v in found.items()}
    elsewhere = strength[scene.group][:, pairs.group] * (1 - np.maximum(pairs.held, town))
    return found | shares | {"chain_missed": _largest(elsewhere * pairs.probability)}


def chained(around: Surroundings, probability: Array) -> Array:
    """Return how surely each place lies in the country or division named behind its comma.

    Names in a list ('Georgia, Florida and Texas') are no chain.
    """
    scene = around.scene
    found = np.zeros(len(scene.tiers))
    mine = (scene.tiers, scene.country, scene.admin1, scene.admin2)
    for inner, outer, strength in scene.inside:
        if strength < CHAIN or scene.siblings[inner, outer]:
            continue
        a, b = scene.groups[outer].rows, scene.groups[inner].rows
        held = containment(*(values[a] for values in mine), *(values[b] for values in mine))
        wide = held * (scene.tiers[a] <= Tier.ADM1)[:, None]
        found[b] = np.maximum(found[b], probability[a] @ wide)
    return found


def _company(pairs: Pairs) -> dict[str, Array]:
    """Share of the document's other places in the same country, division, county."""
    total = np.maximum(pairs.mass.sum(axis=1), 1e-9)
    close = np.maximum(pairs.close.sum(axis=1), 1e-9)
    return {
        "same_country": (pairs.mass * pairs.country).sum(axis=1) / total,
        "same_admin1": (pairs.mass * pairs.admin1).sum(axis=1) / total,
        "same_admin2": (pairs.mass * pairs.admin2).sum(axis=1) / total,
        "same_admin1_near": (pairs.close * pairs.admin1).sum(axis=1) / close,
        "holds": (pairs.mass * pairs.holds).sum(axis=1) / total,
        "holds_near": (pairs.close * pairs.holds).sum(axis=1) / close,
    }


def _containers(around: Surroundings, pairs: Pairs) -> dict[str, Array]:
    """How surely the document names the country, the division, the county of each place."""
    scene = around.scene
    held = pairs.held * pairs.other * pairs.probability[None, :]
    levels = {"country": Tier.COUNTRY, "admin1": Tier.ADM1, "admin2": Tier.ADM2}
    columns = {
        f"{name}_named": _largest(held * (pairs.tiers == tier)[None, :])
        for name, tier in levels.items()
    }
    small = held * (pairs.tiers != Tier.COUNTRY)[None, :]
    beside = scene.together[scene.group][:, pairs.group]
    return columns | {
        "container_near": _largest(small * pairs.near),
        "container_beside": _largest(small * beside),
        "country_beside": _largest(held * beside),
    }


def _largest(values: Array) -> Array:
    return np.asarray(values.max(axis=1, initial=0.0))


def _densities(pairs: Pairs) -> dict[str, Array]:
    """How densely the other places lie around each, at several scales."""
    total = np.maximum(pairs.mass.sum(axis=1), 1e-9)
    close = np.maximum(pairs.close.sum(axis=1), 1e-9)
    columns = {}
    for scale in SCALES_KM:
        fade = np.exp(-pairs.km / scale)
        columns[f"density_{scale:.0f}"] = (pairs.mass * fade).sum(axis=1) / total
        if scale == SCALES_KM[1]:
            columns["density_near"] = (pairs.close * fade).sum(axis=1) / close
    return columns


def _nearest(pairs: Pairs) -> dict[str, Array]:
    """Log distance in km to the nearest place that another name surely means, towns and counties
    only where there are any; the far side of the Earth where there is none.
    """
    sure = pairs.other & (pairs.probability >= NEAREST_AT)[None, :]
    small = sure & (pairs.tiers > Tier.ADM1)[None, :]
    far = np.full((len(pairs.other), 1), 20_000.0)
    return {
        "nearest": _log_least(np.where(sure, pairs.km, 20_000.0), far),
        "nearest_small": _log_least(np.where(small, pairs.km, 20_000.0), far),
    }


def _log_least(km: Array, far: Array) -> Array:
    return np.asarray(-np.log1p(np.concatenate((km, far), axis=1).min(axis=1)))


def _clusters(around: Surroundings, filled: Sequence[Group]) -> dict[str, Array]:
    """How many other names have any place near each place, or in its division, at all.

    This looks past what each name most probably means: five names that all have a small place in
    one corner of a state mean those five places. A name with many places says less ('rare').
    """
    scene = around.scene
    if not filled or len(scene.tiers) > MOST_CLUSTERED:
        nothing = np.zeros(len(scene.tiers))
        return {"cluster": nothing, "cluster_rare": nothing, "cluster_admin1": nothing}
    small = scene.tiers > Tier.ADM1
    fade = np.exp(-distances_km(scene.vectors, scene.vectors) / CLUSTER_KM) * small[None, :]
    shared = (scene.admin1[:, None] == scene.admin1[None, :]) & (scene.admin1 != 0)[:, None]
    starts = around.starts
    near = np.maximum.reduceat(fade, starts, axis=1)
    same = np.maximum.reduceat((shared & small[None, :]).astype(float), starts, axis=1)
    of_column = np.array([scene.group[start] for start in starts])
    other = (scene.kin[scene.group][:, None] != scene.kin[of_column][None, :]).astype(float)
    rare = other / np.sqrt([len(group.options) for group in filled])[None, :]
    total = np.maximum(other.sum(axis=1), 1.0)
    return {
        "cluster": (near * other).sum(axis=1) / total,
        "cluster_rare": (near * rare).sum(axis=1) / np.maximum(rare.sum(axis=1), 0.1),
        "cluster_admin1": (same * rare).sum(axis=1) / np.maximum(rare.sum(axis=1), 0.1),
    }


def _lists(around: Surroundings, pairs: Pairs) -> dict[str, Array]:
    """Share of the neighbours in a list that are of the same kind, and the number of names."""
    scene = around.scene
    listed = scene.siblings[scene.group][:, pairs.group] * pairs.probability[None, :]
    alike = scene.tiers[:, None] == pairs.tiers[None, :]
    total = np.maximum(listed.sum(axis=1), 1e-9)
    names = sum(1 for group in scene.groups if len(group.options))
    return {
        "siblings": (listed * alike).sum(axis=1) / total,
        "listed": (listed.sum(axis=1) > 0.1).astype(float),
        "others": np.full(len(scene.tiers), np.log(max(names, 1))),
    }
