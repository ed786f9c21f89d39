"""Small places, townships and counties of the United States (US Census gazetteer 2022)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from math import degrees

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "us-census",
    "US Census Bureau gazetteer (through weather-util)",
    "public domain",
    "https://www.census.gov/geographies/reference-files.html",
)
_SECTION = re.compile(
    r"\[fips(\d+)\]\ncentroid = \(([-\d.]+), ([-\d.]+)\)\ndescription = (.+), ([A-Z]{2})\n"
)
_COUNTY, _PLACE, _TOWNSHIP = 5, 7, 10  # digits of a FIPS code
_BARE = re.compile(
    r" (?:city|town|village|borough|CDP|municipality|urban county|comunidad|zona urbana)$"
)
_TOWNSHIPS = re.compile(r" (?:charter )?(township|plantation)$")
# Statistical divisions and shares that nobody calls by name.
_NO_NAME = re.compile(r"\(|\b(CCD|UT|unorganized|precinct|district|balance|Reservation|barrio)\b")


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give counties their points; add the places and townships that GeoNames lacks."""
    text = gzip.decompress(read_member(shelf("weather_util"), "usr/share/weather-util/places.gz"))
    rows = list(_rows(text.decode("utf-8")))
    states = {fips[:2]: state for fips, _, _, _, state in rows}
    for fips, lat, lon, _name, state in rows:
        county = atlas.divisions.get(f"US.{state}.{fips[2:5]}")
        if len(fips) == _COUNTY and county is not None:
            _county(atlas.drafts[county], lat, lon)
            atlas.fips[fips] = county
    for fips, lat, lon, name, _ in rows:
        if len(fips) != _COUNTY and not _NO_NAME.search(name):
            _small(atlas, fips, (lat, lon), name, states[fips[:2]])


def _rows(text: str) -> Iterator[tuple[str, float, float, str, str]]:
    """FIPS code, latitude, longitude (radians in the file), name, postal code of the state."""
    for fips, lat, lon, name, state in _SECTION.findall(text):
        yield fips, round(degrees(float(lat)), 4), round(degrees(float(lon)), 4), name, state


def _county(draft: Draft, lat: float, lon: float) -> None:
    if draft.lat is None or draft.approximate:
        draft.lat, draft.lon, draft.approximate = lat, lon, False


def _small(atlas: Atlas, fips: str, point: tuple[float, float], name: str, state: str) -> None:
    township = _TOWNSHIPS.search(name)
    if len(fips) == _TOWNSHIP and not township and not name.endswith((" town", " city")):
        return
    if township:
        name = f"{name[: township.start()]} {township[1].title()}"
    draft = Draft(
        f"us:{fips}", _BARE.sub("", name), NOTE.key, "A.ADM3" if township else "P.PPL",
        *point, country="US", admin1=state, parent=atlas.divisions.get(f"US.{state}"),
    )  # fmt: skip
    if len(fips) == _TOWNSHIP:
        draft.parent = atlas.fips.get(fips[:5], draft.parent)
        draft.admin2 = fips[2:5] if fips[:5] in atlas.fips else ""
    atlas.add_unless_known(draft)
