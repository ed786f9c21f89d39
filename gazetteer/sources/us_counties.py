"""Outlines of the counties of the United States (US Census, TopoJSON)."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas
from gazetteer.outline import as_area, simplified, unwrapped
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "us-counties",
    "US Census Bureau cartographic boundaries (through us-atlas)",
    "public domain",
    "https://www.census.gov/geographies/mapping-files.html",
)


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Give counties their outlines, by FIPS code."""
    topology = json.loads(read_member(shelf("us_atlas"), "counties-10m.json"))
    arcs = _arcs(topology)
    rows = [c for c in topology["objects"]["counties"]["geometries"] if c.get("arcs")]
    counties = {row["id"]: area for row in rows if not (area := _area(row, arcs)).is_empty}
    areas = simplified(list(counties.values()))
    for fips, area in zip(counties, areas, strict=True):
        draft = atlas.drafts.get(atlas.fips.get(fips, 0))
        if draft is not None and draft.shape is None:
            draft.shape = unwrapped(area)


def _arcs(topology: dict[str, Any]) -> list[Any]:
    """Arcs in degrees: their steps are whole numbers of the topology's grid."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc), axis=0) * scale + start for arc in topology["arcs"]]


def _area(county: dict[str, Any], arcs: list[Any]) -> BaseGeometry:
    many = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
    rings = [[_ring(indices, arcs) for indices in polygon] for polygon in many]
    whole = [[ring for ring in rings_of if len(ring) > 3] for rings_of in rings]
    return as_area([Polygon(shell, holes) for shell, *holes in filter(None, whole)])


def _ring(indices: list[int], arcs: list[Any]) -> Any:
    """A ring of arcs; a negative index is an arc read backwards (TopoJSON 2.1.4)."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
