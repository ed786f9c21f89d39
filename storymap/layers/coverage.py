"""Which cells of the base map a story needs: what its frames show, at the detail they show it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storymap.layers.cells import LEVELS, Cell, Level, cell_id
from storymap.layers.mercator import TILE, fitting_zoom, unproject, world_box
from storymap.model import Box, Story

#: Share of a screen that a frame fills, the rest being margin.
_FILLED = 0.8

#: Coarser levels reach this share of a window further, for what a flight passes.
_AROUND = 0.5

#: How far windows shrink to keep to a budget.
_SHARES = (1.0, 0.8, 0.6, 0.45, 0.3, 0.15)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of the base map a page takes along.

    ``screens`` are sizes, in pixels, of the maps that frames are shown on: a desktop's and a
    telephone's, without their margins. ``budget`` is in compressed bytes of cells.
    """

    screens: tuple[tuple[float, float], ...] = ((820.0, 800.0), (390.0, 380.0))
    budget: int = 400_000


WHOLE_PAGE = Detail()


@dataclass(frozen=True, slots=True)
class Window:
    """What one frame shows: the zoom, and the box in degrees that fills the screen."""

    zoom: float
    box: Box


def windows_of(frames: Iterable[Box], detail: Detail = WHOLE_PAGE) -> tuple[Window, ...]:
    """What frames show on the screens we draw for, without repeats, in order."""
    found = [_window(frame, screen) for frame in frames for screen in detail.screens]
    return tuple(dict.fromkeys(found))


def frames_of(story: Story) -> tuple[Box, ...]:
    """Every box a story frames: the whole, each paragraph's view, each place alone."""
    frames = (story.overview, *story.views, *(place.frame for place in story.places))
    return tuple(dict.fromkeys(frames))


def _window(frame: Box, screen: tuple[float, float]) -> Window:
    width, height = screen
    zoom = fitting_zoom(frame, width * _FILLED, height * _FILLED, most=10)
    left, top, right, bottom = world_box(frame)
    scale = TILE * 2**zoom
    x, y = (left + right) / 2, (top + bottom) / 2
    half = (width / scale / 2, height / scale / 2)
    west, north = unproject(x - half[0], max(0.0, y - half[1]))
    east, south = unproject(x + half[0], min(1.0, y + half[1]))
    return Window(zoom, (west, south, east, north))


def cells_of(
    windows: Sequence[Window], share: float = 1.0, finest: int = LEVELS[-1].number
) -> dict[int, tuple[Cell, ...]]:
    """Cells by level number: each window at its own level and at the coarser ones.

    For a story that frames too much, ``share`` shrinks the windows round their middles, and no
    level is finer than ``finest``.
    """
    found: dict[int, set[Cell]] = {level.number: set() for level in LEVELS}
    found[0].add((0, 0))
    for window in windows:
        own = level_of(window.zoom)
        for level in LEVELS[1 : min(own.number, finest) + 1]:
            margin = 0.0 if level is own else _AROUND
            found[level.number].update(_cells(window.box, level, share * (1 + margin)))
    return {number: tuple(sorted(cells)) for number, cells in found.items()}


def affordable_cells(
    windows: Sequence[Window], sizes: Mapping[int, int], detail: Detail = WHOLE_PAGE
) -> dict[int, tuple[Cell, ...]]:
    """Cells for windows, which shrink until the cells' sizes (by cell id) keep to the budget.

    Where that is not enough, fine levels are left out.
    """
    cells: dict[int, tuple[Cell, ...]] = {}
    for finest in range(LEVELS[-1].number, -1, -1):
        for share in _SHARES:
            cells = cells_of(windows, share, finest)
            ids = (cell_id(LEVELS[number], cell) for number in cells for cell in cells[number])
            if sum(sizes.get(key, 0) for key in ids) <= detail.budget:
                return cells
    return cells


def level_of(zoom: float) -> Level:
    """The level that a map draws at a zoom (tiles are of the rounded zoom)."""
    tile = math.floor(zoom + 0.5)
    return next((level for level in LEVELS if tile <= level.last), LEVELS[-1])


def _cells(box: Box, level: Level, share: float) -> Iterable[Cell]:
    left, top, right, bottom = world_box(box)
    wide, high = (right - left) * (share - 1) / 2, (bottom - top) * (share - 1) / 2
    count = 2**level.cell
    columns = range(math.floor((left - wide) * count), math.floor((right + wide) * count) + 1)
    first = max(0, math.floor((top - high) * count))
    rows = range(first, min(count - 1, math.floor((bottom + high) * count)) + 1)
    return {(column % count, row) for column in columns for row in rows}
