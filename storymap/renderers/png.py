"""The picture for social cards: map and title, drawn without a browser by resvg."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storymap.model import Story
from storymap.renderers import picture, templating
from storymap.renderers.lettering import FAMILY, FONTS, covers

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.renderers import Renderer, RenderOptions


class Png:
    """The `.png` file.

    Its letters are our own font's, so that every machine draws the same; where a text needs
    scripts that this font has not, the system's fonts help out.
    """

    name = "png"
    suffix = ".png"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """A PNG of ``options.size`` pixels."""
        import resvg_py

        svg = picture.card(story, gazetteer, options)
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=svg,
            style_sheet=templating.asset("picture.css"),
            font_files=sorted(str(path) for path in FONTS.glob("*.ttf")),
            font_family=FAMILY,
            skip_system_fonts=covers(svg),
            resources_dir=str(FONTS),
        )
        return bytes(drawn)

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """Nothing stands beside it."""
        return {}


RENDERER: Renderer = Png()
