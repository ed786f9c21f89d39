"""Where labels and pins go on a still map: boxes that never overlap (as in layout.js)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: Widths of letters in ems, of a sans-serif a little wider than Helvetica and Noto Sans.
_NARROW, _WIDE = frozenset("iljtfrI.,:;'!|()[]- "), frozenset("mwMWOQ@%&")
_WIDTHS = {"narrow": 0.34, "wide": 0.92, "upper": 0.7, "other": 0.59, "full": 1.05}


class Rect(NamedTuple):
    """A box in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rect) -> bool:
        """Whether two boxes share any inner point."""
        beside = self.left >= other.right or other.left >= self.right
        return not (beside or self.top >= other.bottom or other.top >= self.bottom)


def around(x: float, y: float, width: float, height: float) -> Rect:
    """The box of a size with its middle at a point."""
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(slots=True)
class Board:
    """The boxes taken so far in a view."""

    view: Rect
    taken: list[Rect] = field(default_factory=list)

    def free(self, box: Rect) -> bool:
        """Whether a box lies in the view and on nothing taken."""
        view = self.view
        inside = box.left >= view.left and box.right <= view.right
        inside = inside and box.top >= view.top and box.bottom <= view.bottom
        return inside and not any(box.overlaps(other) for other in self.taken)

    def take(self, box: Rect) -> Rect:
        """Mark a box as taken."""
        self.taken.append(box)
        return box

    def place(self, boxes: Iterable[Rect]) -> Rect | None:
        """Take the first free box; None where none is free."""
        found = next((box for box in boxes if self.free(box)), None)
        return self.take(found) if found else None


def beside(x: float, y: float, width: float, height: float, gap: tuple[float, float]) -> list[Rect]:
    """Boxes for a point's label: after it, before it, above it, below it.

    ``gap`` leads from the point to the edge of what stands there, sideways and up or down.
    """
    middle = gap[0] + width / 2
    over = gap[1] + height / 2 - 2
    places = ((x + middle, y), (x - middle, y), (x, y - over), (x, y + over))
    return [around(at_x, at_y, width, height) for at_x, at_y in places]


def upon(x: float, y: float, width: float, height: float) -> list[Rect]:
    """Boxes for an area's label: on the point, then a little up or down."""
    return [around(x, y + step * height, width, height) for step in (0, -1.1, 1.1, -2.2, 2.2)]


def text_width(text: str, size: float, spacing: float = 0.0) -> float:
    """About how wide a text is in pixels, on the generous side, in any script."""
    return sum(_WIDTHS[_kind(letter)] * size + spacing for letter in text)


def _kind(letter: str) -> str:
    if letter in _NARROW or unicodedata.combining(letter):
        return "narrow"
    if letter in _WIDE:
        return "wide"
    if unicodedata.east_asian_width(letter) in "WF":
        return "full"
    return "upper" if letter.isupper() else "other"


@dataclass(frozen=True, slots=True)
class Group:
    """Pins that would overlap, as one: its middle, width, and its members' indices, in order."""

    x: float
    y: float
    members: tuple[int, ...]
    width: float


def merge(
    points: Sequence[tuple[float, float]],
    distance: float,
    width_of: Callable[[tuple[int, ...]], float],
    room: float = math.inf,
) -> list[Group]:
    """Points whose pins would touch put together, until none do.

    ``distance`` is that between pins one above the other, ``width_of`` the width of a pin of
    some of the points, ``room`` that of the map, whose edges cut no merged pin.
    """
    groups = [Group(x, y, (index,), width_of((index,))) for index, (x, y) in enumerate(points)]
    while True:
        kept: list[Group] = []
        for group in groups:
            at = next((i for i, other in enumerate(kept) if _touch(other, group, distance)), None)
            if at is None:
                kept.append(group)
            else:
                kept[at] = _joined(kept[at], group, width_of, room)
        if len(kept) == len(groups):
            return kept
        groups = kept


def _touch(a: Group, b: Group, distance: float) -> bool:
    return abs(a.y - b.y) < distance and abs(a.x - b.x) < (a.width + b.width) / 2 + 2


def _joined(a: Group, b: Group, width_of: Callable[[tuple[int, ...]], float], room: float) -> Group:
    m, n = len(a.members), len(b.members)
    x, y = (a.x * m + b.x * n) / (m + n), (a.y * m + b.y * n) / (m + n)
    members = tuple(sorted(a.members + b.members))
    width = width_of(members)
    return Group(max(width / 2, min(x, room - width / 2)), y, members, width)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as a reader writes them: '1-3' with an en dash, '1, 4', '1...9' if long."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [_run(first, last) for first, last in runs]
    whole = ", ".join(words)
    return whole if len(whole) <= 9 else f"{numbers[0]}\N{HORIZONTAL ELLIPSIS}{numbers[-1]}"


def _run(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}, {last}" if last == first + 1 else f"{first}\N{EN DASH}{last}"
