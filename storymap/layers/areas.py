"""The areas a story lights up: where their geometry comes from, their cells, their label points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.layers.basemap import Basemap
from storymap.layers.cells import LEVELS, Cell, Level, cut, read_points, to_world, turns, write
from storymap.layers.mercator import near, unproject
from storymap.model import Box, Story, StoryPlace

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A country of the base map stands for the gazetteer's outline where no more than this share of
#: it, and no more than so many square degrees, lies in one of them alone: outline and coast are
#: then one line. Where borders differ (Crimea, the Golan), the gazetteer rules.
_SHARE, _SQUARE_DEGREES = 0.02, 1.5
_STEP, _LEAST, _MOST = 0.4, 64, 400

#: What lies this near the drawn outline is a matter of detail: world units (0.15 degrees), and
#: for small countries a share of their box.
_DETAIL, _DETAIL_SHARE = 0.15 / 360, 0.03

_ANCHORS = 12

# Waters by the kind of place: seas are lit under the land, lakes above the lakes of the base map.
_WATERS = dict.fromkeys(("ocean", "sea", "gulf", "bay", "strait"), "sea") | {"lake": "lake"}


@dataclass(frozen=True, slots=True)
class Area:
    """A lit place: world geometry, box and label points in degrees, its country on the base map."""

    place: StoryPlace
    geometry: BaseGeometry
    bounds: Box
    anchors: tuple[tuple[float, float], ...]
    country: str = ""

    @property
    def layer(self) -> str:
        """What of the base map it is drawn upon: 'sea' (and under the land), 'land' or 'lake'."""
        return _WATERS.get(self.place.kind, "land")


def areas_of(story: Story, basemap: Basemap) -> tuple[Area, ...]:
    """The places of a story that have a geometry, in order."""
    return _areas(story.places, (story.overview[0] + story.overview[2]) / 2, basemap)


@lru_cache(1)  # a page, its embed and its pictures light the same areas
def _areas(places: tuple[StoryPlace, ...], centre: float, basemap: Basemap) -> tuple[Area, ...]:
    countries = _Countries(basemap)
    return tuple(_area(place, centre, countries) for place in places if place.geometry)


def _area(place: StoryPlace, centre: float, countries: _Countries) -> Area:
    degrees = shapely.make_valid(shapely.geometry.shape(place.geometry))
    world = to_world(degrees)
    country = place.place.country if place.place.feature.startswith("A.PCL") else ""
    known = country if country and countries.agree(country, world) else ""
    anchors = _anchors(world)
    if known and (label := countries.label(known)):
        anchors = [(near(label[0], centre), label[1]), *anchors]
    box = degrees.bounds
    rounded = tuple((round(lon, 3), round(lat, 3)) for lon, lat in anchors[:_ANCHORS])
    bounds = (round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3))
    return Area(place, world, bounds, rounded, known)


class _Countries:
    """The base map's countries at its second level, gathered from its cells."""

    def __init__(self, basemap: Basemap) -> None:
        self._basemap = basemap

    def label(self, code: str) -> tuple[float, float] | None:
        """Where the base map writes a country's name."""
        labels = self._basemap.labels("country", (-180, -90, 180, 90), 12)
        return next(((one.lon, one.lat) for one in labels if one.country == code), None)

    def agree(self, code: str, world: BaseGeometry) -> bool:
        """Whether the base map's outline of a country is the given one, but for detail.

        Asked on a grid of points, which costs a hundredth of the exact difference.
        """
        outline = self._outline(code)
        if not outline:
            return False
        box = shapely.total_bounds(np.array(outline))
        near = min(_DETAIL, _DETAIL_SHARE * min(box[2] - box[0], box[3] - box[1]))
        x, y, size = _grid(box)
        shapely.prepare([*outline, world])
        drawn = np.any([_holds(piece, x, y) for piece in outline], axis=0)
        given = np.any([_holds(world, x - turn, y) for turn in turns(world)], axis=0)
        odd = shapely.points(x[drawn ^ given], y[drawn ^ given])
        edge = shapely.union_all([shapely.boundary(piece) for piece in outline])
        far = y[drawn ^ given][shapely.distance(odd, edge) > near]
        ground = size * 360**2 * float(np.sum(1 / np.cosh((0.5 - far) * 2 * np.pi) ** 2))
        return len(far) <= _SHARE * int(np.sum(drawn)) and ground <= _SQUARE_DEGREES

    def _outline(self, code: str) -> list[BaseGeometry]:
        level = LEVELS[1]
        cells = [(x, y) for x in range(2**level.cell) for y in range(2**level.cell)]
        texts = [(cell, self._basemap.cell(level, cell)[1].get(code)) for cell in cells]
        shapes = (cell_polygons(text, level, cell) for cell, text in texts if text)
        return [shapely.multipolygons(each) for each in shapes]


def _holds(
    shape: BaseGeometry, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which points lie in a shape; those outside its box are not asked about."""
    left, top, right, bottom = shape.bounds
    held = np.asarray((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
    held[held] = shapely.contains_xy(shape, x[held], y[held])
    return held


def _grid(bounds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Points over a box, some four tenths of a degree apart, and the square each stands for."""
    left, top, right, bottom = (float(side) for side in bounds)
    wide, high = ((b - a) * 360 / _STEP for a, b in ((left, right), (top, bottom)))
    columns, rows = (int(min(_MOST, max(_LEAST, count))) for count in (wide, high))
    x, y = np.meshgrid(np.linspace(left, right, columns), np.linspace(top, bottom, rows))
    return x.ravel(), y.ravel(), (right - left) * (bottom - top) / (columns * rows)


@lru_cache(512)  # a page, its embed and its pictures draw the same cells
def cell_polygons(text: str, level: Level, cell: Cell) -> NDArray[np.object_]:
    """A polygon layer of one cell of the base map, as valid polygons.

    Rings are as written by ``cells.write``: holes turn the other way.
    """
    points, sizes = read_points(text, level, cell)
    rings = shapely.linearrings(points, indices=np.repeat(np.arange(len(sizes)), sizes))
    turning = _turning(points, sizes)
    shapes = shapely.polygons(rings[turning > 0])
    holes = rings[turning < 0]
    if len(holes):
        _pierce(shapes, holes)
    broken = ~shapely.is_valid(shapes)
    mended = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    return np.concatenate([shapes[~broken], shapely.get_parts(mended)])


def _pierce(shapes: NDArray[np.object_], holes: NDArray[np.object_]) -> None:
    """Put each hole into the smallest polygon round it; an island in the hole is none of these."""
    lakes, size = shapely.polygons(holes), shapely.area(shapes)
    inner, outer = shapely.STRtree(shapes).query(shapely.point_on_surface(lakes), "within")
    larger = size[outer] > shapely.area(lakes)[inner]
    own: dict[int, list[BaseGeometry]] = defaultdict(list)
    for hole in np.unique(inner[larger]):
        around = outer[larger & (inner == hole)]
        own[int(around[np.argmin(size[around])])].append(holes[hole])
    for shape, rings in own.items():
        shapes[shape] = shapely.polygons(shapely.get_exterior_ring(shapes[shape]), rings)


def _turning(points: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Twice the area of each ring, negative for those that turn the other way."""
    ends = np.cumsum(sizes)
    after = np.arange(1, len(points) + 1)
    after[ends - 1] = ends - sizes
    (x, y), (next_x, next_y) = points.T, points[after].T
    return np.add.reduceat(x * next_y - y * next_x, ends - sizes)


def area_cells(
    areas: Sequence[Area], basemap: Basemap, cells: Mapping[int, Sequence[Cell]]
) -> dict[str, dict[str, str]]:
    """Written areas by cell key and by place number, 'p' for polygons and 'l' for lines."""
    found: dict[str, dict[str, str]] = {key_of(n, cell): {} for n in cells for cell in cells[n]}
    for area in areas:
        for level in LEVELS:
            for cell, name, text in _written(area, basemap, level, cells[level.number]):
                if text:
                    found[key_of(level.number, cell)][f"{area.place.number}{name}"] = text
    return found


def key_of(level: int, cell: Cell) -> str:
    """A cell's name in the page's data: 'level/column/row'."""
    return f"{level}/{cell[0]}/{cell[1]}"


def _written(
    area: Area, basemap: Basemap, level: Level, cells: Sequence[Cell]
) -> list[tuple[Cell, str, str]]:
    if area.country:
        texts = [(cell, basemap.cell(level, cell)[1].get(area.country, "")) for cell in cells]
        return [(cell, "p", text) for cell, text in texts]
    slim = shapely.simplify(area.geometry, level.tolerance)
    pieces: dict[Cell, list[BaseGeometry]] = defaultdict(list)
    for cell, piece in cut(slim, level, cells):
        pieces[cell].append(piece)
    return [(c, *kind) for c in sorted(pieces) for kind in _kinds(pieces[c], level, c)]


def _kinds(pieces: list[BaseGeometry], level: Level, cell: Cell) -> list[tuple[str, str]]:
    parts = shapely.get_parts(shapely.get_parts(pieces)).tolist()
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    lines = [part for part in parts if part.geom_type == "LineString"]
    return [("p", write(polygons, level, cell)), ("l", write(lines, level, cell))]


def _anchors(world: BaseGeometry) -> list[tuple[float, float]]:
    """Points for a label, best first: the widest spot, then spots spread over the rest."""
    parts = shapely.get_parts(shapely.get_parts(world)).tolist()
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    if not polygons:
        line = max(parts, key=lambda part: float(part.length))
        spots = [shapely.line_interpolate_point(line, s, normalized=True) for s in (0.5, 0.3, 0.7)]
        return [unproject(spot.x, spot.y) for spot in spots]
    largest = max(polygons, key=lambda part: float(part.area))
    size = max(largest.bounds[2] - largest.bounds[0], largest.bounds[3] - largest.bounds[1])
    slim = shapely.make_valid(shapely.simplify(largest, size / 200))
    circle = shapely.maximum_inscribed_circle(slim, tolerance=size / 100)
    first = shapely.get_coordinates(circle)[0]
    return [unproject(*first), *(unproject(*spot) for spot in _spread(slim, size / 4))]


def _spread(shape: BaseGeometry, step: float) -> list[tuple[float, float]]:
    """A point in each square of a grid over a shape, the fullest squares first."""
    left, top, right, bottom = shape.bounds
    found: list[tuple[float, tuple[float, float]]] = []
    for x in np.arange(left, right, step):
        for y in np.arange(top, bottom, step):
            piece = shapely.clip_by_rect(shape, x, y, x + step, y + step)
            if piece.area > 0:
                spot = shapely.point_on_surface(piece)
                found.append((-float(piece.area), (float(spot.x), float(spot.y))))
    return [spot for _, spot in sorted(found)]
