"""CSV and TSV with a header: name, lat, lon, and what else the file has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import GazetteerError
from storymap.gazetteer.formats.rows import UserPlace, bad_row, feature_code, number, reference

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# What a column may be called, the first that the file has.
_COLUMNS = {
    "id": ("id", "geonameid", "place_id"),
    "name": ("name", "toponym", "title", "place"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "feature": ("feature", "feature_code", "fcode", "kind"),
    "country": ("country", "country_code", "countrycode", "iso2"),
    "population": ("population", "pop"),
    "aliases": ("aliases", "alternatenames", "alternate_names", "alternates"),
    "demonyms": ("demonyms",),
    "geometry": ("geometry", "wkt"),
}
_NEEDED = ("name", "lat", "lon")


def read(path: Path) -> Iterator[UserPlace]:
    """Yield the rows of a CSV or TSV file (UTF-8, header line).

    Needed columns: name, lat, lon (degrees). Known ones: id, feature, country, population,
    aliases and demonyms (separated by ``|``), geometry (WKT). Row 2 is the first after the header.
    """
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=delimiter)
            columns = _columns(path, reader.fieldnames or ())
            for row, values in enumerate(reader, start=2):
                yield _place(path, row, {k: values.get(c) or "" for k, c in columns.items()})
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error


def _columns(path: Path, header: Sequence[str]) -> dict[str, str]:
    names = {column.strip().lower(): column for column in header if column}
    columns = {
        key: names[spelling]
        for key, spellings in _COLUMNS.items()
        for spelling in reversed(spellings)
        if spelling in names
    }
    missing = [key for key in _NEEDED if key not in columns]
    if missing:
        raise GazetteerError(f"{path}: no column {' or '.join(_COLUMNS[missing[0]])}")
    return columns


def _place(path: Path, row: int, values: Mapping[str, str]) -> UserPlace:
    names = {n.strip(): "alternate" for n in values.get("aliases", "").split("|") if n.strip()}
    names |= {n.strip(): "demonym" for n in values.get("demonyms", "").split("|") if n.strip()}
    population = values.get("population", "").strip()
    return UserPlace(
        row=row,
        ref=reference(path, row, values.get("id", "")),
        name=values["name"].strip(),
        lat=number(path, row, "lat", values["lat"]),
        lon=number(path, row, "lon", values["lon"]),
        feature=feature_code(values.get("feature", "")),
        country=values.get("country", "").strip().upper(),
        population=int(number(path, row, "population", population)) if population else 0,
        names=names,
        geometry=_geometry(path, row, values.get("geometry", "")),
    )


def _geometry(path: Path, row: int, text: str) -> BaseGeometry | None:
    if not text.strip():
        return None
    import shapely

    try:
        geometry = shapely.from_wkt(text)
    except shapely.errors.ShapelyError as error:
        raise bad_row(path, row, f"geometry is no WKT: {error}") from error
    area: BaseGeometry = geometry
    return None if area.geom_type == "Point" else area
