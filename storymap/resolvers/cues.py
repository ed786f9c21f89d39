"""Words beside a name that tell what kind of place it is: 'county', 'city of', 'governor of'."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from storymap.resolvers.tiers import Tier

NEAR_LETTERS = 40  # how far from a name a cue may stand, in code points

_SIDES = r"(?:north|south|east|west|central|upper|lower|coastal|rural|remote|nearby)[\w-]*"


class Cue(NamedTuple):
    """A word beside a name, the tiers it fits, and how strictly (0 to 1)."""

    word: str
    tiers: frozenset[Tier]
    strength: float


class CueTable(NamedTuple):
    """The cues by where they stand, and patterns that find one at the end or start of a text."""

    nouns: dict[str, Cue]
    plurals: dict[str, Cue]
    offices: dict[str, Cue]
    followers: dict[str, Cue]
    noun_before: re.Pattern[str]
    noun_after: re.Pattern[str]
    office_before: re.Pattern[str]
    follower_after: re.Pattern[str]
    plural_after: re.Pattern[str]
    plural_before: re.Pattern[str]


@cache
def cue_table() -> CueTable:
    """Return the table of cues.tsv; read once."""
    tables: dict[str, dict[str, Cue]] = {"beside": {}, "before": {}, "after": {}, "plural": {}}
    for word, plural, position, tiers, strength in _rows():
        cue = Cue(word, frozenset(Tier[name] for name in tiers.split()), float(strength))
        tables[position].setdefault(word, cue)
        if plural:
            tables["plural"].setdefault(plural, cue)
    nouns, plurals = _either(tables["beside"]), _either(tables["plural"])
    return CueTable(
        tables["beside"],
        tables["plural"],
        tables["before"],
        tables["after"],
        re.compile(rf"\b({nouns})(?:\s+of)?(?:\s+the)?\s+$", re.IGNORECASE),
        re.compile(rf"^\s+({nouns})\b", re.IGNORECASE),
        re.compile(
            rf"\b({_either(tables['before'])})(?:\s+(?:of|to))?(?:\s+the)?(?:\s+{_SIDES})?\s+$",
            re.IGNORECASE,
        ),
        re.compile(rf"^(?:['’]s?)?\s+({_either(tables['after'])})\b", re.IGNORECASE),
        re.compile(rf"^\s+({plurals})\b", re.IGNORECASE),
        re.compile(rf"\b({plurals})\s+(?:of|like|such as|including)\s+$", re.IGNORECASE),
    )


def _rows() -> list[list[str]]:
    text = files("storymap.resolvers").joinpath("cues.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t"))


def _either(words: dict[str, Cue]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def cue_of(before: str, name: str, after: str) -> Cue | None:
    """Return the strictest cue beside or inside a name, or None.

    ``before`` and ``after`` are the texts around the mention within the sentence.
    """
    table = cue_table()
    first, last = name.split(" ", 1)[0].lower(), name.rsplit(" ", 1)[-1].lower()
    if " " in name and (last in table.nouns or first in table.nouns):
        return table.nouns.get(last) or table.nouns.get(first)
    if found := table.noun_after.search(after):
        return table.nouns[found[1].lower()]
    if found := table.office_before.search(before):
        return table.offices[found[1].lower()]
    if found := table.noun_before.search(before):
        return table.nouns[found[1].lower()]
    if found := table.follower_after.search(after):
        return table.followers[found[1].lower()]
    return None


def shared_cue(before: str, after: str) -> Cue | None:
    """Return the cue of a whole list: 'Clay and Lee counties', 'the states of Perak and Johor'."""
    table = cue_table()
    if found := table.plural_after.search(after):
        return table.plurals[found[1].lower()]
    if found := table.plural_before.search(before):
        return table.plurals[found[1].lower()]
    return None
