"""Which division holds a place that came without one: by the outlines of divisions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.atlas import Atlas, Draft

_LEVELS = (("A.PCLI", "A.PCLD"), ("A.ADM1",), ("A.ADM2",))  # later ones are smaller and win
_PLACED = ("P.", "S.", "A.ADM3", "T.ISL", "T.PK", "L.PRK", "R.", "V.")


def locate(atlas: Atlas) -> None:
    """Give places without a parent the smallest division that holds their point."""
    homeless = [d for d in atlas if d.parent is None and d.lat is not None
                and d.feature.startswith(_PLACED)]  # fmt: skip
    homeless += [d for d in atlas if d.source == "us-census" and not d.admin2]
    for level in _LEVELS:
        areas = [d for d in atlas if d.feature in level and d.shape is not None]
        _into(homeless, areas)


def _into(homeless: Sequence[Draft], areas: Sequence[Draft]) -> None:
    outlines: list[BaseGeometry] = [d.shape for d in areas if d.shape is not None]
    lons = np.array([d.point[1] for d in homeless])
    lats = np.array([d.point[0] for d in homeless])
    tree = shapely.STRtree(outlines)
    for shift in (0, 360, -360):  # outlines go on beyond 180 degrees
        for i, j in tree.query(shapely.points(lons + shift, lats), predicate="intersects").T:
            _set(homeless[i], areas[j])


def _set(draft: Draft, area: Draft) -> None:
    if draft.country and area.country != draft.country:
        return
    if draft is area or (area.feature.startswith("A.PCL") and draft.parent is not None):
        return
    draft.parent, draft.country = area.ref, area.country
    draft.admin1, draft.admin2 = area.admin1 or draft.admin1, area.admin2 or draft.admin2
