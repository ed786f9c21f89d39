"""Pins and names of a still map: what a browser does in pins.js and labels.js, done once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from storymap.layers.areas import Area
from storymap.layers.drawing import View
from storymap.layers.layout import Board, Rect, around, beside, merge, ranges, text_width, upon
from storymap.model import Role, Story, StoryPlace

Point = tuple[float, float]

_PIN = 24.0
_CHIP = 18.0
_APART = 27.0
_SMALL_AREA = 30.0
_MARGIN = 12.0
_BESIDE_LINE = 50.0
_SIZES = {"story": 14.0, "capital": 12.0, "country": 11.5, "town": 11.5, "sea": 12.5, "lake": 11.5}
_SPACING = {"country": 1.4, "sea": 0.4}
_MOST = {"capital": 5, "country": 10, "town": 9, "sea": 4, "lake": 2}
_NAMES = 22
LINE = 1.25


@dataclass(frozen=True, slots=True)
class Text:
    """A written name: its kind, lines, anchor point, size; ``dot`` where it names a point."""

    kind: str
    rows: tuple[str, ...]
    x: float
    y: float
    anchor: str
    strong: bool = True
    dot: Point | None = None

    @property
    def size(self) -> float:
        """Height of the letters in pixels."""
        return _SIZES[self.kind]

    @property
    def spacing(self) -> float:
        """Room between letters in pixels."""
        return _SPACING.get(self.kind, 0.0)


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered pin, or the number of an area (``chip``)."""

    number: str
    x: float
    y: float
    width: float
    strong: bool
    approximate: bool
    chip: bool = False


@dataclass(frozen=True, slots=True)
class _Stand:
    """A place in view: the spots it can stand on, best first; ``wide`` has room for a name."""

    place: StoryPlace
    spots: tuple[Point, ...]
    wide: bool
    area: Area | None = None

    def holds(self, at: Point, view: View) -> bool:
        """Whether a name may have its middle there: on the area, or near its line."""
        if self.area is None or min(math.dist(at, spot) for spot in self.spots) < 1:
            return True
        reach = _BESIDE_LINE if self.area.geometry.area == 0 else 1
        return view.pixels_to(self.area.geometry, at) < reach


def story_marks(
    story: Story, areas: Sequence[Area], view: View, board: Board
) -> tuple[list[Pin], list[Text]]:
    """Pins and labels of the story's places in view; pins that would touch are merged."""
    by_number = {area.place.number: area for area in areas}
    found = [_stand(place, by_number.get(place.number), view) for place in story.places]
    stands = _cleared([stand for stand in found if stand.spots])
    numbers = [stand.place.number for stand in stands]
    groups = merge(
        [stand.spots[0] for stand in stands],
        _APART,
        lambda members: _pin_width(ranges(sorted(numbers[i] for i in members))),
        view.width,
    )
    marks = [(group, [stands[i] for i in group.members]) for group in groups]
    for group, own in marks:
        if not _is_area(own):
            board.take(around(group.x, group.y, group.width, _PIN))
    drawn = [_marked((group.x, group.y), own, board, view) for group, own in marks]
    pins = [pin for pin, _ in drawn if pin]
    return pins, [text for _, text in drawn if text]


def _stand(place: StoryPlace, area: Area | None, view: View) -> _Stand:
    if area is None:
        spots, wide = [view.point(place.place.lon, place.place.lat)], False
    else:
        west, south, east, north = area.bounds
        (left, bottom), (right, top) = view.point(west, south), view.point(east, north)
        size = max(abs(right - left), bottom - top)
        wide = size > _SMALL_AREA or east - west > 180
        spots = [view.point(*at) for at in area.anchors[: None if wide else 1]]
    inside = [spot for spot in spots if _inside(spot, view)]
    return _Stand(place, tuple(inside), wide, area)


def _inside(spot: Point, view: View) -> bool:
    across = _MARGIN < spot[0] < view.width - _MARGIN
    return across and _MARGIN < spot[1] < view.height - _MARGIN


def _cleared(stands: Sequence[_Stand]) -> list[_Stand]:
    """Areas with the spots first that no pin stands near."""
    points = [stand.spots[0] for stand in stands if not stand.wide]

    def crowded(spot: Point) -> bool:
        return any(math.dist(spot, point) < 48 for point in points)

    return [replace(s, spots=tuple(sorted(s.spots, key=crowded))) if s.wide else s for s in stands]


def _is_area(own: Sequence[_Stand]) -> bool:
    return len(own) == 1 and own[0].wide


def _pin_width(number: str) -> float:
    return max(_PIN, text_width(number, 12.5) + 14)


def _marked(
    at: Point, own: Sequence[_Stand], board: Board, view: View
) -> tuple[Pin | None, Text | None]:
    places = [stand.place for stand in own]
    number = ranges([place.number for place in places])
    strong = any(place.role is Role.SETTING for place in places)
    rough = all(place.approximate for place in places)
    label = places[0].label + (f" +{len(places) - 1}" if len(places) > 1 else "")
    if _is_area(own):
        return _area_mark(Pin(number, *at, 0, strong, rough, True), label, own[0], board, view)
    pin = Pin(number, *at, _pin_width(number), strong, rough)
    size = _SIZES["story"]
    gap = (pin.width / 2 + 1, _PIN / 2 + 1)
    box = board.place(beside(*at, _label_width(label), size * 1.4, gap))
    return pin, _beside_text("story", label, box, at, strong) if box else None


def _label_width(label: str) -> float:
    return text_width(label, _SIZES["story"]) * 1.06 + 8


def _area_mark(
    pin: Pin, label: str, stand: _Stand, board: Board, view: View
) -> tuple[Pin | None, Text | None]:
    """An area's number and name where both find room, else its number, else nothing."""
    chip = max(16.0, text_width(pin.number, 11) + 8)
    size = (_label_width(label) + chip + 4, _SIZES["story"] * 1.5)
    boxes = (box for spot in stand.spots for box in upon(*spot, *size) if board.free(box))
    box = board.place(box for box in boxes if stand.holds(_middle(box), view))
    if box is None:
        small = board.place(around(*spot, chip, _CHIP) for spot in stand.spots)
        return (_at(pin, _middle(small), chip) if small else None), None
    y = (box.top + box.bottom) / 2
    text = Text("story", (label,), box.left + chip + 6, y, "start", pin.strong)
    return _at(pin, (box.left + chip / 2, y), chip), text


def _at(pin: Pin, at: Point, width: float) -> Pin:
    return Pin(pin.number, *at, width, pin.strong, pin.approximate, pin.chip)


def _middle(box: Rect) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _beside_text(
    kind: str, label: str, box: Rect, at: Point, strong: bool = True, dot: Point | None = None
) -> Text:
    """Text in a box beside a point: it begins at the point, above and below it is centred."""
    x, y = _middle(box)
    if box.left >= at[0]:
        return Text(kind, (label,), box.left + 4, y, "start", strong, dot)
    if box.right <= at[0]:
        return Text(kind, (label,), box.right - 4, y, "end", strong, dot)
    return Text(kind, (label,), x, y, "middle", strong, dot)


def base_marks(
    story: Story, rows: Mapping[str, Sequence[Sequence[object]]], view: View, board: Board
) -> list[Text]:
    """Names of the base map that find room; none that the story writes itself."""
    found: list[Text] = []
    for kind in ("capital", "country", "town", "sea", "lake"):
        count = 0
        for name, at in _candidates(story, kind, rows[kind], view):
            if count < _MOST[kind] and len(found) < _NAMES:
                text = _written(kind, name, at, board)
                found += [text] if text else []
                count += text is not None
    return found


def _candidates(
    story: Story, kind: str, rows: Sequence[Sequence[object]], view: View
) -> Iterator[tuple[str, Point]]:
    """Names drawn at the view's zoom, most important first (rows as ``names.base_names``)."""
    own = {place.label for place in story.places} | {place.place.name for place in story.places}
    ids = {place.place.geonameid for place in story.places}
    codes = {p.place.country for p in story.places if p.place.feature.startswith("A.PCL")}
    for row in rows:
        name, lat, lon, first, last, _, country, geonameid = (*row, 0, "", 0)[:8]
        said = name in own or geonameid in ids or (kind == "country" and country in codes)
        if not said and float(str(first)) <= view.zoom <= float(str(last)):
            yield str(name), view.point(float(str(lon)), float(str(lat)))


def _written(kind: str, name: str, at: Point, board: Board) -> Text | None:
    size, spacing = _SIZES[kind], _SPACING.get(kind, 0.0)
    point = kind in ("capital", "town")
    rows = (name,) if point else _rows(name.upper() if kind == "country" else name)
    width = max(text_width(row, size, spacing) for row in rows) + 8
    height = len(rows) * size * LINE + 2
    if not point:
        box = board.place(upon(*at, width, height))
        return Text(kind, rows, *_middle(box), "middle") if box else None
    dot = around(*at, 8, 8)
    box = board.place(beside(*at, width, height, (4, 4))) if board.free(dot) else None
    if box is None:
        return None
    board.take(dot)
    return _beside_text(kind, name, box, at, dot=at)


def _rows(text: str) -> tuple[str, ...]:
    """A long name on two lines, cut at the space nearest to its middle."""
    cuts = [index for index, letter in enumerate(text) if letter == " "]
    if len(text) < 13 or not cuts:
        return (text,)
    at = min(cuts, key=lambda index: (abs(index - len(text) / 2), index))
    return text[:at], text[at + 1 :]
