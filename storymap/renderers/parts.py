"""What the page and the embed are put together from: the static map, scripts and styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.model import Story
from storymap.renderers import templating
from storymap.renderers.bundle import Bundle
from storymap.renderers.look import Look

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.layers import MapParts


_LATE = "late.js"


@dataclass(frozen=True, slots=True)
class Files:
    """The names of a page's own style sheets and scripts in ``assets/``, in order.

    ``early`` scripts stand in the head, before anything is drawn. With ``late`` the map is made
    when the text has been handed to the screen: right for a page that is mostly text, but not for
    an embed, which is mostly map and has to tell its height at once.
    """

    styles: tuple[str, ...]
    early: tuple[str, ...]
    scripts: tuple[str, ...]
    late: bool = False

    def bundle(self, look: Look, parts: MapParts) -> Bundle:
        """The files with those of the map: its own come first, the theme's after them."""
        return Bundle(
            styles=(
                *(each.text for each in parts.styles),
                look.css,
                *(templating.asset(name) for name in self.styles),
            ),
            early=tuple(templating.asset(name) for name in self.early),
            scripts=(*(each.text for each in parts.scripts), *self._own_scripts(parts)),
        )

    def _own_scripts(self, parts: MapParts) -> tuple[str, ...]:
        scripts = (parts.script, *map(templating.asset, self.scripts))
        return (templating.asset(_LATE), _after_the_text(*scripts)) if self.late else scripts


def _after_the_text(*scripts: str) -> str:
    """One script that runs others in order when the text has been handed to the screen."""
    template = templating.environment().get_template("late.js.j2")
    return template.render(scripts=templating.trusted(";\n".join(scripts)))


def still(
    story: Story,
    gazetteer: Gazetteer,
    look: Look,
    size: tuple[int, int],
    *,
    ident: str = "still",
    variables: bool = True,
) -> str:
    """The static map as an SVG element of ``size`` CSS pixels whose ids begin with ``ident``.

    With ``variables`` its colours follow the custom properties of the page's style sheet.
    """
    from storymap.layers import draw_svg, make_palettes

    palettes = make_palettes(look.theme.day, look.theme.night)
    palette = palettes.night if look.scheme == "night" else palettes.day
    title = look.words["map"]
    return draw_svg(story, gazetteer, *size, palette, title=title, ident=ident, variables=variables)
