"""The story page: the article as real HTML beside its map, in one file that asks for nothing.

The base document is the article with a static map and an ordered list of its places; the
scripts turn it into the interactive map. Print, feeds and readers without scripts get the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storymap.model import Story
from storymap.renderers import templating
from storymap.renderers.article_blocks import groups
from storymap.renderers.geojson import collection
from storymap.renderers.look import Look, listed_places, look_of, shared_context
from storymap.renderers.parts import Files, still

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.layers import MapParts
    from storymap.renderers import Renderer, RenderOptions

_STILL = (960, 600)  # CSS pixels of the static map; it scales to its place on the page or sheet
_FILES = Files(
    styles=("page.css", "article.css", "places.css", "print.css"),
    early=("begin.js",),
    scripts=("reading.js", "follow.js", "links.js", "story.js"),
    late=True,
)


class Page:
    """The `.html` file."""

    name = "page"
    suffix = ".html"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The page as UTF-8 bytes.

        Raises OptionError for an unknown theme, locale or tile provider, ArticleError for a
        picture that no page can show.
        """
        look = look_of(story, options)
        parts = _map_parts(story, gazetteer, look, options)
        text = (
            templating.environment()
            .get_template("page.html")
            .render(
                **shared_context(story, look, options),
                **_FILES.bundle(look, parts).context(options),
                map_id=parts.element_id,
                map_html=templating.trusted(parts.html),
                map_data=templating.trusted(parts.data),
                still=templating.trusted(still(story, gazetteer, look, _STILL)),
                data=templating.island(collection(story)),
                groups=groups(story),
                places=listed_places(story, look.words),
            )
        )
        return text.encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """The style sheet and the two scripts, where ``assets`` is files."""
        if options.assets == "inline":
            return {}
        look = look_of(story, options)
        return _FILES.bundle(look, _map_parts(story, gazetteer, look, options)).files()


def _map_parts(story: Story, gazetteer: Gazetteer, look: Look, options: RenderOptions) -> MapParts:
    from storymap.layers import StoryMap, make_palettes

    story_map = StoryMap(
        story,
        gazetteer,
        palettes=make_palettes(look.theme.day, look.theme.night),
        scheme=look.scheme,
        words=look.words.words,
        tiles=options.tiles,
    )
    return story_map.parts()


RENDERER: Renderer = Page()
