"""One gazetteer file, opened read-only: rows in, places out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any
from urllib.parse import quote

from storymap.errors import GazetteerError
from storymap.gazetteer.queries import named
from storymap.model import Attribution, Entry, NameUse, Place

APPLICATION = 1398033744  # 'STMP', as in schema.sql
SCHEMA = 1
DEGREE = 10_000  # stored coordinates are 1e-4 degrees, about ten metres
APPROXIMATE, AREA, DISPUTED, UNRECOGNISED = 1, 2, 4, 8
USES = (NameUse.NAME, NameUse.ALTERNATE, NameUse.ABBREVIATION, NameUse.DEMONYM)
_MAP_BYTES = 1 << 28
_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_MAKE = tuple.__new__  # what NamedTuple._make does, without the call in between

Row = tuple[Any, ...]


class Store:
    """A gazetteer file. Not for use from two threads at once."""

    def __init__(self, path: Path, worldview: str = "") -> None:
        self.path = path
        self.worldview = worldview
        _check_whole(path)
        self._database = _connect(path)
        self.sql = named("queries")
        self._features: dict[int, str] = dict(self.rows("features"))
        self._sources = {row[0]: row[1] for row in self.rows("sources")}
        self._claims: dict[int, str] = dict(self.rows("claims", (worldview,)))

    def rows(self, query: str, values: Mapping[str, object] | tuple[object, ...] = ()) -> list[Row]:
        """Return all rows of a named query. Raises ``GazetteerError`` where the file is damaged."""
        try:
            return self._database.execute(self.sql[query], values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, str(error)) from error

    def has(self, key: str) -> bool:
        """Tell whether any place has a name with this key."""
        return bool(self.rows("has", (key,)))

    def entries(self, query: str, values: Any) -> list[Entry]:
        """Return the answers of a name query, best first."""
        place, entry = self._place, Entry
        return [
            _MAKE(entry, (found := place(row, 3), _form(row, found.name), USES[row[1]]))
            for row in self.rows(query, values)
        ]

    def places(self, query: str, values: Any = ()) -> list[Place]:
        """Return the places of a place query, best first."""
        return [self._place(row, 0) for row in self.rows(query, values)]

    def ranked(self, rows: Iterable[Row]) -> Iterator[Place]:
        """Yield the places of rows of table ``place``, most important first."""
        return (self._place(row, 0) for row in sorted(rows))

    def feature_ids(self, feature: str) -> list[int]:
        """Return the stored numbers of the feature codes that begin with ``feature``."""
        return [i for i, code in self._features.items() if code.startswith(feature)]

    def find(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        rows = self.rows("by_ref", (ref_of(place_id),))
        return self._place(rows[0], 0) if rows else None

    def flags(self, place_id: str) -> int:
        """Return the stored flags of a place; 0 where there is none with this id."""
        rows = self.rows("by_ref", (ref_of(place_id),))
        return int(rows[0][10]) if rows else 0

    def names(self, place: Place) -> tuple[tuple[str, NameUse], ...]:
        """Return the names of a place of this store with their uses, ordered by key."""
        rows = self.rows("names", (ref_of(place.id),))
        return tuple((_form(row, place.name), USES[row[1]]) for row in sorted(rows))

    def every(self) -> Iterator[Place]:
        """Yield every place, most important first."""
        for row in self._database.execute(self.sql["places"]):
            yield self._place(row, 0)

    def info(self) -> dict[str, object]:
        """Return the file's version, its counts by source and feature, and its sources."""
        return {
            "meta": dict(self.rows("meta")),
            "sources": [dict(zip(("key", "name", "licence", "url", "version"), r[1:], strict=True))
                        for r in self.rows("sources")],
            "places": dict(self.rows("count_by_source")),
            "features": dict(self.rows("count_by_feature")),
            "names": self.rows("count_names")[0][0],
            "geometries": self.rows("count_geometries")[0][0],
        }  # fmt: skip

    def attributions(self, keys: Set[str] | None = None) -> tuple[Attribution, ...]:
        """Return the sources of this file, or those of them that ``keys`` holds."""
        rows = (row for row in self.rows("sources") if keys is None or row[1] in keys)
        return tuple(Attribution(row[2], row[3], row[4]) for row in rows)

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._database.close()

    def _place(self, row: Row, at: int) -> Place:
        ref, name, lat, lon, feature, country = row[at + 1 : at + 7]
        number = row[at]
        flags = row[at + 10]
        if self._claims:
            country = self._claims.get(number, country)
        own = ref.__class__ is int
        values = (
            f"gn:{ref}" if own else ref, name, lat / DEGREE, lon / DEGREE,
            self._features[feature], country, row[at + 7], row[at + 8], row[at + 9],
            ref if own else None, flags & 1 == 1, flags & 2 == 2, self._sources[row[at + 11]],
        )  # fmt: skip
        return _MAKE(Place, values)


def ref_of(place_id: str) -> int | str:
    """Return how an id is stored: the number of a GeoNames id, else the id itself."""
    number = place_id[3:]
    return int(number) if place_id.startswith("gn:") and number.isdecimal() else place_id


def _form(row: Row, name: str) -> str:
    """The name as written, of a row that begins with key, use and form."""
    form = row[2]
    if form is not None:
        return str(form)
    return name if row[1] == 0 else str(row[0]).title()


def _check_whole(path: Path) -> None:
    """Refuse what is no gazetteer file, and one that was cut short."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise GazetteerError(
            f"gazetteer {path}: cannot be read ({error.strerror});"
            " run 'storymap gazetteer info' to see what is installed"
        ) from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise GazetteerError(
            f"gazetteer {path}: not a storymap gazetteer;"
            " run 'storymap gazetteer build' to make one from your file"
        )
    page = int.from_bytes(head[16:18], "big")
    if (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big") != size:
        raise _damaged(path, "it was cut short")
    if int.from_bytes(head[60:64], "big") != SCHEMA:
        raise GazetteerError(
            f"gazetteer {path}: made for another version of storymap;"
            " run 'storymap gazetteer build' again"
        )


def _connect(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        database.execute(f"PRAGMA mmap_size={_MAP_BYTES}")
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    return database


def _damaged(path: Path, why: str) -> GazetteerError:
    return GazetteerError(
        f"gazetteer {path}: damaged ({why}); reinstall storymap-atlas, or run"
        " 'storymap gazetteer build' again if the file is your own"
    )
