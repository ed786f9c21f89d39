"""Web Mercator on the unit square, and the frames a map shows.

World coordinates run from (0, 0) at 180 degrees west, 85.05 degrees north to (1, 1) in the
south-east; x leaves the unit interval where longitudes are unwrapped. A map at zoom ``z`` draws
the unit square on ``256 * 2**z`` pixels (the slippy-map convention, EPSG:3857).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from storymap.model import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_LATITUDE = 85.0511287798066
TILE = 256


def project(lon: float, lat: float) -> tuple[float, float]:
    """World coordinates of a point; latitudes beyond the square are clamped to its edge."""
    lat = max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))
    y = 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return lon / 360 + 0.5, y


def unproject(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a world coordinate."""
    lat = math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))
    return (x - 0.5) * 360, lat


def project_array(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """World coordinates of an ``(n, 2)`` array of longitudes and latitudes."""
    lat = np.radians(np.clip(points[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    y = 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)
    return np.column_stack((points[:, 0] / 360 + 0.5, y))


def world_box(box: Box) -> Box:
    """A box in degrees as ``(left, top, right, bottom)`` in world coordinates."""
    left, bottom = project(box[0], box[1])
    right, top = project(box[2], box[3])
    return left, top, right, bottom


def fitting_zoom(box: Box, width: float, height: float, most: float = 12) -> float:
    """The highest zoom, in half steps, at which ``box`` fits into width x height pixels."""
    left, top, right, bottom = world_box(box)
    span = max((right - left) / width, (bottom - top) / height)
    if span <= 0:
        return most
    return max(0.0, min(most, math.floor(math.log2(1 / (span * TILE)) * 2) / 2))


def near(lon: float, centre: float) -> float:
    """``lon`` moved by whole turns to within 180 degrees of ``centre``."""
    return lon - 360 * round((lon - centre) / 360)
