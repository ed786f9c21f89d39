"""Kinds of place in a reader's words, from GeoNames feature codes."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from storymap.model import Place

_TABLE = Path(__file__).with_name("kinds.toml")


CITY_PEOPLE = 100_000
"""Inhabitants from which a populated place is called a city, whatever it is the seat of."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    return {
        feature: (kind, row["reach"])
        for kind, row in _table()["kind"].items()
        for feature in row["features"]
    }


def kind_of(place: Place) -> str:
    """The key of the word for what a place is: 'city', 'sea', 'state', ...

    The feature code is looked up first, then its class; 'place' where neither is listed. Large
    towns are cities, and first-order divisions are called what their country calls them.
    """
    kind = _row(place.feature)[0]
    if kind == "town" and place.population >= CITY_PEOPLE:
        return "city"
    if kind == "division":
        own = (word for word, codes in _table()["division"].items() if place.country in codes)
        return next(own, kind)
    return kind


def kinds() -> tuple[str, ...]:
    """The keys of all kinds that a place can be said to be."""
    return tuple(_table()["kind"])


def feature_of(kind: str) -> str:
    """The plainest feature code of a kind: 'P.PPL' for 'town', '' for 'place'."""
    return str(_table()["kind"][kind]["features"][0])


def reach_of(feature: str) -> float:
    """Half the height, in degrees, of a frame that shows a point of this kind alone."""
    return _row(feature)[1]


def names_counties(country: str) -> bool:
    """Whether readers of ``country`` place a town by its second-order division (its county)."""
    return country in _table()["counties_named"]


def _row(feature: str) -> tuple[str, float]:
    kinds = _kinds()
    return kinds.get(feature) or kinds.get(feature.partition(".")[0]) or kinds[""]
