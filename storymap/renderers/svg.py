"""The map as an SVG file for print: title, map and the numbered list of its places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storymap.model import Story
from storymap.renderers import picture

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.renderers import Renderer, RenderOptions


class Svg:
    """The `.svg` file. It holds no script, no style and no picture from elsewhere."""

    name = "svg"
    suffix = ".svg"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The picture as UTF-8 bytes: as wide as ``options.size``, as high as its list needs."""
        return f"{picture.sheet(story, gazetteer, options)}\n".encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """Nothing stands beside it."""
        return {}


RENDERER: Renderer = Svg()
