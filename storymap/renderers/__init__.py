"""The render stage: a story becomes the bytes of one file.

The room has one shape: the contract (`Renderer`), the table (`RENDERERS`), one module per kind.
To add a kind is to add one module that defines `RENDERER` and one line to the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, cast
from urllib.parse import quote, urlsplit

from storymap.errors import OptionError
from storymap.model import Story

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

Assets = Literal["inline", "files"]
Palette = Literal["auto", "day", "night"]

# What no address holds unencoded (RFC 3986, 2), what some host's own markup could read in it, and
# the query and fragment that a base address cannot have.
_NOT_IN_ADDRESSES = re.compile(r"[^\w:/@!$&*+,;=.~%\-]")


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How a story is rendered; every renderer takes all of it and uses what concerns it.

    ``name`` is the stem of the output's file name. ``theme`` names a theme or is the path of a
    theme's folder. ``palette`` forces day or night; ``auto`` leaves it to the theme, then to the
    reader. ``locale`` is the language of the interface words; empty means the article's.
    ``tiles`` names an xyzservices provider; empty means our own vector base map, the only one
    that needs no network. ``base_url`` is where the files will stand, for canonical links and
    social cards. ``assets`` is ``inline`` for one file, or ``files`` for sites that forbid
    inline scripts. ``size`` is width and height in CSS pixels, for pictures.
    Raises OptionError for a value that no renderer could use.
    """

    name: str = "story"
    theme: str | Path = "default"
    palette: Palette = "auto"
    locale: str = ""
    tiles: str = ""
    base_url: str = ""
    assets: Assets = "inline"
    size: tuple[int, int] = (1200, 630)

    def __post_init__(self) -> None:
        _one_of("palette", self.palette, ("auto", "day", "night"))
        _one_of("assets", self.assets, ("inline", "files"))
        if self.base_url and not self.base_url.lower().startswith(("http://", "https://")):
            raise OptionError(f"base URL {self.base_url!r} does not begin with http:// or https://")
        check_address(self.base_url)

    def url(self, suffix: str) -> str:
        """The absolute address of the file with that suffix; empty without a base URL."""
        if not self.base_url:
            return ""
        return f"{self.base_url.rstrip('/')}/{quote(self.name)}{suffix}"


def check_address(address: str) -> None:
    """Raise OptionError for an address that other people's markup could not hold as it is.

    Relative addresses and the empty one pass.
    """
    try:
        parts = urlsplit(address)
        bad = bool(parts.scheme) and not parts.hostname
    except ValueError:
        bad = True
    if bad or _NOT_IN_ADDRESSES.search(address):
        raise OptionError(f"{address!r} is not https://host/path, percent-encoded, without a query")


class Renderer(Protocol):
    """One kind of output.

    ``suffix`` is what follows the story's name in the file name ('.html', '.embed.html').
    """

    name: str
    suffix: str

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The file's bytes: the same for the same input."""
        ...

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """The files that must stand beside it, by file name; none where all is inline."""
        ...


RENDERERS: Mapping[str, str] = MappingProxyType(
    {
        "page": "storymap.renderers.page",
        "embed": "storymap.renderers.embed",
        "fragment": "storymap.renderers.fragment",
        "svg": "storymap.renderers.svg",
        "png": "storymap.renderers.png",
        "oembed": "storymap.renderers.oembed",
        "geojson": "storymap.renderers.geojson",
    }
)


def renderer(name: str) -> Renderer:
    """The renderer of that name; OptionError with the known names where there is none."""
    _one_of("output kind", name, tuple(RENDERERS))
    return cast(Renderer, import_module(RENDERERS[name]).RENDERER)


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise OptionError(f"unknown {what} {value!r}; known: {', '.join(known)}")
