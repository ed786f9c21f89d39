"""The base map's pyramid: geometry cut into Mercator cells and written as short strings.

A level is drawn over a span of zooms from square cells of one zoom, so a map tile lies in exactly
one cell. Coordinates are whole numbers of 0..extent across a cell (half a pixel at the level's
last zoom), written as differences in base-64 variable-length quantities (the alphabet of source
maps, made safe for URLs; Source Map Revision 3, 'Base64 VLQ').
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from storymap.layers.mercator import project_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"

#: Geometry reaches this share of a cell beyond its edges, so that strokes do not end at them.
BUFFER = 1 / 128


@dataclass(frozen=True, slots=True)
class Level:
    """One detail of the pyramid: drawn up to ``last`` zoom from cells of zoom ``cell``."""

    number: int
    cell: int
    last: int
    extent: int

    @property
    def tolerance(self) -> float:
        """How far a simplified line may stray: half a pixel at the last zoom, world units."""
        return 0.5 / (256 * float(2**self.last))


LEVELS = (Level(0, 0, 3, 4096), Level(1, 3, 5, 2048), Level(2, 5, 7, 2048), Level(3, 7, 10, 4096))

Cell = tuple[int, int]


def cell_id(level: Level, cell: Cell) -> int:
    """The key of a cell in the base map's file: level, column and row in one number."""
    return (level.number << 32) + (cell[0] << 16) + cell[1]


def to_world(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry in degrees, in world coordinates."""
    return shapely.transform(shapely.force_2d(geometry), project_array)


def cut(
    geometry: BaseGeometry, level: Level, wanted: Iterable[Cell] | None = None
) -> Iterator[tuple[Cell, BaseGeometry]]:
    """The pieces of a geometry in world coordinates, cell by cell; empty pieces are left out.

    ``wanted`` names the cells to cut for; without it, all that the geometry touches.
    """
    if geometry.is_empty:
        return
    above = None if wanted is None else _with_ancestors(wanted, level.cell)
    for turn in turns(geometry):
        moved = translate(geometry, turn) if turn else geometry
        yield from _descend(moved, level, (0, 0, 0), above)


def _with_ancestors(cells: Iterable[Cell], zoom: int) -> frozenset[tuple[int, int, int]]:
    """Cells of a zoom, as (zoom, column, row), with the larger cells they lie in."""
    return frozenset((zoom - up, x >> up, y >> up) for x, y in cells for up in range(zoom + 1))


def turns(geometry: BaseGeometry) -> range:
    """The whole turns that bring parts of a geometry into the world from its left or right."""
    left, _, right, _ = geometry.bounds
    return range(-int(np.floor(right + BUFFER)), 1 - int(np.floor(left - BUFFER)))


def _descend(
    geometry: BaseGeometry,
    level: Level,
    at: tuple[int, int, int],
    wanted: frozenset[tuple[int, int, int]] | None,
) -> Iterator[tuple[Cell, BaseGeometry]]:
    """Cut by quarters: a large polygon is clipped a few times, not once for every cell."""
    zoom, x, y = at
    size, margin = 0.5**zoom, BUFFER * 0.5**level.cell
    box = (x * size - margin, y * size - margin, (x + 1) * size + margin, (y + 1) * size + margin)
    bounds = geometry.bounds
    if bounds[0] > box[2] or bounds[2] < box[0] or bounds[1] > box[3] or bounds[3] < box[1]:
        return
    if wanted is not None and at not in wanted:
        return
    piece = shapely.clip_by_rect(geometry, *box)
    if piece.is_empty:
        return
    if zoom == level.cell:
        yield (x, y), piece
        return
    for column in (2 * x, 2 * x + 1):
        for row in (2 * y, 2 * y + 1):
            yield from _descend(piece, level, (zoom + 1, column, row), wanted)


def write(pieces: Iterable[BaseGeometry], level: Level, cell: Cell) -> str:
    """The parts of pieces of one cell as a string: for each part its points, then differences.

    Polygons become rings (outer rings turn one way, holes the other) and lose what is smaller than
    a unit; lines become parts. The first point of a part is told from the last of the part before.
    """
    numbers: list[int] = []
    last = np.zeros(2, dtype=np.int64)
    for part in _parts(pieces):
        points = _snap(part, level, cell)
        ring = part.geom_type == "LinearRing"
        if len(points) < (4 if ring else 2):
            continue
        points = points[:-1] if ring else points
        steps = np.diff(points, axis=0, prepend=last[None, :])
        numbers += [len(points), *steps.ravel().tolist()]
        last = points[-1]
    return _quantities(numbers)


def _parts(pieces: Iterable[BaseGeometry]) -> Iterator[BaseGeometry]:
    for piece in pieces:
        for part in shapely.get_parts(piece):
            if part.geom_type == "Polygon":
                oriented = shapely.orient_polygons(part)
                yield oriented.exterior
                yield from oriented.interiors
            elif part.geom_type == "LineString" and not part.is_empty:
                yield part
            elif part.geom_type.startswith(("Multi", "Geometry")):
                yield from _parts([part])


def _snap(part: BaseGeometry, level: Level, cell: Cell) -> NDArray[np.int64]:
    """The points of a part on the cell's grid, without points that fall together."""
    scale = level.extent * 2**level.cell
    origin = np.array(cell) * level.extent
    points = np.rint(shapely.get_coordinates(part) * scale).astype(np.int64) - origin
    moved = np.any(np.diff(points, axis=0, prepend=points[:1] - 1) != 0, axis=1)
    kept = points[moved]
    return _straight(kept) if len(kept) > 2 else kept


def _straight(points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave out the inner points of straight runs (they come from snapping)."""
    steps = np.diff(points, axis=0)
    turn = steps[:-1, 0] * steps[1:, 1] - steps[:-1, 1] * steps[1:, 0]
    ahead = (steps[:-1] * steps[1:]).sum(axis=1) > 0
    keep = np.ones(len(points), dtype=bool)
    keep[1:-1] = (turn != 0) | ~ahead
    return points[keep]


def _quantities(numbers: Iterable[int]) -> str:
    """Whole numbers as base-64 variable-length quantities, the sign in the lowest bit."""
    out: list[str] = []
    for number in numbers:
        rest = (-number << 1) | 1 if number < 0 else number << 1
        while True:
            digit, rest = rest & 31, rest >> 5
            out.append(ALPHABET[digit | 32 if rest else digit])
            if not rest:
                break
    return "".join(out)


def read(text: str, level: Level, cell: Cell) -> list[NDArray[np.float64]]:
    """The parts of a written geometry, each an ``(n, 2)`` array of world coordinates."""
    points, sizes = read_points(text, level, cell)
    return np.split(points, np.cumsum(sizes)[:-1]) if len(sizes) else []


def read_points(
    text: str, level: Level, cell: Cell
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """All points of a written geometry in world coordinates, and the size of each of its parts."""
    numbers = _read_quantities(text)
    heads: list[int] = []
    position = 0
    while position < len(numbers):
        heads.append(position)
        position += 1 + 2 * int(numbers[position])
    steps = np.delete(numbers, heads).reshape(-1, 2)
    points = np.cumsum(steps, axis=0) + np.array(cell) * level.extent
    return points / (level.extent * 2**level.cell), numbers[heads]


_DIGITS = np.zeros(128, dtype=np.int64)
_DIGITS[[ord(letter) for letter in ALPHABET]] = range(64)


def _read_quantities(text: str) -> NDArray[np.int64]:
    """What ``_quantities`` wrote: each number ends at a digit without the continuation bit."""
    digits = _DIGITS[np.frombuffer(text.encode("ascii"), np.uint8)]
    ends = np.flatnonzero(digits < 32)
    if not len(ends):
        return np.zeros(0, dtype=np.int64)
    starts = np.concatenate(([0], ends[:-1] + 1))
    places = np.arange(len(digits)) - np.repeat(starts, ends - starts + 1)
    values = np.add.reduceat((digits & 31) << (5 * places), starts)
    return np.where(values & 1, -(values >> 1), values >> 1)
