"""A place as a user's file gives it, and the checks that every form shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import GazetteerError
from storymap.gazetteer.normalise import normalise

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_FEATURE = re.compile(r"[AHLPRSTUV]\.[A-Z0-9]{1,10}|[AHLPRSTUV]")
_CLASS = "AHLPRSTUV"


@dataclass(frozen=True, slots=True)
class UserPlace:
    """One row of a user's file. ``row`` is its number there, for messages.

    ``ref`` is a GeoNames id or an id of the file's own; ``parent`` the ref of the place above.
    ``names`` maps further names to their use. ``geometry`` is a shapely geometry or None.
    """

    row: int
    ref: int | str
    name: str
    lat: float
    lon: float
    feature: str = "P.PPL"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    geometry: BaseGeometry | None = None
    parent: int | str | None = None


def bad_row(path: Path, row: int, why: str) -> GazetteerError:
    """Return the error for a row that makes no sense."""
    return GazetteerError(f"{path}: row {row}: {why}")


def checked(path: Path, place: UserPlace) -> UserPlace:
    """Return ``place`` as it is. Raises ``GazetteerError`` naming the row and what is wrong."""
    if not normalise(place.name):
        raise bad_row(path, place.row, "the name is empty")
    if not -90 <= place.lat <= 90:
        raise bad_row(path, place.row, f"latitude {place.lat} is outside -90 to 90")
    if not -180 <= place.lon <= 180:
        raise bad_row(path, place.row, f"longitude {place.lon} is outside -180 to 180")
    if not _FEATURE.fullmatch(place.feature):
        raise bad_row(path, place.row, f"no feature code: {place.feature!r} (such as P.PPL, H.STM)")
    if place.country and not (len(place.country) == 2 and place.country.isalpha()):
        raise bad_row(path, place.row, f"no ISO 3166-1 alpha-2 country code: {place.country!r}")
    return place


def number(path: Path, row: int, column: str, text: object) -> float:
    """Return ``text`` as a finite number. Raises ``GazetteerError`` where it is none."""
    try:
        value = float(str(text).strip())
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        raise bad_row(path, row, f"{column} is no number: {text!r}")
    return value


def reference(path: Path, row: int, text: str) -> int | str:
    """Return the id of a row: a GeoNames id, its own, or one made from the file and the row."""
    text = text.strip()
    bare = text.removeprefix("gn:")
    if bare.isdecimal() and (text.startswith("gn:") or text == bare):
        return int(bare)
    return text if ":" in text else f"{normalise(path.stem).replace(' ', '-')}:{text or row}"


def feature_code(text: str) -> str:
    """Return a feature code with its class: 'PPL' and 'P.PPL' both give 'P.PPL'; 'P.PPL' for ''."""
    text = text.strip().upper()
    if not text or "." in text or text in _CLASS:
        return text or "P.PPL"
    known = {"AD": "A", "PC": "A", "PP": "P", "ST": "H", "LK": "H", "SE": "H", "MT": "T", "IS": "T"}
    return f"{known.get(text[:2], 'S')}.{text}"
