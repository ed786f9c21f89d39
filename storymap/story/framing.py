"""What the map frames: boxes, unwrapped around the story's centre.

Longitudes of one story are shifted by whole turns so that all of it lies on one copy of the
world: Tokyo and Honolulu are neighbours across the antimeridian.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from storymap.model import Box, Place
from storymap.story.kinds import reach_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WORLD: Box = (-170.0, -56.0, 190.0, 76.0)
_LIMIT = 85.0  # Web Mercator ends at 85.05 degrees
_SMALL_PART = 0.02  # share of the largest part below which an island does not widen the frame
_REGION = 25.0  # degrees; a frame no larger than this is compact
_MUCH_SMALLER = 0.6  # of a frame's size, for which a far place is left out
_FAR_PART = 12.0  # degrees beyond which a part (French Guiana) does not widen the frame


def centre_longitude(longitudes: Iterable[float]) -> float:
    """The longitude opposite the widest gap between ``longitudes`` (degrees, -180 to 180)."""
    ring = sorted({(lon + 180.0) % 360.0 - 180.0 for lon in longitudes})
    if not ring:
        return 10.0
    gaps = [(after - before, before, after) for before, after in pairwise(ring)]
    gaps.append((ring[0] + 360.0 - ring[-1], ring[-1], ring[0] + 360.0))
    _, before, after = max(gaps)
    centre = (before + after) / 2 + 180.0
    return (centre + 180.0) % 360.0 - 180.0


def unwrap(lon: float, centre: float) -> float:
    """``lon`` shifted by whole turns to lie within 180 degrees of ``centre``."""
    return lon - 360.0 * round((lon - centre) / 360.0)


def unwrap_geometry(geometry: BaseGeometry, centre: float) -> BaseGeometry:
    """``geometry`` with each part shifted by whole turns to lie nearest to ``centre``."""
    from shapely import affinity
    from shapely.geometry import GeometryCollection

    parts = []
    for part in getattr(geometry, "geoms", [geometry]):
        west, _, east, _ = part.bounds
        middle = (west + east) / 2
        parts.append(affinity.translate(part, unwrap(middle, centre) - middle))
    return _rejoined(parts) if len(parts) > 1 else (parts or [GeometryCollection()])[0]


def _rejoined(parts: list[Any]) -> BaseGeometry:
    from shapely.geometry import GeometryCollection, MultiLineString, MultiPolygon

    names = {part.geom_type for part in parts}
    if names == {"Polygon"}:
        return MultiPolygon(parts)
    return MultiLineString(parts) if names == {"LineString"} else GeometryCollection(parts)


def main_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The parts a reader means by a place: the largest, and those neither tiny nor far from it."""
    parts = sorted(getattr(geometry, "geoms", [geometry]), key=_size, reverse=True)
    kept = parts[:1]
    for part in parts[1:]:
        if _size(part) < _SMALL_PART * _size(parts[0]):
            break
        if _gap(union([p.bounds for p in kept]), part.bounds) <= _FAR_PART:
            kept.append(part)
    return kept


def _size(part: BaseGeometry) -> float:
    return float(part.area or part.length)


def _gap(a: Box, b: Box) -> float:
    sideways = max(a[0] - b[2], b[0] - a[2], 0.0)
    return max(sideways, a[1] - b[3], b[1] - a[3])


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds ``boxes``; the world where there are none."""
    if not boxes:
        return WORLD
    west, south, east, north = zip(*boxes, strict=True)
    return (min(west), min(south), max(east), max(north))


def holds(box: Box, at: tuple[float, float]) -> bool:
    """Whether a point (latitude, longitude) lies in ``box``."""
    return box[0] <= at[1] <= box[2] and box[1] <= at[0] <= box[3]


def middle_of(box: Box) -> tuple[float, float]:
    """The middle of ``box`` as latitude and longitude."""
    return (box[1] + box[3]) / 2, (box[0] + box[2]) / 2


def nearest(geometry: Mapping[str, Any], at: tuple[float, float]) -> Box:
    """The point of ``geometry`` (GeoJSON) nearest to ``at``, as a box without extent."""
    from shapely.geometry import Point, shape
    from shapely.ops import nearest_points

    near = nearest_points(shape(geometry), Point(at[1], at[0]))[0]
    return near.x, near.y, near.x, near.y


def without_outliers(boxes: Sequence[Box], weights: Sequence[float], most: float) -> list[int]:
    """Indices, in order, of the boxes without the far ones that would frame half the world.

    Boxes are left out from the farthest on, of ``most`` weight together, where what remains is
    little more than half as large (0.6), and as long as it is larger than a region (25 degrees).
    """
    kept = list(range(len(boxes)))
    centre = _weighted_middle(boxes, weights)
    far = sorted(kept, key=lambda index: -_distance(middle_of(boxes[index]), centre))
    for count in range(1, len(far)):
        rest = sorted(far[count:])
        if sum(weights[index] for index in far[:count]) > most or _size_of(boxes, kept) <= _REGION:
            break
        if _size_of(boxes, rest) < _MUCH_SMALLER * _size_of(boxes, kept):
            kept = rest
    return kept


def _weighted_middle(boxes: Sequence[Box], weights: Sequence[float]) -> tuple[float, float]:
    """The weighted medians of the boxes' middles."""
    lats, lons = zip(*(middle_of(box) for box in boxes), strict=True)
    return _median(lats, weights), _median(lons, weights)


def _median(values: Sequence[float], weights: Sequence[float]) -> float:
    ranked = sorted(zip(values, weights, strict=True))
    passed = accumulate(weight for _, weight in ranked)
    index = next(i for i, weight in enumerate(passed) if weight >= sum(weights) / 2)
    return ranked[index][0]


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _size_of(boxes: Sequence[Box], indices: Iterable[int]) -> float:
    west, south, east, north = union([boxes[index] for index in indices])
    return max(east - west, north - south)


def padded(box: Box, reach: float) -> Box:
    """``box`` grown to at least ``reach`` degrees round its middle and a tenth beyond its edges."""
    west, south, east, north = box
    lat, lon = (south + north) / 2, (west + east) / 2
    tall = max(reach, (north - south) * 0.55)
    wide = max(reach * 1.4, (east - west) * 0.55)
    south, north = max(-_LIMIT, lat - tall), min(_LIMIT, lat + tall)
    rounded = tuple(round(v, 4) for v in (lon - wide, south, lon + wide, north))
    return (rounded[0], rounded[1], rounded[2], rounded[3])


def frame_of(place: Place, at: tuple[float, float], geometry: BaseGeometry | None) -> Box:
    """The box that shows ``place`` alone: its main parts, or a reach that fits its kind."""
    if geometry is None or geometry.is_empty:
        return padded((at[1], at[0], at[1], at[0]), reach_of(place.feature))
    box = union([part.bounds for part in main_parts(geometry)])
    return padded(box, min(0.2, reach_of(place.feature)))
