"""Evidence in words a reader can check: 'in Kentucky, named in paragraph 3'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from storymap.model import NameUse, Place
from storymap.resolvers.judgement import Judgement
from storymap.resolvers.options import Codes, distances_km
from storymap.resolvers.scene import Group, containment
from storymap.resolvers.surroundings import NEAREST_AT
from storymap.resolvers.tiers import Tier

NEAR_KM = 300.0  # what still counts as 'near' in words


class Family(NamedTuple):
    """Features that speak of one kind of evidence; a lower rank is told first."""

    name: str
    columns: tuple[str, ...]
    rank: int = 1


FAMILIES = (
    Family(
        "chain",
        (
            "chain_inside",
            "chain_inside_share",
            "chain_outside",
            "chain_outside_share",
            "chain_missed",
        ),
        rank=0,
    ),
    Family(
        "container",
        (
            "country_named",
            "admin1_named",
            "admin2_named",
            "container_near",
            "container_beside",
            "country_beside",
        ),
    ),
    Family(
        "company",
        (
            "same_country",
            "same_country_gap",
            "same_admin1",
            "same_admin1_gap",
            "same_admin1_near",
            "same_admin2",
        ),
    ),
    Family(
        "near",
        (
            "density_25",
            "density_100",
            "density_100_gap",
            "density_400",
            "density_400_gap",
            "density_1500",
            "density_near",
            "density_near_gap",
            "cluster",
            "cluster_gap",
            "cluster_rare",
            "cluster_rare_gap",
            "cluster_admin1",
            "cluster_admin1_gap",
            "nearest",
            "nearest_gap",
            "nearest_small",
            "nearest_small_gap",
        ),
    ),
    Family("holds", ("holds", "holds_near")),
    Family("prominence", ("log_population", "population_gap", "order", "before", "before_gap")),
    Family(
        "kind", (*(f"tier_{tier.name.lower()}" for tier in Tier), "twin_area", "twin_seat"), rank=2
    ),
    Family("cue", ("cue_fit",)),
    Family(
        "name",
        (*(f"use_{use.value}" for use in NameUse), "primary", "fallback", "demonym_fit"),
        rank=3,
    ),
    Family("list", ("siblings", "listed")),
    Family("spelling", ("spelling",)),
)

_KINDS = {
    Tier.COUNTRY: "country",
    Tier.ADM1: "state or province",
    Tier.ADM2: "county or district",
    Tier.LOWER: "division",
    Tier.CAPITAL: "capital",
    Tier.SEAT: "city",
    Tier.TOWN: "town or city",
    Tier.QUARTER: "part of a town",
    Tier.REGION: "region",
    Tier.WATER: "body of water",
    Tier.TERRAIN: "natural feature",
    Tier.SPOT: "spot",
}


class Wording:
    """Puts the evidence for the places of one scene into words."""

    def __init__(self, judgement: Judgement) -> None:
        self._scene = judgement.scene
        self._probability = judgement.before
        self._best = [self._best_row(group) for group in judgement.scene.groups]
        self._say: dict[str, Callable[[int], str]] = {
            "chain": self._chain,
            "container": self._container,
            "company": self._company,
            "near": self._near,
            "holds": self._holds,
            "prominence": self._prominence,
            "kind": self._kind,
            "cue": self._cue,
            "name": self._name,
            "list": self._list,
            "spelling": self._spelling,
        }

    def say(self, family: str, row: int) -> str:
        """Return what a family of evidence says for a row's place; empty where it has no words."""
        return self._say[family](row)

    def fallback(self, row: int) -> str:
        """Return something true of the row's place where no evidence stands out."""
        return self._prominence(row) or self._name(row)

    def _best_row(self, group: Group) -> int:
        if not len(group.options):
            return -1
        return int(group.rows.start) + int(self._probability[group.rows].argmax())

    def _others(self, row: int) -> Iterator[tuple[Group, int]]:
        """Yield the other groups with their most probable row, where there is one."""
        mine = int(self._scene.group[row])
        for g, group in enumerate(self._scene.groups):
            if g != mine and (best := self._best[g]) >= 0:
                yield group, best

    def _place_name(self, row: int) -> str:
        return self._place(row).name

    def _chain(self, row: int) -> str:
        mine = int(self._scene.group[row])
        for inner, outer, _ in self._scene.inside:
            if inner == mine and (other := self._best[outer]) >= 0 and self._holding(other, row):
                return f"in {self._place_name(other)}, named next to it"
            if outer == mine and (other := self._best[inner]) >= 0 and self._holding(row, other):
                return f"contains {self._place_name(other)}, named next to it"
        return ""

    def _container(self, row: int) -> str:
        found = [(g, best) for g, best in self._others(row) if self._holding(best, row)]
        if not found:
            return ""
        group, best = max(found, key=lambda item: (self._scene.tiers[item[1]], -item[1]))
        return f"in {self._place_name(best)}, {self._where(group, row)}"

    def _holds(self, row: int) -> str:
        found = [(g, best) for g, best in self._others(row) if self._holding(row, best)]
        if not found:
            return ""
        group, best = found[0]
        return f"contains {self._place_name(best)}, {self._where(group, row)}"

    def _company(self, row: int) -> str:
        scene = self._scene
        for codes, words in ((scene.admin1, "state or province"), (scene.country, "country")):
            names = self._sharing(row, codes)
            if names:
                more = f" and {len(names) - 2} more places" if len(names) > 2 else ""
                return f"in the same {words} as {', '.join(names[:2])}{more}"
        return ""

    def _sharing(self, row: int, codes: Codes) -> list[str]:
        names = [
            self._place_name(best)
            for group, best in self._others(row)
            if codes[row] and codes[best] == codes[row] and group.sights
        ]
        return list(dict.fromkeys(names))

    def _near(self, row: int) -> str:
        found = []
        for group, best in self._others(row):
            small = self._scene.tiers[best] > Tier.ADM1
            if small and self._probability[best] >= NEAREST_AT:
                found.append((self._km(row, best), best, group))
        if not found:
            return ""
        km, best, group = min(found, key=lambda item: item[:2])
        if km > NEAR_KM:
            return ""
        return f"near {self._place_name(best)}, {self._where(group, row)}"

    def _prominence(self, row: int) -> str:
        group = self._scene.groups[int(self._scene.group[row])]
        count, place = len(group.options), self._place(row)
        if count == 1:
            return "the only place of this name known"
        people = [entry.place.population for entry in group.options.entries]
        if place.population and place.population == max(people):
            return f"largest of {count} places of this name"
        return f"best known of {count} places of this name" if row == group.rows.start else ""

    def _kind(self, row: int) -> str:
        return f"a {_KINDS[Tier(int(self._scene.tiers[row]))]}"

    def _cue(self, row: int) -> str:
        group = self._scene.groups[int(self._scene.group[row])]
        tier = Tier(int(self._scene.tiers[row]))
        for sight in group.sights:
            if sight.cue is not None and tier in sight.cue.tiers:
                return f"the word '{sight.cue.word}' beside it"
        return ""

    def _name(self, row: int) -> str:
        group = self._scene.groups[int(self._scene.group[row])]
        entry = group.options.entries[row - group.rows.start]
        words = {
            NameUse.NAME: "its usual name",
            NameUse.ALTERNATE: f"another name of {entry.place.name}",
            NameUse.ABBREVIATION: f"an abbreviation of {entry.place.name}",
            NameUse.DEMONYM: f"the adjective of {entry.place.name}",
        }
        return words[entry.use]

    def _list(self, row: int) -> str:
        return "listed with places of its kind"

    def _spelling(self, row: int) -> str:
        side = self._scene.spelling
        return f"the article's {'British' if side > 0 else 'American'} spelling" if side else ""

    def _place(self, row: int) -> Place:
        group = self._scene.groups[int(self._scene.group[row])]
        entry = group.options.entries[row - int(group.rows.start)]
        return entry.place

    def _km(self, row: int, other: int) -> float:
        vectors = self._scene.vectors
        return float(distances_km(vectors[row : row + 1], vectors[other : other + 1])[0, 0])

    def _holding(self, outer: int, inner: int) -> bool:
        scene = self._scene
        columns = (scene.tiers, scene.country, scene.admin1, scene.admin2)
        a = (values[outer : outer + 1] for values in columns)
        b = (values[inner : inner + 1] for values in columns)
        return bool(containment(*a, *b)[0, 0])

    def _where(self, group: Group, row: int) -> str:
        """Return where the group's name stands, seen from the row's own mentions."""
        if group.hint is not None:
            return group.hint.words
        if not group.sights:
            return "named next to it"
        mine = self._scene.groups[int(self._scene.group[row])].sights
        sentences = {sight.sentence for sight in mine}
        if any(sight.sentence in sentences for sight in group.sights):
            return "named in the same sentence"
        return f"named in paragraph {group.sights[0].mention.paragraph + 1}"
