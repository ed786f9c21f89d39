"""What a name could mean: its places in the gazetteer as arrays, ready to be weighed together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from storymap.gazetteer import normalise
from storymap.model import Entry, NameUse, Place
from storymap.resolvers.spelling import side_of
from storymap.resolvers.tiers import Tier, tier_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

MOST = 100  # places a name is weighed between; what comes later is of no importance
TWIN_KM = 60.0
EARTH_KM = 6371.0088

_HEADS = re.compile(
    r"^(?:the\s+)?(?:city|town|village|county|state|province|district|region|island|isle|port|"
    r"municipality|republic|commonwealth|kingdom|borough|department|prefecture)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"^(?:the\s+)?(?:greater|metro|metropolitan|downtown|central|upper|lower|inner|outer|"
    r"(?:north|south)?[- ]?(?:north|south|east|west)(?:ern)?|mid)[- ]\s*",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"\s+(?:county|parish|city|province|state|region|district|township|twp\.?|municipality|"
    r"prefecture|governorate|department|metropolitan area|area|town|village|island|islands|"
    r"borough|division|oblast|territory)$",
    re.IGNORECASE,
)
_GAPS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """The places of one name, best known first, with what can be said of them without a text.

    ``vectors`` are unit vectors of the points; ``country``, ``admin1`` and ``admin2`` are codes
    that can only be compared for equality (0 = unknown); ``traits`` has a row a place and a
    column for each name of TRAITS.
    """

    entries: tuple[Entry, ...]
    vectors: Array
    tiers: Codes
    country: Codes
    admin1: Codes
    admin2: Codes
    traits: Array

    def __len__(self) -> int:
        return len(self.entries)


TRAITS = (
    "log_population",
    "population_gap",
    "order",
    "choices",
    *(f"tier_{tier.name.lower()}" for tier in Tier),
    *(f"use_{use.value}" for use in NameUse),
    "primary",
    "fallback",
    "no_id",
    "twin_area",
    "twin_seat",
    "english",
)


class Catalogue:
    """Looks names up once and keeps their options; codes are shared by all its options."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._codes: dict[str, int] = {"": 0}
        self._options: dict[str, Options] = {}

    def options(self, name: str, variant: str = "") -> Options:
        """Return the places that ``name`` could mean; ``variant`` is looked up as well."""
        key = f"{name}\n{variant}"
        if key not in self._options:
            if len(self._options) > 20_000:
                self._options.clear()
            self._options[key] = self._gather(name, variant)
        return self._options[key]

    def of_place(self, place: Place) -> Options:
        """Return options with one place only, for evidence that is certain."""
        return self._pack((Entry(place, place.name, NameUse.NAME),), place.name, 0)

    def _gather(self, name: str, variant: str) -> Options:
        lookup = self.gazetteer.lookup
        entries = _distinct((*(lookup(variant) if variant else ()), *lookup(name)))
        fallback = 0
        for shorter in _shorter(name):
            if entries:
                break
            entries, fallback = _distinct(lookup(shorter)), 1
        return self._pack(entries[:MOST], name, fallback)

    def _code(self, *parts: str) -> int:
        text = ".".join(parts) if all(parts) else ""
        return self._codes.setdefault(text, len(self._codes))

    def _pack(self, entries: tuple[Entry, ...], name: str, fallback: int) -> Options:
        places = [entry.place for entry in entries]
        tiers = np.array([tier_of(place.feature) for place in places], dtype=np.int64)
        vectors = unit_vectors([p.lat for p in places], [p.lon for p in places])
        country = [self._code(p.country) for p in places]
        admin1 = [self._code(p.country, p.admin1) for p in places]
        admin2 = [self._code(p.country, p.admin1, p.admin2) for p in places]
        traits = _traits(entries, tiers, vectors, normalise(name), fallback)
        codes = np.array((country, admin1, admin2), dtype=np.int64).reshape(3, -1)
        return Options(entries, vectors, tiers, codes[0], codes[1], codes[2], traits)


def unit_vectors(lats: Sequence[float], lons: Sequence[float]) -> Array:
    """Return points in degrees as unit vectors, one row a point."""
    lat, lon = np.radians(np.asarray(lats, float)), np.radians(np.asarray(lons, float))
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def distances_km(a: Array, b: Array) -> Array:
    """Return the great-circle distances between two sets of unit vectors, (len(a), len(b)).

    The sphere is at most 0.6 % off the ellipsoid, which no weight here could notice.
    """
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip((1 - a @ b.T) / 2, 0, 1))))


def _shorter(name: str) -> list[str]:
    """Return shorter forms under which a place may be listed, most careful first."""
    forms = [_HEADS.sub("", name), _TAILS.sub("", name), _SIDES.sub("", name)]
    forms.append(_TAILS.sub("", _SIDES.sub("", name)))
    forms.append(_GAPS.sub("", name))  # 'Dogu Beyazit' for Dogubeyazit
    return [form for form in dict.fromkeys(forms) if form and form != name]


def _distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.place.id: entry for entry in reversed(entries)}.values())[::-1]


def _traits(
    entries: tuple[Entry, ...], tiers: Codes, vectors: Array, key: str, fallback: int
) -> Array:
    count = len(entries)
    population = np.log10(1 + np.array([e.place.population for e in entries], dtype=float))
    columns = [
        population,
        population - population.max(initial=0),
        1 / (1 + np.arange(count, dtype=float)),
        np.full(count, np.log(max(count, 1))),
        *((tiers == tier).astype(float) for tier in Tier),
        *(np.array([e.use == use for e in entries], dtype=float) for use in NameUse),
        np.array([normalise(e.place.name) == key for e in entries], dtype=float),
        np.full(count, float(fallback)),
        np.array([e.place.geonameid is None for e in entries], dtype=float),
        *_twins(tiers, vectors),
        np.array([side_of(e.place.country) for e in entries], dtype=float),
    ]
    return np.stack(columns, axis=1) if count else np.zeros((0, len(TRAITS)))


def _twins(tiers: Codes, vectors: Array) -> tuple[Array, Array]:
    """Mark towns with an area of the same name around them, and areas with such a town."""
    towns = (tiers >= Tier.CAPITAL) & (tiers <= Tier.QUARTER)
    areas = (tiers >= Tier.ADM1) & (tiers <= Tier.LOWER)
    near = distances_km(vectors, vectors) < TWIN_KM
    by_area = towns & (near & areas[None, :]).any(axis=1) if len(tiers) else towns
    by_town = areas & (near & towns[None, :]).any(axis=1) if len(tiers) else areas
    return by_area.astype(float), by_town.astype(float)
