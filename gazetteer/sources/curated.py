"""What no registry holds: rivers, ranges, regions, zones, landmarks, short names, disputes."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.atlas import Atlas, Draft
from gazetteer.disputes import apply_disputes
from gazetteer.geometry_language import GeometryError, geometry_of, ref_of
from gazetteer.sources import Shelf
from gazetteer.tables import CURATED, TableRow, read_table
from storymap.gazetteer.normalise import normalise
from storymap.gazetteer.space import distance
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "storymap",
    "storymap's own tables",
    "CC0 1.0",
    "https://creativecommons.org/publicdomain/zero/1.0/",
)
_COLUMNS = (
    "id name aliases feature countries lat lon geometry approximate importance source note".split()
)
_ALIAS_COLUMNS = ["place", "name", "use", "source"]
_USES = ("alternate", "abbreviation", "demonym")
_REGIONS = ("L.RGN", "L.CONT", "H.OCN", "H.SEA")
_OFF_LINE = 0.5  # degrees
_NEAR_KM, _REGION_KM, _OCEAN_KM = 60.0, 1500.0, 4000.0  # a region's point is anywhere in it
_SEAS = "natural-earth-seas"


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add the tables' places, then their geometries (which may use one another), then names."""
    rows = [r for path in sorted((CURATED / "places").glob("*.tsv"))
            for r in read_table(path, _COLUMNS, atlas.problems)]  # fmt: skip
    drafts = [_place(atlas, row) for row in rows]
    waiting = [(r, d) for r, d in zip(rows, drafts, strict=True) if d is not None]
    while waiting:
        left = [(row, draft) for row, draft in waiting if not _geometry(atlas, row, draft, "")]
        if len(left) == len(waiting):
            _ = [_geometry(atlas, row, draft, "report") for row, draft in left]
            break
        waiting = left
    for row in read_table(CURATED / "aliases.tsv", _ALIAS_COLUMNS, atlas.problems):
        _alias(atlas, row)
    apply_disputes(atlas)


def _place(atlas: Atlas, row: TableRow) -> Draft | None:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        importance = float(row["importance"] or 20)
        if not (-90 <= lat <= 90 and -180 <= lon < 360 and 0 <= importance <= 100):
            raise ValueError("lat, lon or importance out of range")
        if not row["id"] or not row["name"] or not row["source"]:
            raise ValueError("id, name and source must be there")
        if len(row["feature"].split(".")) != 2 or row["feature"][0] not in "AHLPRSTUV":
            raise ValueError(f"unknown feature {row['feature']!r}")
    except ValueError as error:
        atlas.problems.append(f"{row.where}: {error}")
        return None
    countries = [c for c in row["countries"].split(",") if c]
    unknown = [c for c in countries if c not in atlas.countries]
    if unknown or f"sm:{row['id']}" in atlas.merged:
        atlas.problems.append(
            f"{row.where}: {'unknown country ' + unknown[0] if unknown else 'id twice'}"
        )
        return None
    draft = Draft(
        f"sm:{row['id']}", row["name"], NOTE.key, row["feature"], lat,
        (lon + 180) % 360 - 180,
        country=countries[0] if len(countries) == 1 else "",
        approximate=row["approximate"] == "y", fixed=importance,
        names={a: "alternate" for a in row["aliases"].split("|") if a},
    )  # fmt: skip
    return _merged(atlas, draft)


def _merged(atlas: Atlas, draft: Draft) -> Draft:
    """The row that already is this place, with the curated names; else the curated draft."""
    twin = _twin(atlas, draft)
    atlas.merged[str(draft.ref)] = draft.ref if twin is None else twin.ref
    forms, draft.names = draft.names, {}
    place = atlas.add(draft) if twin is None else twin
    for form in (draft.name, *forms):
        atlas.name(place, form, trusted=True)
    if twin is None:
        return place
    if twin.feature[0] in "LTHUV":
        twin.fixed = draft.fixed
    if twin.source == _SEAS and _in_outline(twin, draft.point):
        twin.lat, twin.lon = draft.lat, draft.lon  # where a map writes its name
    return twin


def _in_outline(place: Draft, point: tuple[float, float]) -> bool:
    if place.shape is None:
        return False
    turns = (shapely.Point(point[1] + turn, point[0]) for turn in (-360, 0, 360))
    return any(place.shape.covers(each) for each in turns)


def _twin(atlas: Atlas, draft: Draft) -> Draft | None:
    """A row of another source with this very name, of a like kind, near enough."""
    key = normalise(draft.name)
    near: list[tuple[float, str, Draft]] = []
    for other in atlas.named(draft.name):
        if other.lat is None or str(other.ref).startswith("sm:"):
            continue
        if normalise(other.name) != key and other.feature != "A.ADM1":
            continue
        wide = draft.feature[0] in "LHT" and (other.feature in _REGIONS or other.source == _SEAS)
        reach = _OCEAN_KM if other.feature == "H.OCN" else _REGION_KM if wide else _NEAR_KM
        km = distance(draft.point, other.point)
        if _alike(draft.feature, other.feature) and km <= reach:
            near.append((km, str(other.ref), other))
    return min(near, key=lambda found: found[:2])[2] if near else None


def _alike(one: str, other: str) -> bool:
    """Land with land, water with water, towns with towns; historical countries with none."""
    if "A.PCLH" in (one, other):
        return one == other
    if {one[0], other[0]} <= set("LT") or (one == "T.PEN" and other == "A.ADM1"):
        return True
    return one[0] == other[0] or {one[0], other[0]} == {"A", "L"}


def _geometry(atlas: Atlas, row: TableRow, draft: Draft, report: str) -> bool:
    """Set a draft's outline; False where something it is made of is still missing."""
    try:
        area = geometry_of(row["geometry"], draft, atlas)
    except (GeometryError, ValueError) as error:
        if report:
            atlas.problems.append(f"{row.where}: {error}")
        return False
    if area is not None and draft.shape is None and draft.feature[0] not in "P":
        draft.shape = area
        if area.area == 0:
            _onto(draft, area)
    return True


def _onto(draft: Draft, line: BaseGeometry) -> None:
    """Move the point of a river or route onto its rough line where it stands far off."""
    here = shapely.Point(draft.point[::-1])
    if line.distance(here) > _OFF_LINE:
        there = line.interpolate(line.project(here))
        draft.lat, draft.lon = round(there.y, 2), round((there.x + 180) % 360 - 180, 2)


def _alias(atlas: Atlas, row: TableRow) -> None:
    try:
        draft = atlas.drafts[ref_of(row["place"], atlas)]
        if row["use"] not in _USES or not row["name"]:
            raise GeometryError(f"unknown use {row['use']!r}, or no name")
    except GeometryError as error:
        atlas.problems.append(f"{row.where}: {error}")
        return
    if draft.names.get(row["name"]) != "name":
        draft.names.pop(row["name"], None)
        atlas.name(draft, row["name"], row["use"], trusted=True)
