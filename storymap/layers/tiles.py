"""Hosted tiles, for those who ask for them: a provider of xyzservices as a folium layer."""

from __future__ import annotations

import folium
import xyzservices
from folium.utilities import camelize

from storymap.errors import OptionError
from storymap.layers.elements import template, variable

#: What an author must hear before hosted tiles go into a page.
WARNING = (
    "tiles of {provider} are fetched from its servers whenever the page is read; OpenStreetMap and"
    " others refuse pages opened from file://, so publish the page over HTTPS"
)


class _Tiles(folium.TileLayer):
    """A tile layer with a name of its own and our template."""

    def __init__(self, provider: xyzservices.TileProvider, name: str) -> None:
        self._variable = variable(name)
        super().__init__(tiles=provider, control=False)
        self._template = template("tiles.j2")
        self.options = {camelize(key): value for key, value in self.options.items()}
        self.options["referrerPolicy"] = "strict-origin-when-cross-origin"

    def get_name(self) -> str:
        return self._variable


def tile_layer(provider: str, name: str = "tiles") -> folium.TileLayer:
    """The tiles of a provider such as 'OpenStreetMap.Mapnik', with its attribution.

    Raises OptionError where xyzservices knows no such provider, or it needs a key.
    """
    try:
        found = xyzservices.providers.query_name(provider)
    except ValueError as error:
        raise OptionError(f"unknown tiles {provider!r}: see xyzservices for the names") from error
    if found.requires_token():
        raise OptionError(f"tiles {provider!r} need a key, which would be public in the page")
    return _Tiles(found, name)


def tile_warning(provider: str) -> str:
    """A sentence for the author who chose hosted tiles."""
    return WARNING.format(provider=provider)
