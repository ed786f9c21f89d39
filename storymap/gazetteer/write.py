"""Write a gazetteer file: rows in, one SQLite file out, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import floor
from pathlib import Path

from storymap.errors import OutputError
from storymap.gazetteer.normalise import normalise
from storymap.gazetteer.queries import named, script
from storymap.gazetteer.store import DEGREE
from storymap.model import Box

USE_CODES = {"name": 0, "alternate": 1, "abbreviation": 2, "demonym": 3}
_VERSION_OFFSETS = slice(92, 100)  # change counter's copy and SQLite's own version: not content


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where rows come from: a short key, the name and licence to show, a URL, a version."""

    key: str
    name: str
    licence: str
    url: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A stored geometry: its box in degrees and its packed shape, in one view of the borders."""

    box: Box
    shape: bytes
    view: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as it is written. Rows come most important first.

    ``ref`` is a GeoNames id or a prefixed id; ``parent`` the ref of the place above, if any.
    ``names`` maps each name to its use ('name', 'alternate', 'abbreviation', 'demonym'), best
    form first where two share a key. ``claims`` maps a view to the country it gives the place.
    """

    ref: int | str
    name: str
    lat: float
    lon: float
    feature: str
    source: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    flags: int = 0
    parent: int | str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)


def write_gazetteer(
    path: Path, sources: Iterable[SourceNote], rows: Iterable[PlaceRow], meta: Mapping[str, str]
) -> int:
    """Write ``rows`` to a new gazetteer file at ``path`` and return how many there were.

    The same arguments give the same bytes. Rows are taken one at a time. The first row that is
    a country (feature 'A.PCL...') with a code stands for it. Raises ``OutputError`` where the
    file cannot be written; an older file at ``path`` then stays as it was.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        count = _fill(part, sources, rows, meta)
        _make_plain(part)
        part.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"cannot write the gazetteer {path}: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _fill(
    part: Path, sources: Iterable[SourceNote], rows: Iterable[PlaceRow], meta: Mapping[str, str]
) -> int:
    part.unlink(missing_ok=True)
    database = sqlite3.connect(part, isolation_level=None)
    try:
        database.executescript(script("schema"))
        database.executescript(script("staging"))
        database.execute("BEGIN")
        count = _Writer(database, sources).write(rows)
        database.executemany(named("insert")["meta"], sorted(meta.items()))
        database.execute("COMMIT")
        database.executescript(script("settle"))
    finally:
        database.close()
    return count


class _Writer:
    """The statements that one row becomes."""

    def __init__(self, database: sqlite3.Connection, sources: Iterable[SourceNote]) -> None:
        self._run = database.execute
        self._many = database.executemany
        self._sql = named("insert")
        self._features: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._countries: set[str] = set()
        for number, note in enumerate(sources, 1):
            self._sources[note.key] = number
            values = (number, note.key, note.name, note.licence, note.url, note.version)
            self._run(self._sql["source"], values)

    def write(self, rows: Iterable[PlaceRow]) -> int:
        number = 0  # stays where there is no row
        for number, row in enumerate(rows, 1):
            self._place(number, row)
            self._many(self._sql["name"], _names(number, row))
            self._run(self._sql["cell"], (_cell(row.lat, row.lon), number))
            self._more(number, row)
        return number

    def _place(self, number: int, row: PlaceRow) -> None:
        feature = self._features.get(row.feature)
        if feature is None:
            feature = self._features[row.feature] = len(self._features) + 1
            self._run(self._sql["feature"], (feature, row.feature))
        flags = row.flags | (2 if row.outlines else 0)
        self._run(self._sql["place"], (
            number, row.ref, row.name, round(row.lat * DEGREE), round(row.lon * DEGREE), feature,
            row.country, row.admin1, row.admin2, row.population, flags,
            self._sources[row.source],
        ))  # fmt: skip
        if row.parent is not None:
            self._run(self._sql["parent"], (number, row.parent))

    def _more(self, number: int, row: PlaceRow) -> None:
        forms = [form for form, use in row.names.items() if use == "demonym"]
        self._many(self._sql["demonym"], ((number, i, form) for i, form in enumerate(forms)))
        self._many(self._sql["claim"], ((v, number, c) for v, c in sorted(row.claims.items())))
        for outline in row.outlines:
            west, south, east, north = (round(value * DEGREE) for value in outline.box)
            values = (number, outline.view, west, south, east, north, outline.shape)
            self._run(self._sql["geometry"], values)
        standing = row.feature.startswith("A.PCL") and row.feature != "A.PCLH"
        if standing and row.country and row.country not in self._countries:
            self._countries.add(row.country)
            self._run(self._sql["country"], (row.country, number))


def _names(number: int, row: PlaceRow) -> Iterator[tuple[str, int, int, str | None]]:
    """One name a key, the place's own name first; a form that can be told from the key is NULL."""
    seen: set[str] = set()
    for form, use in ({row.name: "name"} | dict(row.names) | {row.name: "name"}).items():
        key = normalise(form)
        if not key or key in seen:
            continue
        seen.add(key)
        code = USE_CODES[use]
        plain = form == row.name if code == 0 else form == key.title()
        yield key, number, code, None if plain else form


def _cell(lat: float, lon: float) -> int:
    return (floor(lat) + 90) * 360 + floor(lon) + 180


def _make_plain(part: Path) -> None:
    """Blank the parts of the header that tell which SQLite wrote the file, and how often."""
    with part.open("r+b") as file:
        head = bytearray(file.read(100))
        head[24:28] = (1).to_bytes(4, "big")
        head[_VERSION_OFFSETS] = (1).to_bytes(4, "big") + (3_040_000).to_bytes(4, "big")
        file.seek(0)
        file.write(head)
        file.flush()
        os.fsync(file.fileno())
