"""Plain folium maps of a story's places, to measure the story page beside.

`plain_map` is what anybody gets from ``folium.Map()``: a default marker and a popup with the
sentences for each place, outlines as ``folium.GeoJson``, and all that folium loads by default, from
files beside the page instead of other hosts. Two small style sheets that no registry serves
(glyphicons, rotated icons) are left out, which favours the rival.
"""

from __future__ import annotations

import html
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import shapely

from gazetteer.fetch import fetch, locked
from storymap.layers import drawing, offline
from storymap.layers.basemap import open_basemap
from storymap.layers.mercator import unproject
from storymap.model import Story, StoryPlace

_LOCK = Path(__file__).parent / "browser" / "folium_files.lock.json"
_SCRIPTS = (
    "leaflet/dist/leaflet.js",
    "jquery/dist/jquery.min.js",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "awesome_markers/dist/leaflet.awesome-markers.js",
)
_STYLES = (
    "leaflet/dist/leaflet.css",
    "bootstrap/dist/css/bootstrap.min.css",
    "fontawesome/css/all.min.css",
    "awesome_markers/dist/leaflet.awesome-markers.css",
)
FILES = (*_SCRIPTS, *_STYLES)
_SCREEN = (700, 820)  # CSS pixels for which outlines of a base map are cut


def unpack_files(folder: Path) -> None:
    """Put folium's default scripts and styles under ``folder``, from the npm registry.

    Raises FetchError where the registry does not serve them; the user's cache keeps downloads.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "storymap-benchmarks"
    for key, package in locked(_LOCK).items():
        with tarfile.open(fetch(package, cache)) as archive:
            for member in archive.getmembers():
                member.name = member.name.replace("package", key, 1)
                archive.extract(member, folder, filter="data")


def plain_map(story: Story, *, base: bool = False) -> bytes:
    """The map as its author would make it; ``base`` adds land and borders as outlines."""
    chart = folium.Map(tiles=None)
    chart.default_js = [(name, name) for name in _SCRIPTS]
    chart.default_css = [(name, name) for name in _STYLES]
    for shape in _outlines(story) if base else ():
        folium.GeoJson(shape, style_function=lambda _: {"weight": 1, "color": "#888"}).add_to(chart)
    for place in story.places:
        popup = folium.Popup(_sentences(place), max_width=320)
        folium.Marker(place.at, popup=popup, tooltip=place.label).add_to(chart)
    return _finished(chart, story)


def lean_map(story: Story) -> bytes:
    """The least that folium can do: Leaflet inlined, circles, no text, no base map."""
    chart = offline(folium.Map(tiles=None))
    for place in story.places:
        folium.CircleMarker(place.at).add_to(chart)
    return _finished(chart, story)


def _finished(chart: folium.Map, story: Story) -> bytes:
    for place in story.places:
        if place.geometry is not None:
            folium.GeoJson(place.geometry).add_to(chart)
    west, south, east, north = story.overview
    chart.fit_bounds([(south, west), (north, east)])
    return str(chart.get_root().render()).encode()


def _sentences(place: StoryPlace) -> str:
    """The place's name and sentences as folium's popups take them: escaped HTML."""
    texts = ["".join(text for text, _ in passage.pieces) for passage in place.passages]
    return "".join(f"<p>{html.escape(text)}</p>" for text in (place.label, *texts))


def _outlines(story: Story) -> Iterator[dict[str, Any]]:
    """Land and borders round the story, as detailed as a screen shows them."""
    view = drawing.view_of(story.overview, *_SCREEN)
    basemap = open_basemap()
    for shape in (drawing.polygons(view, basemap, "land"), drawing.lines(view, basemap, "border")):
        slim = shapely.simplify(shape, 0.5 / view.scale)
        degrees = shapely.transform(slim, lambda points: [unproject(*point) for point in points])
        yield shapely.geometry.mapping(degrees)
