"""The map's colours by day and by night."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from storymap.errors import OptionError

_FILE = Path(__file__).parent / "assets" / "palettes.json"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one map, each '#rrggbb'. ``tint`` lights areas, ``halo`` surrounds names."""

    land: str
    water: str
    coast: str
    border: str
    division: str
    label: str
    label_water: str
    label_country: str
    halo: str
    accent: str
    on_accent: str
    tint: str
    card: str
    ink: str
    muted: str
    line: str
    mark: str
    mark_ink: str


@dataclass(frozen=True, slots=True)
class Palettes:
    """A palette for the day and one for the night."""

    day: Palette
    night: Palette

    def data(self) -> dict[str, dict[str, str]]:
        """The palettes as JSON data."""
        return {"day": asdict(self.day), "night": asdict(self.night)}


def make_palettes(
    day: Mapping[str, str] | None = None, night: Mapping[str, str] | None = None
) -> Palettes:
    """Our palettes with the colours of ``day`` and ``night`` over them; other keys are ignored.

    Raises ``OptionError`` for a colour that is not '#rrggbb'.
    """
    base = json.loads(_FILE.read_text(encoding="utf-8"))
    return Palettes(_palette(base["day"], day or {}), _palette(base["night"], night or {}))


def _palette(base: Mapping[str, str], own: Mapping[str, str]) -> Palette:
    known = [field.name for field in fields(Palette)]
    colours = {name: own.get(name, base[name]) for name in known}
    for name, colour in colours.items():
        if not _COLOUR.fullmatch(colour):
            raise OptionError(f"palette colour {name} is {colour!r}, not '#rrggbb'")
    return Palette(**colours)
