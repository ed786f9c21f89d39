"""Whose data a still map is drawn from: that of its places, and that of what lies under them."""

from __future__ import annotations

from storymap.model import Attribution, Story


def map_credits(story: Story) -> tuple[Attribution, ...]:
    """The base map's sources and the story's own, each family once, in that order."""
    from storymap.layers.story_layer import brief_sources
    from storymap.layers.vector_basemap import GEONAMES, NATURAL_EARTH

    base = (NATURAL_EARTH, GEONAMES)
    names = {one["name"] for one in brief_sources(story.sources, [each.name for each in base])}
    return (*base, *(source for source in story.sources if source.name in names))
