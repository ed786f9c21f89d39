"""GeoJSON, GeoPackage and GeoParquet, read by geopandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storymap.errors import GazetteerError
from storymap.gazetteer.formats.rows import UserPlace, bad_row, feature_code, number, reference


def read(path: Path) -> Iterator[UserPlace]:
    """Yield the features of a layer in any coordinate reference system that it names.

    Properties as in a table (name, id, feature, country, population, aliases, demonyms). The
    point of a line or an area is one inside it, unless lat and lon are given. Row 1 is the first.
    """
    frame = _frame(path)
    columns = {str(c).lower(): c for c in frame.columns}
    if "name" not in columns:
        raise GazetteerError(f"{path}: the features have no property 'name'")
    for row, values in enumerate(frame.to_dict("records"), start=1):
        yield _place(path, row, {key: values[column] for key, column in columns.items()})


def _frame(path: Path) -> Any:
    import geopandas

    try:
        parquet = path.suffix.lower() in (".parquet", ".geoparquet")
        frame = geopandas.read_parquet(path) if parquet else geopandas.read_file(path)
    except ImportError as error:
        raise GazetteerError(f"{path}: GeoParquet needs pyarrow: pip install pyarrow") from error
    except Exception as error:  # each driver has errors of its own; all mean the file is bad
        raise GazetteerError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from error
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        frame = frame.to_crs("EPSG:4326")
    named_so = frame.active_geometry_name == "geometry"
    return frame if named_so else frame.rename_geometry("geometry")


def _place(path: Path, row: int, values: Mapping[str, Any]) -> UserPlace:
    geometry = values.get("geometry")
    if geometry is None or geometry.is_empty:
        raise bad_row(path, row, "there is no geometry")
    point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    names = dict.fromkeys(_list(values.get("aliases")), "alternate")
    names |= dict.fromkeys(_list(values.get("demonyms")), "demonym")
    population = _text(values.get("population"))
    return UserPlace(
        row=row,
        ref=reference(path, row, _text(values.get("id"))),
        name=_text(values["name"]),
        lat=number(path, row, "lat", values.get("lat", point.y)),
        lon=number(path, row, "lon", values.get("lon", point.x)),
        feature=feature_code(_text(values.get("feature"))),
        country=_text(values.get("country")).upper(),
        population=int(number(path, row, "population", population)) if population else 0,
        names=names,
        geometry=None if geometry.geom_type == "Point" else geometry,
    )


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split("|") if part.strip()]
    if value is None or isinstance(value, float):
        return []
    return [str(part) for part in value]


def _text(value: Any) -> str:
    """A property as text; '' for none and for pandas' not-a-number."""
    return "" if value is None or value != value else str(value).strip()
