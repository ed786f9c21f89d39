"""Reading TopoJSON so that shared borders stay shared (topojson/topojson-specification).

Every arc is simplified once, in world coordinates, before any polygon is put together: two
countries keep the same border, and the coast under them the same line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.layers.mercator import project_array


@dataclass(frozen=True, slots=True)
class Country:
    """A country of a topology: ISO 3166-1 numeric code ('' where it has none), name, polygon."""

    number: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Topology:
    """The polygons and the arcs of one file, in world coordinates."""

    countries: tuple[Country, ...]
    land: BaseGeometry
    borders: tuple[tuple[str, str, BaseGeometry], ...]


def read_topology(data: bytes, tolerance: float) -> Topology:
    """Countries, land and borders of a world-atlas file, simplified (world units)."""
    document = json.loads(data)
    arcs = [_simplified(points, tolerance) for points in _arcs(document)]
    shapes = document["objects"]["countries"]["geometries"]
    smallest = (2 * tolerance) ** 2
    countries = tuple(
        Country(shape.get("id", ""), shape["properties"]["name"], _polygon(shape, arcs, smallest))
        for shape in shapes
    )
    land = shapely.union_all([country.geometry for country in countries])
    return Topology(countries, land, tuple(_borders(shapes, arcs)))


def _arcs(document: dict[str, Any]) -> Iterator[np.ndarray[Any, np.dtype[np.float64]]]:
    scale, move = document["transform"]["scale"], document["transform"]["translate"]
    for arc in document["arcs"]:
        yield project_array(np.cumsum(np.array(arc), axis=0) * scale + move)


def _simplified(
    points: np.ndarray[Any, np.dtype[np.float64]], tolerance: float
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """An arc with its ends kept; a closed arc keeps enough points to stay a ring."""
    if not tolerance:
        return points
    line = shapely.LineString(points)
    slim = shapely.simplify(line, tolerance, preserve_topology=True)
    return np.asarray(shapely.get_coordinates(slim))


def _polygon(shape: dict[str, Any], arcs: list[Any], smallest: float) -> BaseGeometry:
    """The polygon of a country without its specks; its largest part always stays."""
    lists = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    parts = [part for rings in lists if (part := _part(rings, arcs)) is not None]
    polygons = [p for p in shapely.get_parts(shapely.make_valid(parts)).tolist() if p.area]
    flat = [p for piece in polygons for p in shapely.get_parts(piece).tolist() if p.area]
    if not flat:
        return shapely.MultiPolygon(parts)
    largest = max(flat, key=lambda part: part.area)
    kept = [part for part in flat if part.area >= smallest or part is largest]
    return shapely.union_all(kept)


def _part(rings: list[list[int]], arcs: list[Any]) -> BaseGeometry | None:
    outer, *holes = (_ring(ring, arcs) for ring in rings)
    if len(outer) < 4:
        return None
    return shapely.Polygon(outer, [hole for hole in holes if len(hole) > 3])


def _ring(indices: list[int], arcs: list[Any]) -> Any:
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return _unwrapped(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]))


def _unwrapped(ring: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    """A ring that goes on across the antimeridian; one that rounds the pole is closed below it."""
    turns = np.concatenate([[0.0], np.cumsum(-np.rint(np.diff(ring[:, 0])))])
    ring = ring + np.column_stack([turns, np.zeros(len(ring))])
    if turns[-1] == 0:
        return ring
    south = np.array([[ring[-1, 0], 1.0], [ring[0, 0], 1.0]])
    return np.concatenate([ring, south, ring[:1]])


def _borders(
    shapes: list[dict[str, Any]], arcs: list[Any]
) -> Iterator[tuple[str, str, BaseGeometry]]:
    """Arcs that two countries share, merged by pair of names."""
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in shapes:
        for index in _indices(shape["arcs"]):
            owners[index if index >= 0 else ~index].add(shape["properties"]["name"])
    pairs: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for index, names in sorted(owners.items()):
        if len(names) == 2:
            first, second = sorted(names)
            pairs[first, second].append(shapely.LineString(arcs[index]))
    for (first, second), lines in sorted(pairs.items()):
        yield first, second, shapely.line_merge(shapely.MultiLineString(lines))


def _indices(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        for inner in arcs:
            yield from _indices(inner)
