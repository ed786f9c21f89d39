"""How a geometry is stored: rounded coordinates, compressed; shapely is loaded on first use.

A shape is a zlib stream of a little-endian int32 array: kind (1 point, 2 line, 3 area), number
of parts; for each part the number of its rings (1 for a line); for each ring the number of its
vertices; then the longitudes and the latitudes of all vertices in 1e-4 degrees, each as its
difference from the one before. Equal coordinates stay equal, so shared borders stay shared.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SCALE = 10_000
_POINT, _LINE, _AREA = 1, 2, 3


def pack(geometry: BaseGeometry) -> bytes:
    """Return the stored form of a (multi) point, line or polygon.

    Raises ``ValueError`` for another kind, and for a geometry without vertices.
    """
    import numpy as np

    parts = list(getattr(geometry, "geoms", [geometry]))
    kind = {"Point": _POINT, "LineString": _LINE, "Polygon": _AREA}.get(
        parts[0].geom_type if parts else ""
    )
    if kind is None:
        raise ValueError(f"a {geometry.geom_type} cannot be stored")
    rings = [_rings(part, kind) for part in parts]
    vertices = np.concatenate([np.asarray(ring)[:, :2] for part in rings for ring in part])
    deltas = np.diff(np.rint(vertices.T * SCALE).astype("<i4"), axis=1, prepend=0)
    head = [kind, len(parts), *map(len, rings), *(len(ring) for part in rings for ring in part)]
    return zlib.compress(np.array(head, "<i4").tobytes() + _planes(deltas), 9)


def _rings(part: Any, kind: int) -> list[Any]:
    if kind == _AREA:
        return [part.exterior.coords, *(hole.coords for hole in part.interiors)]
    return [part.coords]


def _planes(deltas: Any) -> bytes:
    """The four bytes of each number apart: the high ones are nearly all alike and pack well."""
    import numpy as np

    zigzag = (deltas << 1) ^ (deltas >> 31)
    planes = np.ascontiguousarray(zigzag.astype("<i4")).view("u1").reshape(-1, 4).T
    return planes.tobytes()


def unpack(shape: bytes) -> BaseGeometry:
    """Return the geometry that was packed, longitudes unwrapped.

    Raises ``ValueError`` or ``zlib.error`` where ``shape`` is damaged.
    """
    import numpy as np
    import shapely

    raw = zlib.decompress(shape)
    ints = np.frombuffer(raw[: len(raw) // 4 * 4], "<i4")
    kind, parts = int(ints[0]), int(ints[1])
    rings = ints[2 : 2 + parts]
    sizes = ints[2 + parts : 2 + parts + int(rings.sum())]
    coordinates = _coordinates(raw[4 * (2 + parts + len(sizes)) :])
    if kind == _POINT:
        return _one(shapely.points(coordinates), shapely.multipoints)
    index = np.repeat(np.arange(len(sizes)), sizes)
    if kind == _LINE:
        return _one(shapely.linestrings(coordinates, indices=index), shapely.multilinestrings)
    linear = shapely.linearrings(coordinates, indices=index)
    areas = shapely.polygons(linear, indices=np.repeat(np.arange(parts), rings))
    return _one(areas, shapely.multipolygons)


def _coordinates(planes: bytes) -> Any:
    import numpy as np

    zigzag = np.frombuffer(planes, "u1").reshape(4, -1).T.copy().view("<i4").reshape(2, -1)
    deltas = (zigzag >> 1) & 0x7FFFFFFF
    return (np.cumsum(deltas ^ -(zigzag & 1), axis=1) / SCALE).T


def _one(parts: Any, collect: Any) -> BaseGeometry:
    geometry: BaseGeometry = parts[0] if len(parts) == 1 else collect(parts)
    return geometry
