"""Large lakes with their outlines (Natural Earth)."""

from __future__ import annotations

import json

from shapely.geometry import shape

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.slug import slug
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "natural-earth-lakes",
    "Natural Earth lakes (through mapeo-offline-map)",
    "public domain",
    "https://www.naturalearthdata.com/",
)


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add the named lakes."""
    rows = json.loads(read_member(shelf("mapeo_offline_map"), "dist/lakes.json"))["features"]
    for row in rows:
        name = row["properties"].get("name")
        if not name:
            continue
        outline = shape(row["geometry"]).buffer(0)
        point = outline.representative_point()
        draft = Draft(f"ne:{slug(name)}", name, NOTE.key, "H.LK", point.y, point.x, shape=outline)
        known = atlas.add_unless_known(draft, area=True)
        known.shape = known.shape or outline
