"""The names a base map writes round a story: countries, towns, water, divisions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from storymap.layers.basemap import Basemap, Label
from storymap.layers.coverage import Window
from storymap.layers.mercator import project
from storymap.model import Box, Place

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

WORLD: Box = (-180.0, -85.0, 180.0, 85.0)

#: Pixels between a town and the nearest larger one from which it is written; capitals count as
#: towns with many more people.
_ROOM = 62.0
_SEATS = {"P.PPLC": 8.0, "P.PPLA": 2.0, "P.PPLA2": 1.3, "P.PPLX": 0.2}
_OTHER_SEAT = 0.7

#: Towns asked for in each window: all of them in few windows, fewer in each of many.
_TOWNS, _FEW_WINDOWS = 45, 24
_LEAST_ZOOM, _LAST_ZOOM = 3.2, 12.0


def base_names(
    basemap: Basemap, gazetteer: Gazetteer | None, windows: Sequence[Window], language: str = "en"
) -> dict[str, list[list[object]]]:
    """Rows ``[name, lat, lon, first, last, rank, country, geonameid]`` by kind of label."""
    found = {
        "country": _near(basemap, "country", windows, language, world=3.6, more=2.0),
        "sea": _near(basemap, "sea", windows, language, world=4.0, more=1.5),
        "lake": _near(basemap, "lake", windows, language, world=2.5, more=1.5),
        "division": _near(basemap, "division", windows, language, world=0.0, more=1.5),
    }
    named = {label.name for label in found["country"]}
    towns = _towns(gazetteer, windows) if gazetteer is not None else []
    towns = [town for town in towns if town.name not in named]
    found["capital"] = [town for town in towns if town.kind == "capital"]
    found["town"] = [town for town in towns if town.kind == "town"]
    return {kind: [_row(label) for label in labels] for kind, labels in found.items()}


def _row(label: Label) -> list[object]:
    row: list[object] = [
        label.name, round(label.lat, 3), round(label.lon, 3), round(label.first, 1),
        round(label.last, 1), label.rank, label.country, label.geonameid,
    ]  # fmt: skip
    while row and row[-1] in ("", 0):
        row.pop()
    return row


def _near(
    basemap: Basemap,
    kind: str,
    windows: Sequence[Window],
    language: str,
    *,
    world: float,
    more: float,
) -> list[Label]:
    """Labels of the whole world up to zoom ``world``, and round windows a little further in."""
    found = dict.fromkeys(basemap.labels(kind, WORLD, world, language) if world else [])
    for window in windows:
        found.update(dict.fromkeys(basemap.labels(kind, window.box, window.zoom + more, language)))
    return sorted(found, key=lambda label: (label.rank, label.first, label.name))


def _towns(gazetteer: Gazetteer, windows: Sequence[Window]) -> list[Label]:
    """Towns in the windows, largest first, each from the zoom at which it stands clear."""
    places = {place.id: place for place in gazetteer.within(WORLD, 240, "P.PPLC")}
    wanted: dict[str, float] = dict.fromkeys(places, 0.0)
    limit = max(10, min(_TOWNS, _TOWNS * _FEW_WINDOWS // max(1, len(windows))))
    for window in windows:
        for place in gazetteer.within(_turned(window.box), limit, "P"):
            places.setdefault(place.id, place)
            wanted[place.id] = max(wanted.get(place.id, 0.0), window.zoom + 1.5)
    ordered = sorted(places.values(), key=lambda place: (-_weight(place), place.id))
    firsts = _first_zooms(ordered)
    labels = [_town(place, first) for place, first in zip(ordered, firsts, strict=True)]
    return [
        label
        for place, label in zip(ordered, labels, strict=True)
        if label.first <= max(wanted[place.id], 4.5 if label.kind == "capital" else 0.0)
    ]


def _turned(box: Box) -> Box:
    """A box moved by whole turns so that its west lies between -180 and 180."""
    turns = 360 * math.floor((box[0] + 180) / 360)
    return (box[0] - turns, box[1], box[2] - turns, box[3])


def _weight(place: Place) -> float:
    """People, counted higher in seats of government: GeoNames lists quarters with their city's."""
    return place.population * _SEATS.get(place.feature, _OTHER_SEAT)


def _first_zooms(places: Sequence[Place]) -> list[float]:
    """For places in order of weight, the zoom at which each is ``_ROOM`` from all before it."""
    x, y = np.array([project(place.lon, place.lat) for place in places]).reshape(-1, 2).T.copy()
    zooms = []
    for index, place in enumerate(places):
        right, down = x[:index] - x[index], y[:index] - y[index]
        apart = math.sqrt((right * right + down * down).min(initial=1.0))
        clear = math.log2(_ROOM / (256 * apart + 1e-9))
        least = 10.2 - math.log10(max(1000, _weight(place)))
        zooms.append(min(10.0, max(_LEAST_ZOOM, clear, least)))
    return zooms


def _town(place: Place, first: float) -> Label:
    kind = "capital" if place.feature == "P.PPLC" else "town"
    rank = max(0, 9 - round(math.log10(max(1, place.population))))
    return Label(
        kind, place.name, place.lat, place.lon, first, _LAST_ZOOM, rank, "", place.geonameid or 0
    )
