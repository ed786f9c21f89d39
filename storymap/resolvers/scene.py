"""One article's names and what each could mean, as arrays: what the features are computed from.

Mentions of one name are resolved together (one sense per discourse; Gale, Church and Yarowsky
1992), unless a comma chain says otherwise: 'Paris, Texas' and 'Paris, France' are two names here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from storymap.gazetteer import normalise
from storymap.model import Place
from storymap.resolvers.options import Array, Catalogue, Codes, Options
from storymap.resolvers.reading import Link, Reading, Sight
from storymap.resolvers.tiers import AREAS, Tier, among

REACH = 30  # mentions to either side between which nearness in the text is measured
FADE = 300.0  # code points over which nearness in the text fades
CHAIN = 1.0  # the strength of a comma chain
PARTS = 0.6  # how plainly one name must be put in another to part it from its namesakes
PLAIN = 0.7  # 'Hampton Park in Charleston', 'Cellardyke, a village in Fife'


class Hint(NamedTuple):
    """A place that the text or the author makes certain without a mention: the paper's home."""

    place: Place
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one name in one sense, and the places it could mean.

    ``rows`` is where its places stand in the scene's arrays. ``hint`` is set for evidence that no
    mention stands behind.
    """

    name: str
    sights: tuple[Sight, ...]
    options: Options
    rows: slice
    weight: float
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The groups of an article and their places, stacked.

    ``group`` tells each row's group; ``nearness`` (groups x groups, 0 to 1) how close two groups
    come in the text, ``together`` whether they share a sentence; ``kin`` is equal for groups of
    one name, which say nothing of each other; ``inside`` lists (inner group, outer group,
    strength).
    """

    groups: tuple[Group, ...]
    group: Codes
    vectors: Array
    tiers: Codes
    country: Codes
    admin1: Codes
    admin2: Codes
    traits: Array
    nearness: Array
    together: Array
    siblings: Array
    kin: Codes
    spelling: float
    inside: tuple[tuple[int, int, float], ...]


def build_scene(
    reading: Reading, catalogue: Catalogue, hints: Sequence[Hint] = (), spelling: float = 0.0
) -> Scene:
    """Return the scene of an article's mentions; generic mentions must have been left out.

    ``spelling`` is -1 for American, 1 for British English.
    """
    keyed, outer_names = _group_sights(reading, catalogue)
    groups: list[Group] = []
    start = 0
    for name, sights, options in keyed:
        rows = slice(start, start + len(options))
        weight = 1 + math.log(max(1, len(sights)))
        groups.append(Group(name, tuple(sights), options, rows, weight))
        start = rows.stop
    for name in dict.fromkeys(outer_names.values()):
        groups.append(_bare_group(name, _containers(catalogue, name), start))
        start = groups[-1].rows.stop
    for hint in hints:
        groups.append(_bare_group(hint.words, catalogue.of_place(hint.place), start, hint))
        start = groups[-1].rows.stop
    return _stack(tuple(groups), reading, outer_names, spelling)


def _bare_group(name: str, options: Options, start: int, hint: Hint | None = None) -> Group:
    weight = hint.weight if hint else 1.0
    return Group(name, (), options, slice(start, start + len(options)), weight, hint)


def _containers(catalogue: Catalogue, name: str) -> Options:
    """Return the countries and first-order divisions of a name that nobody tagged."""
    options = catalogue.options(name)
    keep = np.flatnonzero(options.tiers <= Tier.ADM1)
    return Options(
        tuple(options.entries[i] for i in keep),
        options.vectors[keep],
        options.tiers[keep],
        options.country[keep],
        options.admin1[keep],
        options.admin2[keep],
        options.traits[keep],
    )


def _group_sights(
    reading: Reading, catalogue: Catalogue
) -> tuple[list[tuple[str, list[Sight], Options]], dict[int, str]]:
    """Return (name, sights, options) a group, and the untagged container of each sight."""
    tagged = {link.inner for link in reading.links if link.strength == CHAIN}
    untagged = {
        sight.index: container
        for sight in reading.sights
        if sight.index not in tagged and (container := _container_name(sight, catalogue))
    }
    chains = _chain_names(reading, catalogue, untagged)
    groups: dict[tuple[str, str, str], list[Sight]] = {}
    for sight in reading.sights:
        key = normalise(sight.name)
        said = sight.mention.means
        chain = said.id if said else chains.get(sight.index)
        chain = chain or _nearest_chain(sight, key, reading, chains)
        groups.setdefault((key, sight.variant, chain), []).append(sight)
    return [
        (sights[0].name, sights, _options(sights[0], catalogue)) for sights in groups.values()
    ], untagged


def _options(sight: Sight, catalogue: Catalogue) -> Options:
    """Return what a sight's name could mean: one place only where the author says which."""
    said = sight.mention.means
    return catalogue.of_place(said) if said else catalogue.options(sight.name, sight.variant)


def _container_name(sight: Sight, catalogue: Catalogue) -> str:
    """Return the longest beginning of what follows the comma that names a country or state."""
    words = sight.after_comma.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        for form in (name, name.rstrip(".")):
            if len(_containers(catalogue, form)):
                return form
    return ""


def _chain_names(
    reading: Reading, catalogue: Catalogue, untagged: dict[int, str]
) -> dict[int, str]:
    """Return the container's normalised name for each sight in a chain that can be true."""
    chains = {index: normalise(name) for index, name in untagged.items()}
    for link in reading.links:
        if link.strength < PARTS or link.inner in chains:
            continue
        inner, outer = reading.sights[link.inner], reading.sights[link.outer]
        inside = catalogue.options(inner.name, inner.variant)
        around = catalogue.options(outer.name)
        if len(inside) and len(around) and _could_hold(around, inside):
            chains[link.inner] = normalise(outer.name)
    return chains


def _could_hold(outer: Options, inner: Options) -> bool:
    """Return whether a country or division of one name has a place of the other in it."""
    held = containment(
        outer.tiers, outer.country, outer.admin1, outer.admin2,
        inner.tiers, inner.country, inner.admin1, inner.admin2,
    )  # fmt: skip
    return bool(held[outer.tiers <= Tier.ADM1].any())


def _nearest_chain(sight: Sight, key: str, reading: Reading, chains: dict[int, str]) -> str:
    """Return the chain of the last mention of the same name before this one, else the next."""
    same = [i for i in chains if normalise(reading.sights[i].name) == key]
    earlier = [i for i in same if i < sight.index]
    return chains[earlier[-1]] if earlier else chains[same[0]] if same else ""


def containment(
    outer_tiers: Codes,
    outer_country: Codes,
    outer_admin1: Codes,
    outer_admin2: Codes,
    tiers: Codes,
    country: Codes,
    admin1: Codes,
    admin2: Codes,
) -> Array:
    """Return 1 where the row's place holds the column's by the administrative hierarchy."""
    held = np.zeros((len(outer_tiers), len(tiers)))
    levels = (
        (Tier.COUNTRY, outer_country, country),
        (Tier.ADM1, outer_admin1, admin1),
        (Tier.ADM2, outer_admin2, admin2),
    )
    for tier, outer, inner in levels:
        rows = np.flatnonzero((outer_tiers == tier) & (outer != 0))
        if not len(rows):
            continue
        below = _BELOW[tier][tiers]
        held[rows] = (outer[rows, None] == inner[None, :]) & below[None, :]
    return held


_BELOW = {
    tier: ~among(frozenset(area for area in AREAS if area <= tier))
    for tier in (Tier.COUNTRY, Tier.ADM1, Tier.ADM2)
}


def _stack(
    groups: tuple[Group, ...], reading: Reading, outer_names: dict[int, str], spelling: float
) -> Scene:
    options = [group.options for group in groups]
    of_sight = {s.index: g for g, group in enumerate(groups) for s in group.sights}
    by_name = {group.name: g for g, group in enumerate(groups) if not group.sights}
    untagged = [
        (of_sight[index], by_name[name], CHAIN) for index, name in sorted(outer_names.items())
    ]
    nearness, together = _nearness(groups, reading, of_sight)
    return Scene(
        groups,
        np.repeat(np.arange(len(groups)), [len(o) for o in options]),
        np.concatenate([o.vectors for o in options]),
        np.concatenate([o.tiers for o in options]),
        np.concatenate([o.country for o in options]),
        np.concatenate([o.admin1 for o in options]),
        np.concatenate([o.admin2 for o in options]),
        np.concatenate([o.traits for o in options]),
        nearness,
        together,
        _sibling_matrix(len(groups), reading, of_sight),
        _kin(groups),
        spelling,
        tuple(dict.fromkeys((*_group_links(reading.links, of_sight), *untagged))),
    )


def _group_links(
    links: Iterable[Link], of_sight: dict[int, int]
) -> Iterable[tuple[int, int, float]]:
    for link in links:
        inner, outer = of_sight[link.inner], of_sight[link.outer]
        if inner != outer:
            yield inner, outer, link.strength


def _nearness(
    groups: Sequence[Group], reading: Reading, of_sight: dict[int, int]
) -> tuple[Array, Array]:
    count = len(groups)
    near, together = np.zeros((count, count)), np.zeros((count, count))
    sights = reading.sights
    for i, sight in enumerate(sights):
        a = of_sight[sight.index]
        for other in sights[i + 1 : i + 1 + REACH]:
            b = of_sight[other.index]
            closeness = math.exp((sight.position - other.position) / FADE)
            if closeness > near[a, b]:
                near[a, b] = near[b, a] = closeness
            if sight.sentence == other.sentence:
                together[a, b] = together[b, a] = 1
    for g, group in enumerate(groups):
        if not group.sights:
            near[g, :] = near[:, g] = 1.0 if group.hint is None else 0.5
    np.fill_diagonal(near, 0)
    np.fill_diagonal(together, 0)
    return near, together


def _kin(groups: Sequence[Group]) -> Codes:
    """Return a number a group that is the same for groups of one name; hints have their own."""
    codes: dict[str, int] = {}
    names = [f"\n{g}" if group.hint else normalise(group.name) for g, group in enumerate(groups)]
    return np.array([codes.setdefault(name, len(codes)) for name in names], dtype=np.int64)


def _sibling_matrix(count: int, reading: Reading, of_sight: dict[int, int]) -> Array:
    siblings = np.zeros((count, count))
    for run in reading.lists:
        members = [of_sight[index] for index in run]
        siblings[np.ix_(members, members)] = 1
    np.fill_diagonal(siblings, 0)
    return siblings
