"""A GeoNames dump: allCountries.txt, XX.txt, cities500.txt, with or without alternate names.

Source of the form: https://download.geonames.org/export/dump/readme.txt. Where
``alternateNamesV2.txt`` (or ``alternateNames.txt``) lies beside the dump, it tells abbreviations
apart from other names; else the dump's own column of alternate names is taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storymap.errors import GazetteerError
from storymap.gazetteer.formats.rows import UserPlace, bad_row, number
from storymap.gazetteer.queries import named, script

_COLUMNS = 19
_ALTERNATES = ("alternateNamesV2.txt", "alternateNames.txt")
# 'Languages' of the alternate names file that are no names.
_NOT_NAMES = frozenset(
    ("link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny")
)
_DIVISIONS = {"ADM1": 1, "ADM2": 2}
_SQL = named("alternates")


def read(path: Path) -> Iterator[UserPlace]:
    """Yield the rows of a GeoNames dump, divisions and alternate names joined to them.

    A dump of 12 million rows passes through in a stream: what has to be joined waits in a
    temporary database on disk.
    """
    parents = _parents(path)
    beside = next((p for n in _ALTERNATES if (p := path.with_name(n)).exists()), None)
    waiting = _alternates(beside) if beside is not None else None
    try:
        for row, cells in _rows(path):
            yield _place(path, row, cells, parents, waiting)
    finally:
        if waiting is not None:
            waiting.close()


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8") as file:
            for row, line in enumerate(file, start=1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != _COLUMNS:
                    why = f"{len(cells)} columns where a GeoNames dump has {_COLUMNS}"
                    raise bad_row(path, row, why)
                yield row, cells
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error


def _parents(path: Path) -> dict[str, int]:
    """The ids of first and second divisions by their codes, 'US.KY' and 'US.KY.067'."""
    return {
        ".".join([cells[8], *cells[10 : 10 + depth]]): int(cells[0])
        for _, cells in _rows(path)
        if (depth := _DIVISIONS.get(cells[7], 0)) and cells[0].isdecimal()
    }


def _place(
    path: Path,
    row: int,
    cells: list[str],
    parents: dict[str, int],
    waiting: sqlite3.Connection | None,
) -> UserPlace:
    if not cells[0].isdecimal():
        raise bad_row(path, row, f"no GeoNames id: {cells[0]!r}")
    ident = int(cells[0])
    names = dict.fromkeys((n for n in cells[3].split(",") if n), "alternate")
    if waiting is not None:
        names = dict(waiting.execute(_SQL["of_place"], (ident,)).fetchall())
    if cells[2]:
        names.setdefault(cells[2], "alternate")
    return UserPlace(
        row=row,
        ref=ident,
        name=cells[1],
        lat=number(path, row, "latitude", cells[4]),
        lon=number(path, row, "longitude", cells[5]),
        feature=f"{cells[6] or 'S'}.{cells[7]}" if cells[7] else cells[6] or "S",
        country=cells[8],
        admin1=cells[10],
        admin2=cells[11],
        population=int(cells[14]) if cells[14].isdecimal() else 0,
        names=names,
        parent=_parent(cells, ident, parents),
    )


def _parent(cells: list[str], ident: int, parents: dict[str, int]) -> int | None:
    keys = (f"{cells[8]}.{cells[10]}.{cells[11]}", f"{cells[8]}.{cells[10]}")
    return next((parents[k] for k in keys if parents.get(k, ident) != ident), None)


def _alternates(path: Path) -> sqlite3.Connection:
    """The alternate names file as a temporary database, by GeoNames id."""
    database = sqlite3.connect("", isolation_level=None)  # "" is a temporary file on disk
    database.executescript(script("alternates_schema"))
    database.execute("BEGIN")
    database.executemany(_SQL["insert"], _names(path))
    database.execute("COMMIT")
    return database


def _names(path: Path) -> Iterator[tuple[int, str, str]]:
    with path.open(encoding="utf-8") as file:
        for row, line in enumerate(file, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4 or not cells[1].isdecimal():
                raise bad_row(path, row, "not a row of GeoNames alternate names")
            if cells[2] not in _NOT_NAMES:
                yield int(cells[1]), cells[3], "abbreviation" if cells[2] == "abbr" else "alternate"
