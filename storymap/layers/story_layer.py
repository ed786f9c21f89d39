"""A story's places as a folium layer: areas lit, points numbered, cards with the sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from folium.map import Layer

from storymap.layers.areas import Area, area_cells, areas_of
from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.cells import LEVELS
from storymap.layers.coverage import WHOLE_PAGE, Detail, affordable_cells, frames_of, windows_of
from storymap.layers.elements import (
    BASEMAP_SCRIPTS,
    STORY_SCRIPTS,
    STYLES,
    IslandElement,
    add_assets,
    figure_of,
    template,
    variable,
)
from storymap.layers.palettes import Palettes, make_palettes
from storymap.model import Attribution, Story, StoryPlace

Source = dict[str, str]

_CORNER = 40  # letters of sources in the map's corner, which is narrow on a telephone
_WORDS = Path(__file__).parent / "assets" / "words.json"


class StoryLayer(Layer):
    """The places of a story on any ``folium.Map``, each a button that opens its card.

    The page's script reaches it as ``storymap.map(<id of the map>)``.
    """

    factory = "storyLayer"

    def __init__(
        self,
        story: Story,
        *,
        words: Mapping[str, str] | None = None,
        palettes: Palettes | None = None,
        scheme: str = "auto",
        inset: bool = True,
        shown: Sequence[str] = (),
        name: str = "story_layer",
        detail: Detail = WHOLE_PAGE,
        basemap: Basemap | None = None,
    ) -> None:
        """Prepare the places of ``story``; ``words`` replace English words of the interface.

        Words such as ``kind.city`` say on a place's card what it is.
        ``shown`` names sources that another layer of the map credits already.
        """
        self._variable = variable(name)
        super().__init__(name="", overlay=True, control=False, show=True)
        self._template = template("layer.j2")
        self.island_id = f"{name}_data"
        basemap = basemap or open_basemap()
        areas = areas_of(story, basemap)
        cells = affordable_cells(windows_of(frames_of(story), detail), basemap.sizes, detail)
        self.data = {
            "levels": [[level.cell, level.last, level.extent] for level in LEVELS],
            "areas": area_cells(areas, basemap, cells),
            "places": places_data(story, areas, words or {}),
            "overview": list(story.overview),
            "words": interface_words(words),
            "inset": inset,
            "sources": brief_sources(story.sources, shown),
            "palettes": (palettes or make_palettes()).data(),
            "scheme": scheme,
        }

    def get_name(self) -> str:
        """The layer's JavaScript variable."""
        return self._variable

    def render(self, **kwargs: Any) -> str:
        """Add the assets, the data and the script to the figure."""
        figure = figure_of(self)
        add_assets(figure, STYLES + BASEMAP_SCRIPTS + STORY_SCRIPTS)
        figure.html.add_child(IslandElement(self.island_id, self.data), name=self.island_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


def brief_sources(sources: Sequence[Attribution], shown: Sequence[str] = ()) -> list[Source]:
    """Sources for the map's corner, as JSON data: one of a family ('GeoNames countries' goes with
    'GeoNames'), none that is ``shown`` already.
    """
    names = list(shown)
    kept: list[Source] = []
    for source in sorted(sources, key=lambda one: len(one.name)):
        room = sum(len(name) for name in names) + len(source.name) <= _CORNER
        if room and source.url and not any(source.name.startswith(name) for name in names):
            names.append(source.name)
            kept.append({"name": source.name, "url": source.url})
    return kept


def interface_words(own: Mapping[str, str] | None) -> dict[str, str]:
    """The map's words: English, with those of ``own`` that it knows in their place."""
    words: dict[str, str] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {key: (own or {}).get(key, text) for key, text in words.items()}


def places_data(
    story: Story, areas: Sequence[Area], words: Mapping[str, str]
) -> list[dict[str, object]]:
    """The story's places as JSON data, in reading order; ``words`` may name kinds of places."""
    by_number = {area.place.number: area for area in areas}
    return [_place(place, by_number.get(place.number), words) for place in story.places]


def _place(place: StoryPlace, area: Area | None, words: Mapping[str, str]) -> dict[str, object]:
    kind = words.get(f"kind.{place.kind}", "")
    data: dict[str, object] = {
        "id": place.place.id,
        "number": place.number,
        "label": place.label,
        "name": place.place.name,
        "context": ", ".join(part for part in (kind, place.context) if part),
        "role": place.role.value,
        "approximate": place.approximate,
        "lat": round(place.place.lat, 5),
        "lon": round(place.place.lon, 5),
        "frame": list(place.frame),
        "geonameid": place.place.geonameid or 0,
        "country": place.place.country if place.place.feature.startswith("A.PCL") else "",
        "passages": [
            {"paragraph": one.paragraph, "pieces": [list(piece) for piece in one.pieces]}
            for one in place.passages
        ],
    }
    if area is not None:
        data |= {"bounds": list(area.bounds), "anchors": [list(at) for at in area.anchors]}
        data["layer"] = area.layer
    return data
