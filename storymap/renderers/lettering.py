"""Text set in pictures: how wide it is, and where its lines break. Sizes are in pixels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Storymap Sans"

# A break may fall at white space, and between the letters of scripts that are written without it
# (from U+2E80 on), but not before a closing mark.
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+|[\u2e80-\uffef][、。，．！？：；」』）》〉】〕…ー]*")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size that fit where they were asked to."""

    lines: tuple[str, ...]
    size: float

    @property
    def leading(self) -> float:
        """The distance from one base line to the next."""
        return round(self.size * 1.24, 1)


@cache
def _advances(bold: bool) -> Mapping[str, int]:
    table = json.loads((FONTS / "advances.json").read_text(encoding="utf-8"))
    widths: Mapping[str, int] = table["bold" if bold else "regular"]
    return widths


def covers(text: str) -> bool:
    """Whether our own font has every character of ``text``; white space aside."""
    known = _advances(False)
    return all(char in known or char.isspace() for char in set(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide ``text`` is: exactly in our own font, on the generous side in others."""
    from storymap.layers.layout import text_width

    known = _advances(bold)
    own = sum(known[char] for char in text if char in known) * size / 1000
    return own + text_width("".join(char for char in text if char not in known), size)


def wrapped(text: str, size: float, measure: float, bold: bool = False) -> tuple[str, ...]:
    """``text`` in lines none of which is wider than ``measure``; a long word is cut in two."""
    lines: list[str] = []
    for gap, piece in _pieces(text, size, measure, bold):
        longer = f"{lines[-1]}{gap}{piece}" if lines else piece
        if lines and width(longer, size, bold) <= measure:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


def _pieces(text: str, size: float, measure: float, bold: bool) -> Iterator[tuple[str, str]]:
    """What stays together on a line, each with the space that parts it from the one before."""
    end = 0
    for match in _PIECE.finditer(text):
        gap = " " if match.start() > end else ""
        end = match.end()
        for part in _cut(match[0], size, measure, bold):
            yield gap, part
            gap = ""


def _cut(piece: str, size: float, measure: float, bold: bool) -> Iterator[str]:
    while width(piece, size, bold) > measure and len(piece) > 1:
        head = piece
        while len(head) > 1 and width(head, size, bold) > measure:
            head = head[:-1]
        yield head
        piece = piece[len(head) :]
    yield piece


def fitted(
    text: str, sizes: Sequence[tuple[float, int]], measure: float, bold: bool = False
) -> Setting:
    """``text`` in the first of ``sizes`` (size, most lines) that it fits, else shortened."""
    for size, most in sizes:
        lines = wrapped(text, size, measure, bold)
        if len(lines) <= most:
            return Setting(lines, size)
    size, most = sizes[-1]
    return Setting(_shortened(wrapped(text, size, measure, bold)[:most], size, measure, bold), size)


def _shortened(lines: tuple[str, ...], size: float, measure: float, bold: bool) -> tuple[str, ...]:
    last = lines[-1]
    while last and width(last + _ELLIPSIS, size, bold) > measure:
        last = last[:-1].rstrip()
    return (*lines[:-1], last + _ELLIPSIS)
