"""The bundled base map: cells of written geometry and label points, read from one SQLite file."""

from __future__ import annotations

import json
import sqlite3
import zlib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from storymap.errors import GazetteerError
from storymap.layers.cells import Cell, Level, cell_id
from storymap.layers.mercator import near
from storymap.model import Box

_PRODUCT = "basemap.sqlite"
_SQL = Path(__file__).parent / "sql"
_SCHEMA = "1"
_CELLS, _KINDS = 256, 8  # cells and kinds of labels at hand: every map of a story asks for the same


class Label(NamedTuple):
    """A name of the base map; ``first`` and ``last`` are the zooms it is drawn between."""

    kind: str
    name: str
    lat: float
    lon: float
    first: float
    last: float
    rank: int
    country: str
    geonameid: int = 0


def bundled() -> Path:
    """The path of the base map that comes with storymap (installed, or in a checkout)."""
    package = Path(__file__).parent.parent
    installed = package / "data" / _PRODUCT
    return installed if installed.exists() else package.parent / "gazetteer" / "data" / _PRODUCT


@lru_cache(maxsize=4)
def open_basemap(path: Path | None = None) -> Basemap:
    """The bundled base map, or the one at ``path``; GazetteerError where it is none."""
    return Basemap(path or bundled())


class Basemap:
    """Geometry by cell and labels by box. Read-only."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path`` (GazetteerError where it is missing or of another schema)."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            schema = self._connection.execute(_sql("meta"), ("schema",)).fetchone()
        except sqlite3.Error as error:
            raise GazetteerError(f"base map {path} cannot be opened: {error}") from error
        if schema is None or schema[0] != _SCHEMA:
            raise GazetteerError(f"base map {path} has schema {schema}, not {_SCHEMA}: rebuild it")
        self.cell = lru_cache(_CELLS)(self._cell)
        self._every_label = lru_cache(_KINDS)(self._read_labels)

    def _cell(self, level: Level, cell: Cell) -> tuple[dict[str, str], dict[str, str]]:
        """The map's layers and the countries (by ISO code) of a cell, as written geometry."""
        row = self._connection.execute(_sql("cells"), (cell_id(level, cell),)).fetchone()
        if row is None:
            return {}, {}
        parts, areas = (json.loads(zlib.decompress(blob)) for blob in row)
        return parts, areas

    @cached_property
    def sizes(self) -> dict[int, int]:
        """Compressed bytes of every cell's own layers, by cell id."""
        return dict(self._connection.execute(_sql("sizes")))

    def labels(self, kind: str, box: Box, zoom: float, language: str = "en") -> list[Label]:
        """Labels of one kind in a box, drawn at ``zoom`` or before; the most important first."""
        west, south, east, north = box
        middle, reach = (west + east) / 2, (east - west) / 2
        return [
            label
            for label in self._every_label(kind, language.split("-")[0].lower())
            if label.first <= zoom
            and south <= label.lat <= north
            and abs(near(label.lon, middle) - middle) <= reach
        ]

    def _read_labels(self, kind: str, language: str) -> tuple[Label, ...]:
        """All labels of one kind, the most important first."""
        rows = self._connection.execute(_sql("labels"), (kind,))
        return tuple(_in_language(Label(*row), names, language) for *row, names in rows)


def _in_language(label: Label, names: str, language: str) -> Label:
    """The label with its name in a language, of a JSON object of names by language."""
    if f'"{language}"' not in names:
        return label
    return label._replace(name=json.loads(names).get(language, label.name))


@lru_cache(maxsize=8)
def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
