"""Geometry of the base map as SVG paths, in tenths of a pixel of one still view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.layers.areas import Area, cell_polygons
from storymap.layers.basemap import Basemap
from storymap.layers.cells import LEVELS, Cell, Level, read_points
from storymap.layers.coverage import level_of
from storymap.layers.mercator import TILE, near, project, unproject, world_box
from storymap.model import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Pixels drawn beyond the view, so that strokes along its edge stay outside.
_BEYOND = 6
_TOLERANCE = 0.4
_SMALLEST = 2.0


@dataclass(frozen=True, slots=True)
class View:
    """A still view: its size in pixels, its middle in world coordinates, its (fractional) zoom."""

    width: int
    height: int
    x: float
    y: float
    zoom: float

    @property
    def scale(self) -> float:
        """Pixels for the whole world."""
        return TILE * float(2.0**self.zoom)

    @property
    def level(self) -> Level:
        """The detail that suits the view."""
        return level_of(self.zoom)

    @property
    def world(self) -> Box:
        """The view with a little more, in world coordinates (left, top, right, bottom)."""
        wide, high = (v / 2 + _BEYOND for v in (self.width, self.height))
        s = self.scale
        return self.x - wide / s, self.y - high / s, self.x + wide / s, self.y + high / s

    @property
    def box(self) -> Box:
        """The view in degrees."""
        left, top, right, bottom = self.world
        west, north = unproject(left, max(0.0, top))
        east, south = unproject(right, min(1.0, bottom))
        return west, south, east, north

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels of a point, on the copy of the world nearest to the middle."""
        centre = (self.x - 0.5) * 360
        x, y = project(near(lon, centre), lat)
        s = self.scale
        return (x - self.x) * s + self.width / 2, (y - self.y) * s + self.height / 2

    def pixels_to(self, shape: BaseGeometry, at: tuple[float, float]) -> float:
        """How far a point of the view is from a shape in world coordinates; 0 on it."""
        x = (at[0] - self.width / 2) / self.scale + self.x
        y = (at[1] - self.height / 2) / self.scale + self.y
        copies = shapely.points([[x + turn, y] for turn in (-1, 0, 1)])
        return float(shapely.distance(shape, copies).min()) * self.scale


def view_of(box: Box, width: int, height: int, share: float = 0.8) -> View:
    """The view that shows a box on ``share`` of width and height."""
    left, top, right, bottom = world_box(box)
    span = max((right - left) / (width * share), (bottom - top) / (height * share), 1e-9)
    zoom = min(10.0, -np.log2(span * TILE))
    least = float(np.log2(height / TILE)) if (right - left) < 0.75 else 0.0
    zoom = float(max(least, zoom, 0.0))
    half = height / (TILE * 2**zoom) / 2
    y = min(max((top + bottom) / 2, half), 1 - half) if half < 0.5 else 0.5
    return View(width, height, (left + right) / 2, y, zoom)


def cells_in(view: View) -> Iterator[tuple[Cell, int]]:
    """Cells of the view's level, each with the whole turns that bring it into the view."""
    left, top, right, bottom = view.world
    count = 2**view.level.cell
    for column in range(int(np.floor(left * count)), int(np.floor(right * count)) + 1):
        for row in range(max(0, int(top * count)), min(count - 1, int(bottom * count)) + 1):
            yield (column % count, row), column // count


def polygons(view: View, basemap: Basemap, layer: str) -> BaseGeometry:
    """A layer's polygons ('land', 'lake', or a country's code) in the view, without cell seams."""
    pieces: list[BaseGeometry] = []
    for cell, turn in cells_in(view):
        parts, countries = basemap.cell(view.level, cell)
        if text := parts.get(layer) or countries.get(layer):
            pieces.extend(_clipped(cell_polygons(text, view.level, cell), view, turn))
    return shapely.disjoint_subset_union_all(pieces)


@lru_cache(1)  # a page, its embed and its pictures have the same corner
def outline(view: View, basemap: Basemap) -> str:
    """The land as the data of a path for a very small map: rings alone, specks left out."""
    scale = view.scale * 10
    level = LEVELS[0]
    points, sizes = read_points(basemap.cell(level, (0, 0))[0]["land"], level, (0, 0))
    move = np.array((view.width * 5 - view.x * scale, view.height * 5 - view.y * scale))
    index = np.repeat(np.arange(len(sizes)), sizes)
    words = []
    for turn in (-1, 0, 1):
        rings = shapely.linearrings((points + np.array((turn, 0))) * scale + move, indices=index)
        slim = shapely.simplify(rings[_seen(rings, view)], 6)
        words += [_part((shapely.get_coordinates(ring), True)) for ring in slim[_seen(slim, view)]]
    return "".join(words)


def _seen(rings: NDArray[np.object_], view: View) -> NDArray[np.bool_]:
    """Which rings, in tenths of a pixel, are in the view and more than specks."""
    left, top, right, bottom = shapely.bounds(rings).T
    inside = (right > 0) & (left < view.width * 10) & (bottom > 0) & (top < view.height * 10)
    return np.asarray(inside & (np.maximum(right - left, bottom - top) > 12))


def lines(view: View, basemap: Basemap, layer: str) -> BaseGeometry:
    """A layer's lines in the view."""
    pieces: list[BaseGeometry] = []
    for cell, turn in cells_in(view):
        if text := basemap.cell(view.level, cell)[0].get(layer):
            points, sizes = read_points(text, view.level, cell)
            whole = shapely.linestrings(points, indices=np.repeat(np.arange(len(sizes)), sizes))
            own = shapely.clip_by_rect(whole, *_own_box(view.level, cell))
            pieces.extend(_clipped(own, view, turn))
    return shapely.union_all(pieces)


def _own_box(level: Level, cell: Cell) -> Box:
    """A cell without its margin, so that lines of neighbours do not lie on one another."""
    size = 0.5**level.cell
    return cell[0] * size, cell[1] * size, (cell[0] + 1) * size, (cell[1] + 1) * size


def area_shape(view: View, basemap: Basemap, area: Area) -> BaseGeometry:
    """A story's area in the view: the base map's country where it is that, else its own outline."""
    if area.country:
        return polygons(view, basemap, area.country)
    slim = shapely.make_valid(shapely.simplify(area.geometry, _TOLERANCE / view.scale))
    (left, _, right, _), (west, _, east, _) = slim.bounds, view.world
    turns = (turn for turn in range(-2, 3) if left + turn < east and right + turn > west)
    return shapely.union_all([_clipped(np.array([slim]), view, turn) for turn in turns])


def _clipped(shapes: NDArray[np.object_], view: View, turn: int) -> NDArray[np.object_]:
    """Shapes, moved by whole turns, as far as they lie in the view."""
    if turn:
        shapes = shapely.transform(shapes, lambda points: points + np.array((turn, 0)))
    return np.asarray(shapely.clip_by_rect(shapes, *view.world))


def path(shape: BaseGeometry, view: View) -> str:
    """A geometry as the data of an SVG path, in tenths of a pixel; '' for nothing."""
    scale = view.scale * 10
    move = np.array((view.width * 5 - view.x * scale, view.height * 5 - view.y * scale))
    placed = shapely.transform(shape, lambda points: points * scale + move)
    slim = shapely.simplify(placed, _TOLERANCE * 10)
    return "".join(_part(part) for part in _flat(slim))


def _flat(shape: BaseGeometry) -> Iterator[tuple[np.ndarray, bool]]:
    for part in shapely.get_parts(shapely.get_parts(shape)).tolist():
        if part.geom_type == "Polygon" and part.area > (_SMALLEST * 10) ** 2 / 4:
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring), True
        elif part.geom_type == "LineString" and not part.is_empty:
            yield shapely.get_coordinates(part), False


def _part(part: tuple[np.ndarray, bool]) -> str:
    points, closed = part
    whole = np.rint(points).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    if len(steps) < (3 if closed else 1):
        return ""
    moves = _numbers(steps[:-1] if closed else steps)
    return f"M{whole[0, 0]} {whole[0, 1]}l{moves}{'z' if closed else ''}"


def _numbers(steps: np.ndarray) -> str:
    """Numbers apart: by the minus of the next one, else by a space."""
    return " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
