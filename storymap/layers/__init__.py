"""The map: folium layers drawn from bundled data, and the same map as a static SVG.

Names are imported on first use, because folium takes half a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storymap.layers.coverage import Detail
    from storymap.layers.palettes import Palette, Palettes, make_palettes
    from storymap.layers.story_layer import StoryLayer
    from storymap.layers.story_map import Asset, MapParts, StoryMap
    from storymap.layers.svg import draw_svg
    from storymap.layers.tiles import tile_warning
    from storymap.layers.vector_basemap import VectorBasemap, offline

_ROOMS = {
    "Asset": "story_map",
    "Detail": "coverage",
    "MapParts": "story_map",
    "Palette": "palettes",
    "Palettes": "palettes",
    "StoryLayer": "story_layer",
    "StoryMap": "story_map",
    "VectorBasemap": "vector_basemap",
    "draw_svg": "svg",
    "make_palettes": "palettes",
    "offline": "vector_basemap",
    "tile_warning": "tiles",
}

__all__ = [
    "Asset",
    "Detail",
    "MapParts",
    "Palette",
    "Palettes",
    "StoryLayer",
    "StoryMap",
    "VectorBasemap",
    "draw_svg",
    "make_palettes",
    "offline",
    "tile_warning",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
