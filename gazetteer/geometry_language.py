"""The small language in which a curated row says its geometry, or how to derive it.

``bbox W S E N``, ``line lon lat, ...``, ``polygon lon lat, ...``, ``union KP KR US-CA``,
``border KP KR 2km``, ``sea NAME``, ``buffer 40km`` (round the row's point), ``hull ID ID ...``;
empty for a point.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import cos, radians

import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from gazetteer.atlas import Atlas, Draft, Ref
from gazetteer.outline import mended, unwrapped

_KM_OF_DEGREE = 111.2
_ROUND = 8  # segments of a quarter of a circle
_ATOLL_KM = 10.0  # how far an island country without an outline reaches
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SEAM = 0.01  # degrees: closes the slivers that simplifying leaves between neighbours


class GeometryError(ValueError):
    """A geometry that cannot be read or derived; the text says why."""


def geometry_of(text: str, draft: Draft, atlas: Atlas) -> BaseGeometry | None:
    """Return the geometry that ``text`` describes, None where it is empty.

    Raises ``GeometryError`` for an unknown word, a place that does not exist or has no outline,
    and numbers out of range.
    """
    if not text.strip():
        return None
    verb, _, rest = text.strip().partition(" ")
    reader = _VERBS.get(verb)
    if reader is None:
        raise GeometryError(f"unknown geometry {verb!r}; known are {', '.join(sorted(_VERBS))}")
    found = reader(rest.strip(), draft, atlas)
    return mended(found) if found.area else found


def buffered(area: BaseGeometry, km: float) -> BaseGeometry:
    """Return ``area`` widened by ``km`` on all sides, degrees of longitude at their true length."""
    middle = (area.bounds[1] + area.bounds[3]) / 2
    narrow = max(0.05, cos(radians(middle)))
    flat = scale(area, xfact=narrow, yfact=1, origin=(0, 0))
    return scale(flat.buffer(km / _KM_OF_DEGREE, _ROUND), 1 / narrow, 1, origin=(0, 0))


def ref_of(text: str, atlas: Atlas) -> Ref:
    """Return the ref of a place named by ISO code, 'gn:ID', 'cap:ISO2' or curated id.

    Raises ``GeometryError`` where there is no such place.
    """
    if text.startswith("gn:") and text[3:].isdecimal():
        ref: Ref | None = atlas.merged.get(text, int(text[3:]))
    elif text.startswith("cap:"):
        ref = atlas.capitals.get(text[4:])
    else:
        own = text if text.startswith("sm:") else f"sm:{text}"
        ref = atlas.iso.get(text) or atlas.iso.get(text[3:], "") or atlas.merged.get(own) or own
    if ref is None or ref not in atlas.drafts:
        raise GeometryError(f"no place {text!r}")
    return ref


def _shape(text: str, atlas: Atlas) -> BaseGeometry:
    found = atlas.drafts[ref_of(text, atlas)]
    if found.shape is not None:
        return found.shape
    if not found.feature.startswith("A.PCL") or found.lat is None:
        raise GeometryError(f"{text} ({found.name}) has no outline")
    return buffered(shapely.Point(found.point[::-1]), _ATOLL_KM)


def _bbox(text: str, _draft: Draft, _atlas: Atlas) -> BaseGeometry:
    numbers = [float(n) for n in text.split()]
    if len(numbers) != 4:
        raise GeometryError("a bbox is west south east north")
    west, south, east, north = numbers
    if west > east:
        east += 360
    if not (-180 <= west < east <= 540 and -90 <= south < north <= 90):
        raise GeometryError("a bbox out of range")
    return shapely.box(west, south, east, north)


def _vertices(text: str, least: int) -> list[tuple[float, float]]:
    pairs = [[float(n) for n in _NUMBER.findall(pair)] for pair in text.split(",")]
    if len(pairs) < least or any(len(p) != 2 for p in pairs):
        raise GeometryError(f"at least {least} pairs 'lon lat' with commas between them")
    if any(not (-360 <= lon <= 360 and -90 <= lat <= 90) for lon, lat in pairs):
        raise GeometryError("a vertex out of range")
    return [(lon, lat) for lon, lat in pairs]


def _line(text: str, _draft: Draft, _atlas: Atlas) -> BaseGeometry:
    return shapely.LineString(_vertices(text, 2))


def _polygon(text: str, _draft: Draft, _atlas: Atlas) -> BaseGeometry:
    area = shapely.Polygon(_vertices(text, 3))
    return area if area.is_valid else area.buffer(0)


def _union(text: str, _draft: Draft, atlas: Atlas) -> BaseGeometry:
    whole = shapely.union_all([_grown(_shape(word, atlas), _SEAM) for word in text.split()])
    return unwrapped(_grown(whole, -_SEAM).simplify(_SEAM))


def _grown(area: BaseGeometry, degrees: float) -> BaseGeometry:
    return area.buffer(degrees, join_style="mitre")


def _border(text: str, _draft: Draft, atlas: Atlas) -> BaseGeometry:
    *sides, width = text.split()
    if len(sides) != 2:
        raise GeometryError("a border is two places and a width, 'KP KR 2km'")
    one, other = (_shape(side, atlas) for side in sides)
    line = one.boundary.intersection(other.boundary)
    if line.length == 0:  # drawn apart by two sources
        line = one.boundary.intersection(other.buffer(_SEAM))
    if line.is_empty:
        raise GeometryError(f"{sides[0]} and {sides[1]} have no common border")
    return buffered(line, _km(width))


def _sea(text: str, _draft: Draft, atlas: Atlas) -> BaseGeometry:
    for found in atlas.named(text):
        if found.feature.startswith("H.") and found.shape is not None:
            return found.shape
    raise GeometryError(f"no sea {text!r}")


def _buffer(text: str, draft: Draft, _atlas: Atlas) -> BaseGeometry:
    lat, lon = draft.point
    return buffered(shapely.Point(lon, lat), _km(text))


def _hull(text: str, _draft: Draft, atlas: Atlas) -> BaseGeometry:
    places = [atlas.drafts[ref_of(word, atlas)] for word in text.split()]
    shapes = [p.shape or shapely.Point(p.point[1], p.point[0]) for p in places]
    return shapely.union_all(shapes).convex_hull


def _km(text: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?km", text.strip())
    if found is None or not 0 < float(found[1]) < 5000:
        raise GeometryError(f"a width in km, not {text!r}")
    return float(found[1])


_VERBS: dict[str, Callable[[str, Draft, Atlas], BaseGeometry]] = {
    "bbox": _bbox, "border": _border, "buffer": _buffer, "hull": _hull, "line": _line,
    "polygon": _polygon, "sea": _sea, "union": _union,
}  # fmt: skip
