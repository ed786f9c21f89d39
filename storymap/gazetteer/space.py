"""Where places lie: in a box, near a point, inside one another. shapely only where needed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from math import asin, cos, floor, radians, sin, sqrt
from typing import TYPE_CHECKING

from storymap.errors import GazetteerError
from storymap.gazetteer.store import DEGREE, Row, Store, ref_of
from storymap.model import Box, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.gazetteer import Gazetteer

_EARTH_KM = 6371.0088  # mean radius, IUGG

# Places of a small box are read by cell, of the world by importance; between the two, the most
# important ones are tried first: a continent holds enough of them, an ocean few.
_FEW_CELLS, _MANY_CELLS = 25, 4000
_FIRST, _ALL = 20_000, 1 << 62  # a place's number is its rank by importance


def within(stores: Sequence[Store], box: Box, limit: int, feature: str) -> tuple[Place, ...]:
    """Return up to ``limit`` places in ``box``, most important first, files in their order."""
    found: list[Place] = []
    for store in stores:
        rows = {row for part in _unwrapped(box) for row in _in_box(store, part, limit, feature)}
        found.extend(store.ranked(rows))
    return tuple(found[:limit])


def _unwrapped(box: Box) -> list[Box]:
    """The box, or its two halves where it crosses the antimeridian."""
    west, south, east, north = box
    if west > east:
        east += 360
    if east - west >= 360:
        return [(-180.0, south, 180.0, north)]
    while west >= 180:
        west, east = west - 360, east - 360
    while east < -180:
        west, east = west + 360, east + 360
    if west < -180:
        return [(west + 360, south, 180.0, north), (-180.0, south, east, north)]
    if east > 180:
        return [(west, south, 180.0, north), (-180.0, south, east - 360, north)]
    return [box]


def _in_box(store: Store, box: Box, limit: int, feature: str) -> list[Row]:
    west, south, east, north = box
    values: dict[str, object] = {
        "west": floor(west * DEGREE), "south": floor(south * DEGREE),
        "east": -floor(-east * DEGREE), "north": -floor(-north * DEGREE),
        "limit": limit, "features": json.dumps(store.feature_ids(feature)),
    }  # fmt: skip
    size = (east - west + 1) * (north - south + 1)
    if size > _FEW_CELLS:
        rows = store.rows("within_wide", values | {"last": _FIRST})
        if len(rows) == limit:
            return rows
    if size > _MANY_CELLS:
        return store.rows("within_wide", values | {"last": _ALL})
    return store.rows("within_cells", values | {"cells": json.dumps(_cells(box))})


def _cells(box: Box) -> list[int]:
    """The cells of whole degrees that ``box`` touches."""
    west, south, east, north = box
    columns = range(floor(max(-180, west)) + 180, floor(min(180, east)) + 181)
    rows = range(floor(max(-90, south)) + 90, floor(min(90, north)) + 91)
    return [row * 360 + column for row in rows for column in columns]


def nearest(
    stores: Sequence[Store], point: tuple[float, float], limit: int, feature: str, km: float
) -> tuple[tuple[Place, float], ...]:
    """Return the nearest places with their distances, searching ever wider boxes."""
    radius = min(10.0, km)
    while True:
        there = _round(stores, point, radius, feature)
        near = sorted((distance(point, (p.lat, p.lon)), p.id, p) for p in there)
        near = [found for found in near if found[0] <= radius]
        if len(near) >= limit or radius >= km:
            return tuple((p, d) for d, _, p in near[:limit])
        radius = min(radius * 3, km)


def _round(
    stores: Sequence[Store], point: tuple[float, float], km: float, feature: str
) -> tuple[Place, ...]:
    lat, lon = point
    high = km / 111.0  # km in a degree of latitude, rounded down so that the box is not too small
    wide = min(180.0, high / max(0.01, cos(radians(min(89.9, abs(lat) + high)))))
    box = (lon - wide, max(-90.0, lat - high), lon + wide, min(90.0, lat + high))
    return within(stores, box, 1_000_000, feature)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lat, lon) points in km (haversine)."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    half = sin(radians(other[1] - one[1]) / 2)
    a = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * half * half
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(a)))


def geometry(store: Store, place: Place) -> BaseGeometry | None:
    """Return the stored outline in the store's worldview, or None."""
    from storymap.gazetteer.shape import unpack

    rows = store.rows("geometry", {"ref": ref_of(place.id), "view": store.worldview})
    try:
        return unpack(rows[0][0]) if rows else None
    except (ValueError, IndexError, zlib.error) as error:
        raise GazetteerError(
            f"gazetteer {store.path}: the outline of {place.id} is damaged;"
            " reinstall storymap-atlas"
        ) from error


def bounds(store: Store, place: Place) -> Box | None:
    """Return the box of the stored outline in degrees, or None."""
    rows = store.rows("bounds", {"ref": ref_of(place.id), "view": store.worldview})
    if not rows:
        return None
    west, south, east, north = (value / DEGREE for value in rows[0])
    return (west, south, east, north)


def contains(gazetteer: Gazetteer, area: Place, place: Place) -> bool:
    """Tell by outlines whether ``place`` lies in ``area``: its point, or most of its outline."""
    west, south, east, north = gazetteer.bounds(area)
    lon = place.lon if place.lon >= west else place.lon + 360
    if not area.area or not (west <= lon <= east and south <= place.lat <= north):
        return False
    outline = gazetteer.geometry(area)
    inner = gazetteer.geometry(place)
    if outline is None or inner is None or inner.area == 0:
        from shapely import Point

        return outline is not None and bool(outline.intersects(Point(lon, place.lat)))
    return bool(inner.area < outline.area and _shared(outline, inner) > inner.area / 2)


def _shared(outline: BaseGeometry, inner: BaseGeometry) -> float:
    if outline.geom_type not in ("Polygon", "MultiPolygon"):
        return 0.0
    return float(outline.intersection(inner).area)


def countries_in(gazetteer: Gazetteer, stores: Sequence[Store], box: Box) -> tuple[Place, ...]:
    """Return the countries whose outline touches ``box``, or whose point lies in it."""
    from shapely import box as rectangle

    parts = _unwrapped(box)
    found: dict[str, Place] = {}
    for place in _near_boxes(stores, box):
        if not place.feature.startswith("A.PCL") or gazetteer.country(place.country) != place:
            continue
        outline = gazetteer.geometry(place)
        shifted = [rectangle(w + x, s, e + x, n) for w, s, e, n in parts for x in (0, 360)]
        if outline is not None and any(outline.intersects(part) for part in shifted):
            found.setdefault(place.id, place)
    return tuple(found.values())


def _near_boxes(stores: Sequence[Store], box: Box) -> Iterator[Place]:
    for store in stores:
        seen: dict[str, Place] = {}
        for west, south, east, north in _unwrapped(box):
            for shift in (0, 360):
                edges = (west + shift, south, east + shift, north)
                names = ("west", "south", "east", "north")
                values = {n: round(v * DEGREE) for n, v in zip(names, edges, strict=True)}
                seen.update((p.id, p) for p in store.places("boxes", values))
        yield from seen.values()


def at(gazetteer: Gazetteer, stores: Sequence[Store], lat: float, lon: float) -> tuple[Place, ...]:
    """Return the areas whose outline holds the point, smallest first."""
    from shapely import Point

    points = (Point(lon, lat), Point(lon + 360, lat))
    holding: dict[str, tuple[float, Place]] = {}
    for place in _near_boxes(stores, (lon, lat, lon, lat)):
        outline = gazetteer.geometry(place)
        if outline is not None and outline.area and any(map(outline.intersects, points)):
            holding.setdefault(place.id, (outline.area, place))
    return tuple(place for _, place in sorted(holding.values(), key=lambda pair: pair[0]))
