"""Input that wants to break something: ``data/hostile*.jsonl``, one case a line."""

from __future__ import annotations

import json
from typing import NamedTuple

from tests.news import DATA


class Hostile(NamedTuple):
    """A text, and the names of places that must be found in it all the same."""

    name: str
    text: str
    places: tuple[str, ...]


def hostile(prefix: str = "") -> list[Hostile]:
    """The cases whose name begins with ``prefix``; ``repeat`` is a piece and how often it stands.

    The first part of a name says what is attacked: code, control, bidi, invisible, unicode,
    quotes, shape, markup, size.
    """
    lines = (DATA / "hostile.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for case in map(_case, lines) if case.name.startswith(prefix)]


def _case(line: str) -> Hostile:
    row = json.loads(line)
    piece, times = row.get("repeat", ("", 0))
    return Hostile(row["name"], row["text"] + piece * times, tuple(row.get("places", ())))


class HostileCorrections(NamedTuple):
    """A file of corrections that must be declined, and words of the line that declines it."""

    name: str
    toml: str
    says: str


def hostile_corrections() -> list[HostileCorrections]:
    """The cases of ``data/hostile_corrections.jsonl``; ``repeat`` as above, ``tail`` behind it."""
    lines = (DATA / "hostile_corrections.jsonl").read_text(encoding="utf-8").splitlines()
    cases = []
    for row in map(json.loads, lines):
        piece, times = row.get("repeat", ("", 0))
        toml = row["toml"] + piece * times + row.get("tail", "")
        cases.append(HostileCorrections(row["name"], toml, row["says"]))
    return cases
