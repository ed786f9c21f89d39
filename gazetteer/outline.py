"""Polygons of the sources: from rings, simplified with shared borders kept, unwrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from storymap.model import Box

TOLERANCE = 0.02  # degrees: about 2 km, a pixel of a continental map
_WHOLE_WORLD = 355.0


def from_rings(rings: Iterable[Sequence[tuple[float, float]]]) -> BaseGeometry:
    """Return the area of shapefile rings: clockwise rings are land, the others holes in it."""
    shells: list[Any] = []
    holes: list[Any] = []
    for ring in rings:
        if len(ring) >= 4:
            (holes if shapely.is_ccw(shapely.linearrings(ring)) else shells).append(ring)
    areas = [Polygon(shell) for shell in shells]
    inside: list[list[Any]] = [[] for _ in areas]
    for hole in holes:
        around = [i for i, a in enumerate(areas) if a.covers(shapely.Point(hole[0]))
                  and a.covers(Polygon(hole).representative_point())]  # fmt: skip
        if around:
            inside[min(around, key=lambda i: areas[i].area)].append(hole)
        else:
            areas.append(Polygon(hole))
            inside.append([])
    pairs = zip(areas, inside, strict=True)
    return as_area([Polygon(a.exterior.coords, h) for a, h in pairs])


def as_area(parts: Sequence[Any]) -> BaseGeometry:
    """Return polygons as one geometry."""
    return parts[0] if len(parts) == 1 else MultiPolygon(list(parts))


def simplified(areas: Sequence[BaseGeometry], tolerance: float = TOLERANCE) -> list[BaseGeometry]:
    """Return the areas with fewer vertices; borders that two share stay shared, none vanishes.

    Coverage simplification after Visvalingam (GEOS); parts smaller than the tolerance that are
    not the area's largest are dropped.
    """
    thinned = shapely.coverage_simplify(list(areas), tolerance)
    pairs = zip(areas, thinned, strict=True)
    return [_without_specks(_kept(area, thin, tolerance), tolerance) for area, thin in pairs]


def _kept(area: BaseGeometry, thin: BaseGeometry, tolerance: float) -> BaseGeometry:
    """The thinned area, unless most of it was lost where it overlaps its neighbours."""
    if mended(thin).area > area.area / 2:
        return thin
    alone = area.simplify(tolerance)
    return area if alone.is_empty else alone


def _without_specks(area: BaseGeometry, tolerance: float) -> BaseGeometry:
    valid = mended(area)
    parts = sorted(getattr(valid, "geoms", [valid]), key=lambda part: -part.area)
    least = min(tolerance * tolerance, parts[0].area / 50)
    return as_area([part for part in parts if part.area >= least])


def mended(area: BaseGeometry) -> BaseGeometry:
    """Return an area as it is where it is valid, else its valid polygons."""
    if area.is_valid:
        return area
    whole = shapely.make_valid(area)
    parts = [p for p in shapely.get_parts(shapely.get_parts(whole)) if p.geom_type == "Polygon"]
    return as_area(parts)


def on_grid(geometry: BaseGeometry, step: float) -> BaseGeometry:
    """Return a geometry on a grid, still valid; as it is where nothing is left."""
    snapped = shapely.set_precision(geometry, step)
    whole = getattr(snapped, "geoms", [snapped])
    fitting = [p for p in whole if p.geom_type in ("Polygon", "LineString", "Point")]
    kinds = {p.geom_type for p in fitting}
    return geometry if snapped.is_empty or len(kinds) != 1 else snapped


def unwrapped(area: BaseGeometry) -> BaseGeometry:
    """Return the area in one piece across the antimeridian, most of it between -180 and 180.

    The parts are cut at the widest gap of longitude that holds none of them; the side with less
    area moves by a full turn. What goes round the whole world stays as it is.
    """
    west, _, east, _ = area.bounds
    parts = list(getattr(area, "geoms", [area]))
    if east - west <= 180 or max(p.bounds[2] - p.bounds[0] for p in parts) > _WHOLE_WORLD:
        return area
    cut = _widest_gap(parts)
    low = [p for p in parts if p.bounds[2] <= cut]
    high = [p for p in parts if p.bounds[2] > cut]
    if sum(p.area for p in low) <= sum(p.area for p in high):
        low = [translate(p, 360) for p in low]
    else:
        high = [translate(p, -360) for p in high]
    return shapely.union_all([*low, *high])


def _widest_gap(parts: Sequence[BaseGeometry]) -> float:
    """The longitude west of the widest gap between the parts, which lie in -180 to 180."""
    edges = sorted((p.bounds[0], p.bounds[2]) for p in parts)
    reach, best, cut = edges[0][1], 360 + edges[0][0] - max(e for _, e in edges), 180.0
    for west, east in edges[1:]:
        if west - reach > best:
            best, cut = west - reach, reach
        reach = max(reach, east)
    return cut


def box_of(area: BaseGeometry) -> Box:
    """Return the box round a geometry."""
    west, south, east, north = (float(value) for value in area.bounds)
    return (west, south, east, north)


def square_km(area: BaseGeometry) -> float:
    """Return the area on a sphere in square kilometres, near enough to rank by."""
    if area.area == 0:
        return 0.0
    middle = np.radians((area.bounds[1] + area.bounds[3]) / 2)
    return float(area.area * 111.2**2 * np.cos(middle))
