"""The map of a story: a folium map with our base map and the story's places on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium

from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.coverage import WHOLE_PAGE, Detail, frames_of
from storymap.layers.elements import (
    LEAFLET,
    AssetElement,
    IslandElement,
    add_assets,
    figure_of,
    template,
    variable,
)
from storymap.layers.palettes import Palettes
from storymap.layers.story_layer import StoryLayer, interface_words
from storymap.layers.tiles import tile_layer
from storymap.layers.vector_basemap import GEONAMES, NATURAL_EARTH, VectorBasemap
from storymap.model import Story

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer


_MILES = ("US", "GB")  # whose road signs count in miles


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours that a page inlines or links: its name ends in .css or .js."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MapParts:
    """What a page needs to show a map: put ``html`` in it, then run ``scripts``, then ``script``.

    ``data`` holds what ``script`` reads and nobody sees; it is large, and belongs behind the text.
    ``head`` is the markup other folium layers want in the head; empty for a map of ours alone.
    """

    element_id: str
    html: str
    data: str
    script: str
    styles: tuple[Asset, ...]
    scripts: tuple[Asset, ...]
    head: str = ""


class StoryMap(folium.Map):
    """A ``folium.Map`` of a story. Other folium layers can be added before it is saved.

    Its element id and JavaScript variable are ``name``. It asks no host for anything unless
    ``tiles`` names a provider of xyzservices, whose tiles then stand in for our base map.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's class attribute)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(
        self,
        story: Story,
        gazetteer: Gazetteer | None = None,
        *,
        name: str = "story_map",
        words: Mapping[str, str] | None = None,
        palettes: Palettes | None = None,
        scheme: str = "auto",
        tiles: str = "",
        inset: bool = True,
        gestures: str = "cooperative",
        detail: Detail = WHOLE_PAGE,
        basemap: Basemap | None = None,
    ) -> None:
        """Make the map; OptionError for a name that is no identifier or unknown tiles."""
        self._variable = variable(name)
        super().__init__(tiles=None)
        self._template = template("map.j2")
        self.island_id = f"{name}_options"
        self.data = _options(story, words, gestures)
        basemap = basemap or open_basemap()
        if tiles:
            tile_layer(tiles, f"{name}_tiles").add_to(self)
        else:
            VectorBasemap(
                frames_of(story), gazetteer, palettes=palettes, scheme=scheme,
                language=story.article.language, name=f"{name}_basemap", detail=detail,
                basemap=basemap, named={place.place.geonameid or 0 for place in story.places},
            ).add_to(self)  # fmt: skip
        StoryLayer(
            story, words=words, palettes=palettes, scheme=scheme, inset=inset,
            name=f"{name}_layer", detail=detail, basemap=basemap,
            shown=() if tiles else (NATURAL_EARTH.name, GEONAMES.name),
        ).add_to(self)  # fmt: skip

    def get_name(self) -> str:
        """The map's element id and JavaScript variable."""
        return self._variable

    def render(self, **kwargs: Any) -> str:
        """Add Leaflet, the options and the map's element to the figure."""
        figure = figure_of(self)
        add_assets(figure, LEAFLET)
        figure.html.add_child(IslandElement(self.island_id, self.data), name=self.island_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""

    def parts(self) -> MapParts:
        """The map taken apart, for a page that has its own head, policy and scripts."""
        figure = figure_of(self)
        figure.render()
        head = list(figure.header._children.items())
        assets = [Asset(one.asset, one.text) for _, one in head if isinstance(one, AssetElement)]
        ours = {self.get_name(), "meta_http"}
        rest = [e for n, e in head if n not in ours and not isinstance(e, AssetElement)]
        body = list(figure.html._children.values())
        islands = [each for each in body if isinstance(each, IslandElement)]
        return MapParts(
            element_id=self.get_name(),
            html="\n".join(each.render() for each in body if each not in islands),
            data="\n".join(each.render() for each in islands),
            script=figure.script.render(),
            styles=tuple(asset for asset in assets if asset.name.endswith(".css")),
            scripts=tuple(asset for asset in assets if asset.name.endswith(".js")),
            head="\n".join(element.render() for element in rest),
        )


def in_miles(story: Story) -> bool:
    """Whether most of a story's places lie where distances are told in miles."""
    countries = [place.place.country for place in story.places]
    return 2 * sum(code in _MILES for code in countries) > len(countries)


def _options(story: Story, words: Mapping[str, str] | None, gestures: str) -> dict[str, object]:
    return {
        "overview": list(story.overview),
        "words": interface_words(words),
        "gestures": gestures,
        "miles": in_miles(story),
        "leaflet": {},
    }
