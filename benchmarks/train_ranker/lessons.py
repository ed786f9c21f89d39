"""Documents as the resolver's weights learn from them: scenes with the right place of each name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from benchmarks.gold import article_of, gold_mentions
from benchmarks.scoring import Document, Toponym
from storymap.gazetteer import Gazetteer
from storymap.model import Entry, Place
from storymap.resolvers.hints import hints_of
from storymap.resolvers.local import alone
from storymap.resolvers.options import Array, Catalogue, Options, distances_km, unit_vectors
from storymap.resolvers.reading import read_mentions
from storymap.resolvers.rules import metropolises
from storymap.resolvers.scene import Group, Scene, build_scene
from storymap.resolvers.spelling import spelling_of
from storymap.resolvers.surroundings import Surroundings
from storymap.resolvers.tiers import Tier, tier_of

FOLDS = 4
NEAR_KM = 161.0
# How far apart two gazetteers may put the middle of one country, of one state.
APART_KM = {Tier.COUNTRY: 1_500.0, Tier.ADM1: 700.0, Tier.REGION: 1_500.0, Tier.WATER: 1_500.0}


@dataclass(frozen=True)
class Lesson:
    """One document: its scene, the right row and the gold of each group, and its fold.

    The right row is -1 where the gazetteer does not have the place under that name.
    """

    scene: Scene
    around: Surroundings
    right: tuple[int, ...]
    gold: tuple[tuple[Toponym, ...], ...]
    own: Array
    fold: int
    weight: float = 1.0


def lessons_from(
    documents: Sequence[Document],
    gazetteer: Gazetteer,
    weight: float = 1.0,
    hidden: Mapping[int, Set[str]] | None = None,
) -> dict[int, Lesson]:
    """Return the lessons of documents by the documents' index; those without toponyms have none.

    ``hidden`` lists, for the index of a document, ids of places that its gazetteer shall lack;
    other documents are then left out.
    """
    shared = Catalogue(gazetteer)
    lessons = {}
    for index, document in enumerate(documents):
        if hidden is not None and index not in hidden:
            continue
        catalogue = Thinned(gazetteer, hidden[index]) if hidden else shared
        lesson = _lesson(index, document, catalogue, weight)
        if lesson is not None:
            lessons[index] = lesson
    return lessons


class Thinned(Catalogue):
    """A catalogue that does not know some places, as every gazetteer does not."""

    def __init__(self, gazetteer: Gazetteer, hidden: Set[str]) -> None:
        super().__init__(gazetteer)
        self._hidden = hidden

    def _pack(self, entries: tuple[Entry, ...], name: str, fallback: int) -> Options:
        kept = tuple(entry for entry in entries if entry.place.id not in self._hidden)
        return super()._pack(kept, name, fallback)


def _lesson(number: int, document: Document, catalogue: Catalogue, weight: float) -> Lesson | None:
    article = article_of(document)
    mentions, gold = gold_mentions(document, article, catalogue.gazetteer)
    if not mentions:
        return None
    hints, spelling = hints_of(article, "", catalogue), spelling_of(article)
    scene = build_scene(read_mentions(article, mentions), catalogue, hints, spelling)
    placed = tuple(
        tuple(gold[s.index] for s in group.sights if gold[s.index].placed) for group in scene.groups
    )
    cities = {division: city for city, division in metropolises(scene)}
    right = tuple(_right_row(*each, cities) for each in zip(scene.groups, placed, strict=True))
    return Lesson(scene, Surroundings(scene), right, placed, alone(scene), number % FOLDS, weight)


def _right_row(group: Group, gold: tuple[Toponym, ...], cities: dict[int, int]) -> int:
    """Return the scene's row that most of the group's gold toponyms mean.

    Where that is a division and the text does not speak of one, it is the metropolis of its name:
    LGL calls every New York the state, flights from New York among them.
    """
    votes: dict[int, int] = {}
    places = [entry.place for entry in group.options.entries]
    for toponym in gold:
        row = right_place(places, toponym)
        if row >= 0:
            votes[row] = votes.get(row, 0) + 1
    if not votes:
        return -1
    right = int(group.rows.start) + max(votes, key=lambda row: (votes[row], -row))
    return cities.get(right, right)


def right_place(places: list[Place], gold: Toponym) -> int:
    """Return the index of the place that a gold toponym means: by id, else the nearest."""
    for index, place in enumerate(places):
        if gold.geonameid is not None and place.geonameid == gold.geonameid:
            return index
    if not gold.placed or not places:
        return -1
    here = unit_vectors([float(gold.lat or 0)], [float(gold.lon or 0)])
    km = distances_km(unit_vectors([p.lat for p in places], [p.lon for p in places]), here)[:, 0]
    best = int(km.argmin())
    reach = [i for i, p in enumerate(places) if km[i] < APART_KM.get(tier_of(p.feature), 0.0)]
    if km[best] < NEAR_KM and not (reach and places[best].geonameid is None):
        return best
    return reach[0] if reach else -1


def accuracy(lessons: Sequence[Lesson], probability: Sequence[Array]) -> float:
    """Return the share of gold toponyms whose winner lies within 161 km; no place is a miss."""
    right = [
        best >= 0 and near(lesson.scene, best, toponym)
        for lesson, values in zip(lessons, probability, strict=True)
        for group, gold in zip(lesson.scene.groups, lesson.gold, strict=True)
        for best in [best_row(group, values)]
        for toponym in gold
    ]
    return float(np.mean(right))


def best_row(group: Group, values: Array) -> int:
    """Return the row of a group's most probable place, -1 where it has none."""
    count = len(group.options)
    return int(group.rows.start) + int(values[group.rows].argmax()) if count else -1


def near(scene: Scene, row: int, gold: Toponym) -> bool:
    """Return whether a row's place lies within 161 km of a gold toponym."""
    here = unit_vectors([float(gold.lat or 0)], [float(gold.lon or 0)])
    return float(distances_km(scene.vectors[[row]], here)[0, 0]) < NEAR_KM
