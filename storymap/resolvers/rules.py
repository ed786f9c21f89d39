"""Rules beside the forests, for what no corpus has enough of to learn it.

A rule takes the scores of a pass in context and gives them anew. Each is told what the pass before
made of the scene, and its worth is measured by `python -m benchmarks.accuracy --ablate`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from storymap.resolvers.options import TRAITS, Array, distances_km
from storymap.resolvers.scene import PARTS, Scene
from storymap.resolvers.surroundings import BESIDE_KM, TOGETHER, Surroundings, chained
from storymap.resolvers.tiers import LANDSCAPE, TOWNS, Tier, among

CHAIN_BONUS = 4.0

LIST_BONUS, OF_ONE_KIND = 2.5, 0.7  # the share of a list's other names that must be of the kind
SEVERAL = 2

THE_BONUS = 3.0

ALIAS_COST, TENFOLD = 3.0, 1.0  # a decimal logarithm of people

NAMESAKE_COST = 1.5
WORLD_CITY, NAMESAKE = 6.0, -1.0  # decimal logarithms: a million people, a tenth of the largest
LEAST_COMPANY = {
    "same_country": 0.02,
    "country_named": 0.1,
    "density_400": 0.05,
    "chain_inside": 0.1,
}

METROPOLIS_LEAD = 1.0
CLOSE = 0.5  # 'three in Texas, one in Ohio. New York has 28': some 200 letters apart

TOWN, LAND = among(TOWNS), among(LANDSCAPE)

Rule = Callable[[Array, Surroundings, Array, Array], Array]
"""Scores, surroundings, the probability so far and the features made from it; new scores."""


def ruled(
    scores: Array,
    around: Surroundings,
    before: Array,
    company: Array,
    rules: Mapping[str, Rule] | None = None,
) -> Array:
    """Return the scores of a pass in context after the rules.

    ``before`` is the probability that the pass sees, ``company`` the features made from it.
    """
    for rule in (RULES if rules is None else rules).values():
        scores = rule(scores, around, before, company)
    return scores


def _chains_first(scores: Array, around: Surroundings, before: Array, company: Array) -> Array:
    """'Burlington, Vt.' outranks every other evidence, even where all else is near."""
    return scores + CHAIN_BONUS * chained(around, before)


def _no_idle_namesakes(scores: Array, around: Surroundings, before: Array, company: Array) -> Array:
    """A namesake of a world city needs a reason: something else of its country, or near it."""
    return scores - NAMESAKE_COST * _without_reason(around.scene, company)


def _without_reason(scene: Scene, company: Array) -> Array:
    """Mark towns that share a world city's name and have nothing of the document around them."""
    population = scene.traits[:, TRAITS.index("log_population")]
    gap = scene.traits[:, TRAITS.index("population_gap")]
    lonely = [company[:, TOGETHER.index(name)] < least for name, least in LEAST_COMPANY.items()]
    small = (population - gap >= WORLD_CITY) & (gap <= NAMESAKE) & TOWN[scene.tiers]
    return np.asarray(small & np.logical_and.reduce(lonely), dtype=float)


def _city_before_division(
    scores: Array, around: Surroundings, before: Array, company: Array
) -> Array:
    """'Flights from New York' are the city's, unless the text speaks of the state."""
    led = scores.copy()
    for city, division in metropolises(around.scene):
        led[city] = max(led[city], led[division] + METROPOLIS_LEAD)
    return led


def metropolises(scene: Scene) -> list[tuple[int, int]]:
    """Return (city, division) rows of cities of millions that share a name with their division.

    Left out where the text speaks of the division: 'Buffalo, New York', 'New York state'.
    """
    people = scene.traits[:, TRAITS.index("log_population")]
    short = scene.traits[:, TRAITS.index("use_abbreviation")] > 0  # 'N.Y.' is the state
    division = (scene.tiers == Tier.ADM1) & ~short
    found = []
    for city in np.flatnonzero((people >= WORLD_CITY) & TOWN[scene.tiers]):
        group = int(scene.group[city])
        namesake = (scene.group == group) & (scene.admin1 == scene.admin1[city])
        held_by = np.flatnonzero(division & namesake)
        if len(held_by) and not _told_as_division(scene, group, int(city)):
            found.append((int(city), int(held_by[0])))
    return found


def _told_as_division(scene: Scene, group: int, city: int) -> bool:
    """'Buffalo, New York', 'New York state', 'D-New York', 'Ohio and New York'."""
    if any(_outside(scene, inner, city) for inner in _parts_of(scene, group)):
        return True
    for sight in scene.groups[group].sights:
        tiers = sight.cue.tiers if sight.cue else frozenset()
        if sight.party or (Tier.ADM1 in tiers and not tiers & TOWNS):
            return True
    kinds = [g.options.tiers[0] if len(g.options) else Tier.SPOT for g in scene.groups]
    divisions = np.array(kinds) == Tier.ADM1
    listed = scene.siblings[group] > 0
    close = scene.nearness[group] > CLOSE
    return bool((divisions & listed).any()) or int((divisions & close).sum()) >= SEVERAL


def _parts_of(scene: Scene, group: int) -> list[int]:
    return [
        inner for inner, outer, strength in scene.inside if outer == group and strength >= PARTS
    ]


def _outside(scene: Scene, group: int, city: int) -> bool:
    """Return whether no place of a group lies in the city, as Brooklyn does in New York."""
    rows = scene.groups[group].rows
    if rows.start == rows.stop:
        return False
    km = distances_km(scene.vectors[rows], scene.vectors[[city]])
    return bool(km.min() > BESIDE_KM)


def _lists_of_one_kind(scores: Array, around: Surroundings, before: Array, company: Array) -> Array:
    """'Mali, Niger and Senegal' are countries; 'Oregon, Utah and Washington' are states of one.

    'Guadalajara, León and Mérida' are towns of one country: half as telling.
    """
    scene = around.scene
    led = scores.copy()
    towns = TOWN[scene.tiers]
    kinds = np.where(towns, Tier.TOWN, scene.tiers)
    homes = np.where(kinds == Tier.COUNTRY, 0, scene.country)
    for g, group in enumerate(scene.groups):
        listed = np.isin(scene.group, np.flatnonzero(scene.siblings[g]))
        count = int(scene.siblings[g].sum())
        if count < SEVERAL:
            continue
        rows = np.arange(group.rows.start, group.rows.stop)
        for row in rows[(scene.tiers[rows] <= Tier.ADM1) | towns[rows]]:
            alike = listed & (kinds == kinds[row]) & (homes == homes[row])
            if before[alike].sum() >= OF_ONE_KIND * count:
                led[row] += LIST_BONUS * (0.5 if towns[row] else 1.0)
    return led


def _landscape_with_the(
    scores: Array, around: Surroundings, before: Array, company: Array
) -> Array:
    """'The Murray', 'the Atlantic', 'the Alps': rivers, seas, ranges and regions, hardly a town."""
    scene = around.scene
    led = scores.copy()
    for group in scene.groups:
        if group.sights and 2 * sum(sight.article for sight in group.sights) > len(group.sights):
            led[group.rows] += THE_BONUS * LAND[scene.tiers[group.rows]]
    return led


def _own_names_first(scores: Array, around: Surroundings, before: Array, company: Array) -> Array:
    """'Abuja' is the capital of that name, not Suleja, which was called so and lies beside it."""
    scene = around.scene
    led = scores.copy()
    own = scene.traits[:, TRAITS.index("primary")] > 0
    people = scene.traits[:, TRAITS.index("log_population")]
    for group in scene.groups:
        rows = np.arange(group.rows.start, group.rows.stop)
        rows = rows[TOWN[scene.tiers[rows]]]
        for row in rows[~own[rows]]:
            rivals = own[rows] & (scene.country[rows] == scene.country[row])
            if (people[rows][rivals] >= people[row] + TENFOLD).any():
                led[row] -= ALIAS_COST
    return led


# What no corpus has enough of to learn it.
RULES: dict[str, Rule] = {
    "lists of one kind": _lists_of_one_kind,
    "comma chains": _chains_first,
    "namesakes of cities": _no_idle_namesakes,
    "landscape with the": _landscape_with_the,
    "own names first": _own_names_first,
    "city before division": _city_before_division,
}
