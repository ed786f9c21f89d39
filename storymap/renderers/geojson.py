"""The story as GeoJSON: one point a resolved mention, and what a reader of the map needs.

The same collection is the page's data island, so that what is shown is what is exported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from storymap.model import Box, Place, Resolution, Story, StoryPlace

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.renderers import Renderer, RenderOptions

# A ten-thousandth of a degree is about 11 metres: finer than any of the gazetteer's sources.
_DIGITS = 5


def collection(story: Story) -> dict[str, object]:
    """A GeoJSON FeatureCollection (RFC 7946) of the story.

    Features are points (longitude, latitude in degrees WGS 84), one a resolved mention in
    reading order; ``start`` and ``end`` count code points of the paragraph's text. The further
    members hold the places in order of first mention and one box a paragraph
    (west, south, east, north; an east beyond 180 crosses the antimeridian).
    """
    numbers = {place.place.id: place.number for place in story.places}
    return {
        "type": "FeatureCollection",
        "title": story.article.title,
        "language": story.article.language,
        "features": [
            _feature(each, each.place, numbers[each.place.id])
            for each in story.resolutions
            if each.place is not None and each.place.id in numbers
        ],
        "places": [_place(each, story) for each in story.places],
        "overview": _box(story.overview),
        "views": [_box(view) for view in story.views],
        "sources": [
            {"name": each.name, "licence": each.licence, "url": each.url} for each in story.sources
        ],
    }


def _feature(resolution: Resolution, place: Place, number: int) -> dict[str, object]:
    mention = resolution.mention
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [_round(place.lon), _round(place.lat)]},
        "properties": {
            "place_id": place.id,
            "name": place.name,
            "paragraph": mention.paragraph,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind.value,
            "role": resolution.role.value,
            "confidence": round(resolution.confidence, 3),
            "reason": resolution.reason,
            "number": number,
        },
    }


def _place(each: StoryPlace, story: Story) -> dict[str, object]:
    paragraphs = {story.resolutions[index].mention.paragraph for index in each.mentions}
    return {
        "place_id": each.place.id,
        "number": each.number,
        "name": each.place.name,
        "label": each.label,
        "kind": each.kind,
        "context": each.context,
        "role": each.role.value,
        "confidence": round(each.confidence, 3),
        "approximate": each.approximate,
        "feature": each.place.feature,
        "country": each.place.country,
        "geonameid": each.place.geonameid,
        "lat": _round(each.place.lat),
        "lon": _round(each.place.lon),
        "mentions": len(each.mentions),
        "paragraphs": sorted(paragraphs),
        "frame": _box(each.frame),
    }


def _round(degrees: float) -> float:
    return round(degrees, _DIGITS)


def _box(box: Box) -> list[float]:
    return [_round(edge) for edge in box]


class GeoJSON:
    """The `.geojson` file: `collection`, indented, UTF-8."""

    name = "geojson"
    suffix = ".geojson"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The collection as UTF-8 bytes that end in a newline."""
        text = json.dumps(collection(story), ensure_ascii=False, indent=1, allow_nan=False)
        return f"{text}\n".encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """Nothing stands beside it."""
        return {}


RENDERER: Renderer = GeoJSON()
