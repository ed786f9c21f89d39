"""Pieces of a page that carry our own files and data past folium's templates, unevaluated."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from branca.element import Element, Figure
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from storymap.errors import OptionError

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
_ASSETS = _HERE / "assets"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

LEAFLET = ("vendor/leaflet-1.9.4.css", "vendor/leaflet-1.9.4.js")
STYLES = ("map.css", "pins.css", "card.css")
BASEMAP_SCRIPTS = (
    "geometry.js",
    "palette.js",
    "layout.js",
    "afterwards.js",
    "trace.js",
    "pyramid.js",
    "labels.js",
    "basemap.js",
)
STORY_SCRIPTS = ("camera.js", "popup.js", "areas.js", "pins.js", "cards.js", "inset.js", "story.js",
                 "controller.js")  # fmt: skip


class AssetElement(Element):
    """A stylesheet or script of ours, inlined as it is."""

    def __init__(self, name: str) -> None:
        """Inline the file ``name`` of the assets folder."""
        super().__init__()
        self._name = "Asset"
        self._id = name
        self.asset = name
        self.text = asset_text(name)

    def render(self, **kwargs: object) -> str:
        """The file in a <style> or <script> element."""
        return template("asset.j2").render(style=self.asset.endswith(".css"), text=self.text)


class IslandElement(Element):
    """Data for a script, as JSON in a <script type="application/json">."""

    def __init__(self, ident: str, data: object) -> None:
        """Hold ``data`` (JSON values) under the element id ``ident``."""
        super().__init__()
        self._name = "Island"
        self._id = ident
        self.ident = ident
        self.data = data

    def render(self, **kwargs: object) -> str:
        """The element; nothing in the data can end it."""
        return template("island.j2").render(ident=self.ident, json=safe_json(self.data))


def safe_json(data: object) -> str:
    """JSON that can stand inside a script element of HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def variable(name: str) -> str:
    """``name``, if it can be a JavaScript variable and an element id; OptionError otherwise."""
    if not _NAME.fullmatch(name):
        raise OptionError(f"map name {name!r} must be letters, digits and underscores")
    return name


@lru_cache(maxsize=32)
def asset_text(name: str) -> str:
    """The text of a file of the assets folder."""
    return (_ASSETS / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE / "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """A Jinja template of the templates folder; autoescape is on."""
    return _environment().get_template(name)


def figure_of(element: Element) -> Figure:
    """The figure an element of a map is drawn in."""
    return cast(Figure, element.get_root())


def add_assets(figure: Figure, names: tuple[str, ...]) -> None:
    """Inline files in a figure's head, each once however many layers ask for it."""
    for name in names:
        figure.header.add_child(AssetElement(name), name=f"storymap/{name}")
