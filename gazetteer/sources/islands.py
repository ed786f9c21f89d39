"""Islands and lakes of the NCAR Graphics map database (Earth..4), with their outlines."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.outline import TOLERANCE, as_area, mended, unwrapped
from gazetteer.slug import slug
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "ncar",
    "NCAR Graphics map database, University Corporation for Atmospheric Research",
    "BSD-style, notice kept",
    "https://ngwww.ucar.edu/",
)
_FOLDER = "usr/share/ncarg/database"
_WATER, _OCEAN = 1032, 2
_COUNTRY = 3  # level of countries and their like; above are continents
_BRACKETS = re.compile(r"^(.*?) \((.*)\)$")
_NOT_A_PLACE = re.compile(r"ice shelf|ice tongue|glacier|\bbank\b|tributar", re.IGNORECASE)


@dataclass(slots=True)
class _Area:
    number: int
    level: int
    parent: int
    name: str
    borders: list[tuple[int, Any]] = field(default_factory=list)  # what lies beyond, the line


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add islands (land that only water borders) and lakes (water that only land borders)."""
    package = shelf("ncarg")
    areas = _areas(read_member(package, f"{_FOLDER}/Earth..4.names").decode("latin-1"))
    _read_lines(read_member(package, f"{_FOLDER}/Earth..4.lines"), areas)
    water = {n for n in areas if _WATER in _above(areas, n) or n == _WATER}
    for area in areas.values():
        wet = area.number in water
        beyond = {other for other, _ in area.borders}
        if not beyond or area.number == _OCEAN or any((b in water) == wet for b in beyond):
            continue
        if area.level < _COUNTRY and not wet:
            continue
        outline = _outline(area)
        if outline is not None and not _NOT_A_PLACE.search(area.name):
            _add(atlas, areas, area, outline, wet)


def _areas(text: str) -> dict[int, _Area]:
    """Records: number, type, colour, parent, length of the name, name; all apart by a blank."""
    areas: dict[int, _Area] = {}
    record = re.compile(r"\s*(\d+) (\d+) (\d+) (\d+) (\d+) ")
    at = 0
    while found := record.match(text, at):
        number, level, _, parent, length = map(int, found.groups())
        at = found.end() + length
        areas[number] = _Area(number, level, parent, text[found.end() : at])
    return areas


def _read_lines(data: bytes, areas: dict[int, _Area]) -> None:
    """Records: int32 2n, type, left, right; float32 box; n times latitude and longitude."""
    at = 0
    while at + 32 <= len(data):
        count, _, left, right = struct.unpack_from("<4i", data, at)
        points = np.frombuffer(data, "<f4", count, at + 32).reshape(-1, 2)[:, ::-1]
        at += 32 + 4 * count
        line = shapely.linestrings(points.astype(float)).simplify(TOLERANCE / 2)
        for one, other in ((left, right), (right, left)):
            for number in _crossed(areas, one, other):
                areas[number].borders.append((other, line))


def _crossed(areas: dict[int, _Area], one: int, other: int) -> Iterator[int]:
    """The areas that ``one`` lies in and ``other`` does not."""
    outside = {other, *_above(areas, other)}
    return (n for n in (one, *_above(areas, one)) if n in areas and n not in outside)


def _above(areas: dict[int, _Area], number: int) -> list[int]:
    chain: list[int] = []
    while number in areas and (number := areas[number].parent) and number not in chain:
        chain.append(number)
    return chain


def _outline(area: _Area) -> BaseGeometry | None:
    shells = shapely.polygonize([line for _, line in area.borders]).geoms
    whole = shapely.union_all([shapely.make_valid(shell) for shell in shells])
    whole = mended(whole.simplify(TOLERANCE)) if whole.area else whole
    parts = [p for p in getattr(whole, "geoms", [whole]) if p.geom_type == "Polygon" and p.area]
    return unwrapped(as_area(parts)) if parts else None


def _add(
    atlas: Atlas, areas: dict[int, _Area], area: _Area, outline: BaseGeometry, wet: bool
) -> None:
    names = _names(area.name)
    if names[0].startswith("("):  # '(France)': a piece without a name of its own
        return
    many = names[0].endswith(("slands", "slas", "Archipelago"))
    point = outline.representative_point()
    draft = Draft(
        f"ncar:{slug(names[0])}-{area.number}", names[0], NOTE.key,
        "H.LK" if wet else "T.ISLS" if many else "T.ISL", point.y, (point.x + 180) % 360 - 180,
        country="" if wet else _country(atlas, areas, area), shape=outline,
        names=dict.fromkeys(names[1:], "alternate"),
    )  # fmt: skip
    if any(_covers(other, draft) for name in names for other in atlas.named(name)):
        return
    known = atlas.add_unless_known(draft, area=True)
    if known.shape is None and known.feature[0] in "TH":
        known.shape = outline


def _covers(other: Draft, draft: Draft) -> bool:
    """A country or division of that name is the island: Australia, Iceland, Sicily."""
    if not other.feature.startswith(("A.PCL", "A.ADM1", "L.CONT")):
        return False
    lat, lon = draft.point
    return other.shape is not None and any(
        other.shape.intersects(shapely.Point(lon + turn, lat)) for turn in (-360, 0, 360)
    )


def _names(text: str) -> list[str]:
    """'Ostrov Vrangelya (Wrangel Island)' has two names; 'Long Island (Maine)' has one."""
    found = _BRACKETS.match(text)
    if found is None:
        return [text]
    other = found[2]
    return (
        [found[1], other]
        if re.search(r"\b[Ii]sl|^Lake ", other) and other != "island"
        else [found[1]]
    )


def _country(atlas: Atlas, areas: dict[int, _Area], area: _Area) -> str:
    counts: dict[str, int] = defaultdict(int)
    for number in _above(areas, area.number):
        for draft in atlas.named(areas[number].name):
            if draft.feature.startswith("A.PCL"):
                counts[draft.country] += 1
    return min(counts) if len(counts) == 1 else ""
