"""The vector base map as a folium layer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import folium
from folium.map import Layer

from storymap.layers.areas import key_of
from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.cells import LEVELS
from storymap.layers.coverage import WHOLE_PAGE, Detail, Window, affordable_cells, windows_of
from storymap.layers.elements import (
    BASEMAP_SCRIPTS,
    LEAFLET,
    STYLES,
    IslandElement,
    add_assets,
    figure_of,
    template,
    variable,
)
from storymap.layers.names import base_names
from storymap.layers.palettes import Palettes, make_palettes
from storymap.model import Attribution, Box

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

NATURAL_EARTH = Attribution("Natural Earth", "public domain", "https://www.naturalearthdata.com/")
GEONAMES = Attribution("GeoNames", "CC BY 4.0", "https://www.geonames.org/")


class VectorBasemap(Layer):
    """Land, borders, lakes and names, drawn in the browser without tiles or network.

    The data is cut to ``boxes`` (each ``(west, south, east, north)`` in degrees) at the detail at
    which a screen shows them; the rest of the world comes coarser. Usable in any ``folium.Map``::

        import folium
        from storymap.gazetteer import open_gazetteer
        from storymap.layers import VectorBasemap, offline

        iceland = folium.Map(location=(65, -18.5), zoom_start=6, tiles=None)
        VectorBasemap([(-24.6, 63.2, -13.4, 66.6)], open_gazetteer()).add_to(iceland)
        folium.CircleMarker((64.15, -21.94)).add_to(iceland)
        offline(iceland)  # Leaflet in the page too, none of folium's links
        iceland.save("iceland.html")

    Without a gazetteer there are no names of towns. Natural Earth data, Web Mercator.
    """

    factory = "vectorBasemap"

    def __init__(
        self,
        boxes: Sequence[Box] = (),
        gazetteer: Gazetteer | None = None,
        *,
        palettes: Palettes | None = None,
        scheme: str = "auto",
        language: str = "en",
        name: str = "vector_basemap",
        detail: Detail = WHOLE_PAGE,
        basemap: Basemap | None = None,
        named: Collection[int] | None = None,
    ) -> None:
        """Cut the base map to ``boxes``; ``scheme`` is 'auto', 'day' or 'night'.

        ``named`` are the GeoNames ids of places that other layers name; None for any.
        """
        self._variable = variable(name)
        super().__init__(name="", overlay=False, control=False, show=True)
        self._template = template("layer.j2")
        self.island_id = f"{name}_data"
        basemap = basemap or open_basemap()
        windows = windows_of(boxes, detail)
        self.data = {
            "levels": [[level.cell, level.last, level.extent] for level in LEVELS],
            "cells": base_cells(basemap, windows, detail),
            "labels": _labels(base_names(basemap, gazetteer, windows, language), named),
            "sources": sources_data([NATURAL_EARTH, *([GEONAMES] if gazetteer else [])]),
            "palettes": (palettes or make_palettes()).data(),
            "scheme": scheme,
        }

    def get_name(self) -> str:
        """The layer's JavaScript variable."""
        return self._variable

    def render(self, **kwargs: Any) -> str:
        """Add the assets, the data and the script to the figure."""
        figure = figure_of(self)
        add_assets(figure, STYLES + BASEMAP_SCRIPTS)
        figure.html.add_child(IslandElement(self.island_id, self.data), name=self.island_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


def offline(folium_map: folium.Map) -> folium.Map:
    """The same map with Leaflet inlined and folium's links to other hosts left out.

    For maps of Leaflet's own layers and ours; folium's plugins bring links of their own.
    """
    folium_map.default_js = []
    folium_map.default_css = []
    add_assets(figure_of(folium_map), LEAFLET)
    return folium_map


def base_cells(
    basemap: Basemap, windows: Sequence[Window], detail: Detail = WHOLE_PAGE
) -> dict[str, dict[str, str]]:
    """The cells that windows need, by key; what lies outside them is drawn from coarser ones."""
    wanted = affordable_cells(windows, basemap.sizes, detail)
    return {
        key_of(level.number, cell): basemap.cell(level, cell)[0]
        for level in LEVELS
        for cell in wanted[level.number]
    }


def _labels(
    rows: Mapping[str, list[list[object]]], named: Collection[int] | None
) -> dict[str, list[list[object]]]:
    """Rows of names without the columns that nobody asks for."""
    if named is None:
        return dict(rows)
    return {
        kind: [row[: _columns(kind, row, named)] for row in some] for kind, some in rows.items()
    }


def _columns(kind: str, row: Sequence[object], named: Collection[int]) -> int:
    """Only countries are known by their code; an id, a fifth of a row, by those who name it."""
    if len(row) == 8 and row[7] in named:
        return 8
    return 7 if kind == "country" else 5


def sources_data(sources: Sequence[Attribution]) -> list[dict[str, str]]:
    """Attributions as JSON data."""
    return [{"name": source.name, "url": source.url} for source in sources]
