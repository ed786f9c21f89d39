"""Places of the gazetteer as a table for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storymap.cli import printing
from storymap.model import Place

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.model import Entry

HEADER = ["place", "in", "kind", "latitude", "longitude", "population", "id", "as"]


def table(gazetteer: Gazetteer, entries: Sequence[Entry]) -> Iterator[str]:
    """A header and a line for each entry; 'as' is the name that matched, where it is another."""
    return printing.table([_row(gazetteer, place, name) for place, name, _ in entries], HEADER)


def _row(gazetteer: Gazetteer, place: Place, name: str) -> list[str]:
    return [
        place.name,
        ", ".join(parent.name for parent in gazetteer.ancestors(place)),
        place.feature,
        f"{place.lat:.4f}",
        f"{place.lon:.4f}",
        f"{place.population:,}" if place.population else "",
        place.id,
        name if name != place.name else "",
    ]
