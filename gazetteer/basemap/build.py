"""Builds ``basemap.sqlite`` from the archives: the same archives give the same bytes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from gazetteer.archive import read_member
from gazetteer.basemap import labels, lines
from gazetteer.basemap.archives import (
    ATLAS,
    CLAIMS,
    COUNTRIES,
    DIVISIONS,
    LAKES,
    LINES,
    NAMES,
    SEAS,
    Shelf,
    packages,
)
from gazetteer.basemap.topology import Topology, read_topology
from storymap.layers.cells import LEVELS, Cell, Level, cell_id, cut, write

HERE = Path(__file__).parent
PRODUCT = HERE.parent / "data" / "basemap.sqlite"
SCHEMA_VERSION = "1"

#: World-atlas file and tolerance of each level, in the level's own half pixels: the world is drawn
#: small, so a coarser line reads better there.
_DETAIL = (("50m", 1.6), ("50m", 1.2), ("10m", 1.5), ("10m", 1.5))

Layers = dict[Cell, dict[str, list[BaseGeometry]]]


def build_basemap(shelf: Shelf, product: Path) -> str:
    """Write the base map made from a shelf's packages to ``product``, whole or not at all."""
    partial = product.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    product.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(partial, isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size = 512; PRAGMA journal_mode = OFF;")
        connection.executescript((HERE / "schema.sql").read_text(encoding="utf-8"))
        connection.execute("BEGIN")
        _fill(connection, shelf)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()
    partial.replace(product)
    return hashlib.sha256(product.read_bytes()).hexdigest()


def write_manifest(folder: Path, digest: str) -> None:
    """Write what the base map was made of beside it: digests of the file and of every package."""
    used = (ATLAS, LINES, CLAIMS, COUNTRIES, SEAS, LAKES, DIVISIONS, NAMES)
    known = packages()
    manifest = {
        "file": PRODUCT.name,
        "schema": SCHEMA_VERSION,
        "sha256": digest,
        "bytes": (folder / PRODUCT.name).stat().st_size,
        "inputs": {known[key].file: known[key].sha256 for key in used},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / "basemap.json").write_text(text, encoding="utf-8")


def _fill(connection: sqlite3.Connection, shelf: Shelf) -> None:
    codes = labels.country_codes(shelf)
    for level in LEVELS:
        parts, areas = _level(shelf, level, codes)
        connection.executemany(_sql("insert_cell"), _cell_rows(level, parts, areas))
    connection.executemany(_sql("insert_label"), _label_rows(shelf))
    meta = {"schema": SCHEMA_VERSION, "levels": json.dumps([_described(level) for level in LEVELS])}
    connection.executemany(_sql("insert_meta"), sorted(meta.items()))


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def _described(level: Level) -> list[int]:
    return [level.cell, level.last, level.extent]


def _level(shelf: Shelf, level: Level, codes: dict[str, str]) -> tuple[Layers, Layers]:
    """The geometry of one level by cell: the map's own layers, and countries by code."""
    file, share = _DETAIL[level.number]
    data = read_member(shelf(ATLAS), f"countries-{file}.json")
    topology = read_topology(data, share * level.tolerance)
    parts: Layers = defaultdict(lambda: defaultdict(list))
    areas: Layers = defaultdict(lambda: defaultdict(list))
    for name, shape in _map_layers(shelf, level, topology):
        for cell, piece in cut(shape, level):
            parts[cell][name].append(piece)
    for country in topology.countries:
        if code := codes.get(country.number) or ("XK" if country.name == "Kosovo" else ""):
            for cell, piece in cut(country.geometry, level):
                areas[cell][code].append(piece)
    return parts, areas


def _map_layers(
    shelf: Shelf, level: Level, topology: Topology
) -> Iterator[tuple[str, BaseGeometry]]:
    pairs = lines.disputed_pairs(HERE / "curated" / "disputed_pairs.tsv")
    claims = lines.read_claims(shelf)
    standing, disputed = lines.part_borders(topology.borders, pairs, claims)
    tolerance = level.tolerance * _DETAIL[level.number][1]
    yield "land", topology.land
    yield "border", standing
    yield "disputed", disputed.simplify(tolerance)
    yield "lake", lines.large(lines.read_lakes(shelf).simplify(tolerance), 18 * tolerance)
    if level.number >= 2:
        yield "division", lines.read_divisions(shelf).simplify(4 * tolerance)


def _cell_rows(level: Level, parts: Layers, areas: Layers) -> Iterator[tuple[int, bytes, bytes]]:
    for cell in sorted(parts):
        own, countries = _packed(parts[cell], level, cell), _packed(areas[cell], level, cell)
        yield cell_id(level, cell), own, countries


def _packed(layers: dict[str, list[BaseGeometry]], level: Level, cell: Cell) -> bytes:
    written = {name: write(pieces, level, cell) for name, pieces in sorted(layers.items())}
    kept = {name: text for name, text in written.items() if text}
    return zlib.compress(json.dumps(kept, separators=(",", ":")).encode("ascii"), 9)


def _label_rows(shelf: Shelf) -> Iterator[tuple[object, ...]]:
    found: list[Iterable[labels.Label]] = [
        labels.country_labels(shelf),
        labels.sea_labels(shelf, HERE / "curated" / "sea_names.tsv"),
        labels.lake_labels(shelf),
        labels.division_labels(shelf),
    ]
    for kind in found:
        for label in sorted(kind, key=lambda one: (one.rank, one.name, one.lat, one.lon)):
            names = json.dumps(
                label.names, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )
            yield (
                label.kind, label.name, label.lat, label.lon, label.rank, label.first, label.last,
                label.country, names,
            )  # fmt: skip
