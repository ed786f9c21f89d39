"""What the gazetteer knows of a name, as a small bit set that the tagger takes as features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storymap.gazetteer import normalise
from storymap.model import Entry, NameUse
from storymap.recognisers.words import EVIDENCE, Column

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

CITY, TOWN = 100_000, 5_000  # inhabitants
REMEMBERED = 300_000  # names
DIVISIONS = ("A.ADM1", "L.RGN", "L.CONT")
BIT = {column: 1 << i for i, column in enumerate(EVIDENCE)}


class Evidence:
    """Calls give the bit set of a name over ``words.EVIDENCE``; answers are remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        """The bits of ``name``; 0 where the gazetteer does not know it."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[name] = self._look_up(name)
        return known

    def _look_up(self, name: str) -> int:
        bits, main = 0, False
        key = normalise(name)
        for entry in self.gazetteer.lookup(name):
            if normalise(entry.name) != key:
                continue  # 'Lima' for 'Lima City': no evidence of where the name ends
            bits |= BIT[column_of(entry)]
            main = main or entry.use is NameUse.NAME
        return bits if main or not bits else bits | BIT[Column.ALTERNATE]


def column_of(entry: Entry) -> Column:
    """The column of one answer: its use where that is no plain name, else its place's kind."""
    if entry.use is NameUse.DEMONYM:
        return Column.DEMONYM
    if entry.use is NameUse.ABBREVIATION:
        return Column.ABBREVIATION
    feature = entry.place.feature
    if feature.startswith("A.PC"):
        return Column.COUNTRY
    if feature.startswith(DIVISIONS):
        return Column.DIVISION
    if feature.startswith("A."):
        return Column.COUNTY
    if not feature.startswith("P."):
        return Column.SPOT if feature.startswith(("S.", "R.")) else Column.NATURE
    if entry.place.population >= CITY:
        return Column.CITY
    return Column.TOWN if entry.place.population >= TOWN else Column.VILLAGE
