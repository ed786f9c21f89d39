"""The map as a still SVG: for print, for pages without scripts, for social cards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from storymap.layers import drawing
from storymap.layers.areas import Area, areas_of
from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.coverage import Window
from storymap.layers.drawing import View
from storymap.layers.elements import template
from storymap.layers.layout import Board, Rect, around, beside, merge, ranges, text_width, upon
from storymap.layers.names import base_names
from storymap.layers.palettes import Palette, make_palettes
from storymap.model import Box, Role, Story, StoryPlace

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

Point = tuple[float, float]

_PIN = 24
_SIZES = {"story": 14.0, "capital": 12.0, "country": 11.5, "town": 11.5, "sea": 12.5, "lake": 11.5}
_SPACING = {"country": 1.4, "sea": 0.4}
_MOST = {"capital": 5, "country": 10, "town": 9, "sea": 4, "lake": 2}
_NAMES = 22
_LINE = 1.25
_INSET = (120, 64)
_INSET_SHARE = 1 / 8


@dataclass(frozen=True, slots=True)
class Text:
    """A written name: its kind, lines, middle, size; ``dot`` where it names a point."""

    kind: str
    rows: tuple[str, ...]
    x: float
    y: float
    size: float
    spacing: float = 0.0
    dot: tuple[float, float] | None = None
    strong: bool = True
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered pin or an area's number."""

    number: str
    x: float
    y: float
    width: float
    strong: bool
    approximate: bool
    small: bool = False


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
    pins, texts = _story(story, areas, view, board)
    language = story.article.language
    texts += _names(story, gazetteer, basemap, view, board, language)
    return template("map.svg.j2").render(
        view=view, title=title or story.article.title, ident=ident,
        colour=_colours(palette, variables), base=_base(view, basemap),
        areas=list(_lit(areas, view, basemap)), pins=pins, texts=texts, inset=corner, line=_LINE,
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
            yield {"d": d, "strong": strong, "approximate": area.place.approximate, "line": line}


def _story(
    story: Story, areas: Sequence[Area], view: View, board: Board
) -> tuple[list[Pin], list[Text]]:
    """Pins and labels of the story's places in view."""
    by_number = {area.place.number: area for area in areas}
    found = [(place, *_spots(place, by_number.get(place.number), view)) for place in story.places]
    points = [spots[0] for _, spots, wide in found if spots and not wide]
    standing = [(place, _clear(spots, points) if wide else spots[0], wide)
                for place, spots, wide in found if spots]  # fmt: skip
    groups = merge([at for _, at, _ in standing], _PIN + 3)
    members = [[standing[i] for i in group.members] for group in groups]
    pins = [_pin(group.x, group.y, own) for group, own in zip(groups, members, strict=True)]
    for pin in pins:
        if not pin.small:
            board.take(around(pin.x, pin.y, pin.width, _PIN))
    kept: list[Pin] = []
    texts: list[Text] = []
    for pin, own in zip(pins, members, strict=True):
        placed, text = _label(pin, [place for place, _, _ in own], board)
        kept.append(placed)
        texts += [text] if text else []
    return kept, texts


def _spots(place: StoryPlace, area: Area | None, view: View) -> tuple[list[Point], bool]:
    """Where a place can stand in view, best first, and whether as an area with room to write."""
    if area is None:
        spots, wide = [view.point(place.place.lon, place.place.lat)], False
    else:
        west, south, east, north = area.bounds
        (left, bottom), (right, top) = view.point(west, south), view.point(east, north)
        wide = max(abs(right - left), bottom - top) > 30 or east - west > 180
        spots = [view.point(*at) for at in area.anchors[: None if wide else 1]]
    inside = [(x, y) for x, y in spots if 12 < x < view.width - 12 and 12 < y < view.height - 12]
    return inside, wide


def _clear(spots: Sequence[Point], points: Sequence[Point]) -> Point:
    """The first spot that no pin stands near; the first of all if every one is crowded."""
    far = (spot for spot in spots if all(math.dist(spot, point) > 48 for point in points))
    return next(far, spots[0])


def _pin(x: float, y: float, own: Sequence[tuple[StoryPlace, object, bool]]) -> Pin:
    places = [place for place, _, _ in own]
    number = ranges([place.number for place in places])
    small = len(own) == 1 and own[0][2]
    width = max(float(_PIN), text_width(number, 12.5) + 14)
    strong = any(place.role is Role.SETTING for place in places)
    return Pin(number, x, y, width, strong, all(p.approximate for p in places), small)


def _label(pin: Pin, places: Sequence[StoryPlace], board: Board) -> tuple[Pin, Text | None]:
    size = _SIZES["story"]
    more = f" +{len(places) - 1}" if len(places) > 1 else ""
    label = places[0].label + more
    width = text_width(label, size) * 1.06 + 8
    if pin.small:
        chip = max(16.0, text_width(pin.number, 11) + 8)
        box = board.place(upon(pin.x, pin.y, width + chip + 4, size * 1.5))
        if box is None:
            board.take(around(pin.x, pin.y, chip, 18))
            return Pin(pin.number, pin.x, pin.y, chip, pin.strong, pin.approximate, True), None
        y = (box.top + box.bottom) / 2
        placed = Pin(pin.number, box.left + chip / 2, y, chip, pin.strong, pin.approximate, True)
        text = Text(
            "story", (label,), box.left + chip + 6, y, size, strong=pin.strong, anchor="start"
        )
        return placed, text
    box = board.place(beside(pin.x, pin.y, width, size * 1.4, pin.width / 2 + 1))
    if box is None:
        return pin, None
    x, anchor = _edge(box, pin.x)
    y = (box.top + box.bottom) / 2
    return pin, Text("story", (label,), x, y, size, strong=pin.strong, anchor=anchor)


def _edge(box: Rect, x: float) -> tuple[float, str]:
    """Where text in a box beside x begins: towards the point, or in the middle above and below."""
    if box.left >= x:
        return box.left + 4, "start"
    return (box.right - 4, "end") if box.right <= x else ((box.left + box.right) / 2, "middle")


def _names(
    story: Story,
    gazetteer: Gazetteer | None,
    basemap: Basemap,
    view: View,
    board: Board,
    language: str,
) -> list[Text]:
    """Names of the base map that find room; none that the story writes itself."""
    window = Window(view.zoom, view.box)
    rows = base_names(basemap, gazetteer, (window,), language)
    own = {place.label for place in story.places} | {place.place.name for place in story.places}
    ids = {place.place.geonameid for place in story.places}
    codes = {p.place.country for p in story.places if p.place.feature.startswith("A.PCL")}
    found: list[Text] = []
    for kind in ("capital", "country", "town", "sea", "lake"):
        count = 0
        for name, lat, lon, first, last, *rest in rows[kind]:
            _, country, geonameid = (*rest, "", "", 0)[:3] if rest else (0, "", 0)
            if name in own or geonameid in ids or (kind == "country" and country in codes):
                continue
            if not float(str(first)) <= view.zoom <= float(str(last)) or count >= _MOST[kind]:
                continue
            text = _written(kind, str(name), view.point(float(str(lon)), float(str(lat))), board)
            if text and len(found) < _NAMES:
                found.append(text)
                count += 1
    return found


def _written(kind: str, name: str, at: tuple[float, float], board: Board) -> Text | None:
    size, spacing = _SIZES[kind], _SPACING.get(kind, 0.0)
    text = name.upper() if kind == "country" else name
    point = kind in ("capital", "town")
    rows = (text,) if point else _rows(text)
    width = max(text_width(row, size, spacing) for row in rows) + 8
    height = len(rows) * size * _LINE + 2
    if not point:
        box = board.place(upon(*at, width, height))
    elif not board.free(around(*at, 8, 8)):
        return None
    else:
        box = board.place(beside(*at, width, height, 4))
    if box is None:
        return None
    if point:
        board.take(around(*at, 8, 8))
    x, anchor = _edge(box, at[0]) if point else ((box.left + box.right) / 2, "middle")
    y = (box.top + box.bottom) / 2
    return Text(kind, rows, x, y, size, spacing, at if point else None, anchor=anchor)


def _rows(text: str) -> tuple[str, ...]:
    """A long name on two lines, cut at the space nearest to its middle."""
    cuts = [index for index, letter in enumerate(text) if letter == " "]
    if len(text) < 13 or not cuts:
        return (text,)
    at = min(cuts, key=lambda index: (abs(index - len(text) / 2), index))
    return text[:at], text[at + 1 :]


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
