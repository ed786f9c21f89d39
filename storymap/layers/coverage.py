"""Which cells of the base map a story needs: what its frames show, at the detail they show it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storymap.layers.cells import LEVELS, Cell, Level
from storymap.layers.mercator import TILE, fitting_zoom, unproject, world_box
from storymap.model import Box, Story

#: Screens a frame is shown on, in pixels: a desktop's map, a telephone's, without their margins.
_SCREENS = ((820.0, 800.0), (390.0, 380.0))

#: Share of a screen that a frame fills, the rest being margin.
_FILLED = 0.8


@dataclass(frozen=True, slots=True)
class Window:
    """What one frame shows: the zoom, and the box in degrees that fills the screen."""

    zoom: float
    box: Box


def windows_of(frames: Iterable[Box]) -> tuple[Window, ...]:
    """What frames show on the screens we draw for, without repeats, in order."""
    found = [_window(frame, screen) for frame in frames for screen in _SCREENS]
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


def cells_of(windows: Sequence[Window]) -> dict[int, tuple[Cell, ...]]:
    """Cells by level number: each window at its own level and at the coarser ones around it."""
    found: dict[int, set[Cell]] = {level.number: set() for level in LEVELS}
    found[0].add((0, 0))
    for window in windows:
        own = level_of(window.zoom)
        for level in LEVELS[1 : own.number + 1]:
            margin = 0.0 if level is own else 0.25
            found[level.number].update(_cells(window.box, level, margin))
    return {number: tuple(sorted(cells)) for number, cells in found.items()}


def level_of(zoom: float) -> Level:
    """The level that a map draws at a zoom (tiles are of the rounded zoom)."""
    tile = math.floor(zoom + 0.5)
    return next((level for level in LEVELS if tile <= level.last), LEVELS[-1])


def _cells(box: Box, level: Level, margin: float) -> Iterable[Cell]:
    left, top, right, bottom = world_box(box)
    wide, high = (right - left) * margin, (bottom - top) * margin
    count = 2**level.cell
    columns = range(math.floor((left - wide) * count), math.floor((right + wide) * count) + 1)
    top_row = max(0, math.floor((top - high) * count))
    rows = range(top_row, min(count - 1, math.floor((bottom + high) * count)) + 1)
    return {(column % count, row) for column in columns for row in rows}
