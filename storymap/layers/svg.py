"""The map as a still SVG: for print, for pages without scripts, for social cards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from storymap.layers import drawing
from storymap.layers.areas import Area, areas_of
from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.coverage import Window
from storymap.layers.drawing import View
from storymap.layers.elements import template
from storymap.layers.layout import Board, Rect
from storymap.layers.names import base_names
from storymap.layers.palettes import Palette, make_palettes
from storymap.layers.still import LINE, base_marks, story_marks
from storymap.model import Box, Role, Story

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

_INSET = (120, 64)
_INSET_SHARE = 1 / 8


def draw_svg(
    story: Story,
    gazetteer: Gazetteer | None,
    width: int = 960,
    height: int = 600,
    palette: Palette | None = None,
    *,
    box: Box | None = None,
    title: str = "",
    ident: str = "map",
    inset: bool = True,
    variables: bool = False,
    basemap: Basemap | None = None,
) -> str:
    """The story's map as a standalone ``<svg>`` of ``width`` x ``height`` pixels.

    It frames ``box`` (default: the overview). Colours are those of ``palette`` (default: day), as
    plain attributes; with ``variables`` as ``var(--map-land, #...)``, so that a page's stylesheet
    can change them. No style, no script; ids begin with ``ident``; all text is escaped.
    """
    basemap = basemap or open_basemap()
    palette = palette or make_palettes().day
    view = drawing.view_of(box or story.overview, width, height)
    areas = areas_of(story, basemap)
    board = Board(Rect(0, 0, width, height))
    corner = _inset(view, basemap, board) if inset else None
    board.take(Rect(0, height - 16, 150, height))
    pins, texts = story_marks(story, areas, view, board)
    window = Window(view.zoom, view.box)
    rows = base_names(basemap, gazetteer, (window,), story.article.language)
    texts += base_marks(story, rows, view, board)
    return template("map.svg.j2").render(
        view=view, title=title or story.article.title, ident=ident,
        colour=_colours(palette, variables), base=_base(view, basemap),
        areas=list(_lit(areas, view, basemap)), pins=pins, texts=texts, inset=corner, line=LINE,
    )  # fmt: skip


def _colours(palette: Palette, variables: bool) -> dict[str, str]:
    plain = asdict(palette)
    if not variables:
        return plain
    return {n: f"var(--map-{n.replace('_', '-')}, {value})" for n, value in plain.items()}


def _base(view: View, basemap: Basemap) -> dict[str, str]:
    shapes = {
        "land": drawing.polygons(view, basemap, "land"),
        "lake": drawing.polygons(view, basemap, "lake"),
        "border": drawing.lines(view, basemap, "border"),
        "disputed": drawing.lines(view, basemap, "disputed"),
    }
    near = view.zoom >= 6
    shapes["division"] = drawing.lines(view, basemap, "division" if near else "")
    return {name: drawing.path(shape, view) for name, shape in shapes.items()}


def _lit(areas: Sequence[Area], view: View, basemap: Basemap) -> Iterator[dict[str, object]]:
    """Paths of lit areas, the largest first."""
    shapes = [(area, drawing.area_shape(view, basemap, area)) for area in areas]
    for area, shape in sorted(shapes, key=lambda one: (-one[1].area, one[0].place.number)):
        if d := drawing.path(shape, view):
            strong = area.place.role is Role.SETTING
            line = shape.area == 0
            rough = area.place.approximate
            yield {
                "d": d, "layer": area.layer, "strong": strong, "approximate": rough, "line": line,
            }  # fmt: skip


def _inset(view: View, basemap: Basemap, board: Board) -> dict[str, object] | None:
    """The world in a corner, with the view marked, where the view is a small part of it."""
    width, height = _INSET
    share = min(1.0, view.width / view.scale) * min(0.7, view.height / view.scale) / 0.7
    if share >= _INSET_SHARE or view.width < 480:
        return None
    left, top = view.width - width - 12, 12
    board.take(Rect(left - 6, 0, view.width, top + height + 6))
    world = View(width, height, view.x, 0.11 + height / width / 2, _zoom(width))
    x, y = width / 2, (view.y - world.y) * world.scale + height / 2
    wide = max(5.0, view.width / view.scale * width)
    tall = max(5.0, view.height / view.scale * width)
    land = drawing.outline(world, basemap)
    mark = {"x": x - wide / 2, "y": y - tall / 2, "width": wide, "height": tall}
    return {"left": left, "top": top, "width": width, "height": height, "land": land, "mark": mark}


def _zoom(width: int) -> float:
    """The zoom at which the world is so many pixels wide."""
    return math.log2(width / 256)
