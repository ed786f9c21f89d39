"""Airports with a passenger code, under their formal names and those that people use."""

from __future__ import annotations

import csv
import re

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote("airports", "airportsdata", "MIT", "https://github.com/mborsetti/airportsdata")
_FORMAL = re.compile(
    r" ?\b(?:International|Intl|Int'l|Regional|Municipal|Domestic|Ntl|National|County)\b"
)
_LEAST = 5  # letters of a short name that cannot be mistaken for a word


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add the airports with an IATA code and a name."""
    text = read_member(shelf("airportsdata"), "airportsdata/airports.csv").decode("utf-8")
    for row in csv.DictReader(text.splitlines()):
        name = " ".join(row["name"].split())
        if not row["iata"] or not name:
            continue
        point = float(row["lat"]), float(row["lon"])
        draft = Draft(f"iata:{row['iata']}", name, NOTE.key, "S.AIRP", *point, row["country"])
        for form in _in_use(name, row["city"].split("(")[0].strip()):
            draft.names[form] = "alternate"
        draft.fixed = 30.0 if "International" in name or "Intl" in name else 15.0
        atlas.add_unless_known(draft)  # one airport may have two codes (Basel and Mulhouse)


def _in_use(name: str, city: str) -> list[str]:
    """'London Heathrow Airport' is 'Heathrow Airport' and 'Heathrow'; all airports are 'X Airport'.

    The city's own name is never a short name: 'Paris' is no airport.
    """
    bare = _FORMAL.sub("", name.replace("/", " ")).removesuffix(" Airport").strip()
    forms = [f"{bare} Airport"]
    own = bare.removeprefix(f"{city} ").strip(" -") if city else bare
    if city and own != bare and len(own) >= _LEAST:
        forms += [f"{own} Airport", f"{own} International Airport", own]
    if city and "International" in name:
        forms.append(f"{city} International Airport")
    return [form for form in forms if form != name]
