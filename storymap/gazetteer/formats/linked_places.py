"""Linked Places: the World Historical Gazetteer's GeoJSON-LD (and its line-delimited form).

Source of the form: https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storymap.errors import GazetteerError
from storymap.gazetteer.formats.rows import UserPlace, bad_row, feature_code, reference


def read(path: Path) -> Iterator[UserPlace]:
    """Yield the features of a Linked Places file.

    Title and toponyms become names, the first geometry the place, GeoNames ``closeMatch`` or
    ``exactMatch`` links its GeoNames id. Row 1 is the first feature. A feature without a
    geometry is left out: it cannot be put on a map.
    """
    for row, feature in enumerate(_features(path), start=1):
        if not isinstance(feature, dict):
            raise bad_row(path, row, "not a feature")
        place = _place(path, row, feature)
        if place is not None:
            yield place


def _features(path: Path) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            if path.suffix.lower() == ".jsonl":
                yield from (json.loads(line) for line in file if line.strip())
                return
            document = json.load(file)
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise GazetteerError(f"{path}: no Linked Places file: it has no list of features")
    yield from document["features"]


def _place(path: Path, row: int, feature: dict[str, Any]) -> UserPlace | None:
    from shapely.geometry import shape

    properties = feature.get("properties") or {}
    raw = feature.get("geometry")
    if not raw:
        return None
    try:
        geometry = shape(raw["geometries"][0] if raw.get("geometries") else raw)
        point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise bad_row(path, row, f"the geometry makes no sense ({error})") from error
    codes = properties.get("ccodes") or [""]
    return UserPlace(
        row=row,
        ref=_geonames(feature) or reference(path, row, str(feature.get("@id", "")) or str(row)),
        name=str(properties.get("title", "")).strip(),
        lat=point.y,
        lon=point.x,
        feature=_feature(feature, properties),
        country=str(codes[0]).upper(),
        names={
            str(name["toponym"]).strip(): "alternate"
            for name in feature.get("names") or ()
            if isinstance(name, dict) and name.get("toponym")
        },
        geometry=None if geometry.geom_type == "Point" else geometry,
    )


def _feature(feature: dict[str, Any], properties: dict[str, Any]) -> str:
    classes = properties.get("fclasses") or feature.get("fclasses") or ["P"]
    return feature_code(str(classes[0]))


def _geonames(feature: dict[str, Any]) -> int | None:
    for link in feature.get("links") or ():
        scheme, _, number = str(link.get("identifier", "")).rpartition(":")
        if scheme == "gn" and number.isdecimal():
            return int(number)
    return None
