"""The story page: the article as real HTML beside its map, in one file that asks for nothing.

The base document is the article with a static map and an ordered list of its places; the
scripts turn it into the interactive map. Print, feeds and readers without scripts get the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storymap import locales, themes
from storymap.model import Story, StoryPlace
from storymap.renderers import templating
from storymap.renderers.article_blocks import groups
from storymap.renderers.geojson import collection
from storymap.renderers.metadata import metadata

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.layers import MapParts
    from storymap.renderers import Renderer, RenderOptions

_STILL = (960, 720)  # CSS pixels of the static map; it scales to its place on the page or sheet
_STYLES = ("page.css", "article.css", "places.css", "print.css")
_EARLY = ("begin.js",)
_SCRIPTS = ("reading.js", "follow.js", "links.js", "story.js")


class ListedPlace(NamedTuple):
    """A line of the list of places: plain text, ready to be shown."""

    number: int
    place: object
    label: str
    about: str
    count: str
    approximate: bool
    first_paragraph: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """The page's style sheets and scripts, in order: in the head, and at the body's end."""

    styles: tuple[str, ...]
    early: tuple[str, ...]
    scripts: tuple[str, ...]

    def stylesheet(self) -> str:
        """All styles as one file."""
        return "\n".join(self.styles)

    def script(self) -> str:
        """All scripts of the body's end as one file."""
        return ";\n".join(self.scripts)


class Page:
    """The `.html` file."""

    name = "page"
    suffix = ".html"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The page as UTF-8 bytes.

        Raises OptionError for an unknown theme, locale or tile provider.
        """
        look = look_of(story, options)
        parts = _map_parts(story, gazetteer, look, options)
        blocks = _blocks(look, parts)
        text = (
            templating.environment()
            .get_template("page.html")
            .render(
                **shared_context(story, look, options),
                **_asset_context(blocks, options),
                map=_MapContext(parts.element_id, templating.trusted(parts.html)),
                still=templating.trusted(_still(story, gazetteer, look)),
                data=templating.island(collection(story)),
                groups=groups(story),
                places=listed_places(story, look.words),
                sources_of_data=story.sources,
            )
        )
        return text.encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """One style sheet and two scripts, named by their content, where ``assets`` is files."""
        if options.assets == "inline":
            return {}
        look = look_of(story, options)
        return _files(_blocks(look, _map_parts(story, gazetteer, look, options)))


class _MapContext(NamedTuple):
    element_id: str
    html: str


@dataclass(frozen=True, slots=True)
class Look:
    """What theme, palette and locale of the options come to: used by every kind of page."""

    theme: themes.Theme
    words: locales.Locale
    scheme: str
    css: str


def look_of(story: Story, options: RenderOptions) -> Look:
    """The look that the options ask for; OptionError for an unknown theme or locale."""
    theme = themes.theme(options.theme)
    if options.locale:
        words = locales.chosen(options.locale)
    else:
        words = locales.locale(story.article.language)
    scheme = theme.scheme if options.palette == "auto" else options.palette
    return Look(theme, words.overridden(theme.words), scheme, theme_css(theme, scheme))


def theme_css(theme: themes.Theme, scheme: str) -> str:
    """The theme's custom properties and its own CSS."""
    # Font stacks hold quotation marks and were checked when the theme was read.
    checked = {key: templating.trusted(value) for key, value in theme.fonts.items()}
    variables = {key: templating.trusted(value) for key, value in theme.variables.items()}
    template = templating.environment().get_template("theme.css")
    return template.render(
        fonts=checked,
        variables=variables,
        day=theme.day,
        night=theme.night,
        scheme=scheme,
        css=templating.trusted(theme.css),
    )


def shared_context(story: Story, look: Look, options: RenderOptions) -> dict[str, object]:
    """What the head and the frame of every kind of page need."""
    about = metadata(story, options, look.words)
    return {
        "article": story.article,
        "direction": locales.direction(story.article.language),
        "meta": about,
        "linked_data": templating.island(about.linked_data),
        "scheme": look.scheme,
        "words": look.words,
        "words_direction": locales.direction(look.words.language),
    }


def listed_places(story: Story, words: locales.Locale) -> tuple[ListedPlace, ...]:
    """The list of the story's places, in order of first mention."""
    return tuple(_listed(each, story, words) for each in story.places)


def _listed(each: StoryPlace, story: Story, words: locales.Locale) -> ListedPlace:
    first = min(story.resolutions[index].mention.paragraph for index in each.mentions)
    about = ", ".join(part for part in (words.kind(each.kind), each.context) if part)
    return ListedPlace(
        number=each.number,
        place=each.place,
        label=each.label,
        about=about,
        count=words.mentions(len(each.mentions)),
        approximate=each.approximate,
        first_paragraph=first,
    )


def _map_parts(story: Story, gazetteer: Gazetteer, look: Look, options: RenderOptions) -> MapParts:
    from storymap.layers import StoryMap

    story_map = StoryMap(
        story, gazetteer, scheme=look.scheme, words=look.words.words, tiles=options.tiles
    )
    return story_map.parts()


def _still(story: Story, gazetteer: Gazetteer, look: Look) -> str:
    from storymap.layers import draw_svg

    palette = "night" if look.scheme == "night" else "day"
    title = look.words["map_label"]
    return draw_svg(story, gazetteer, *_STILL, palette, title=title, ident="still", variables=True)


def _blocks(look: Look, parts: MapParts) -> Blocks:
    return Blocks(
        styles=(
            *(each.text for each in parts.styles),
            look.css,
            *(templating.asset(name) for name in _STYLES),
        ),
        early=tuple(templating.asset(name) for name in _EARLY),
        scripts=(
            *(each.text for each in parts.scripts),
            parts.script,
            *(templating.asset(name) for name in _SCRIPTS),
        ),
    )


def _asset_context(blocks: Blocks, options: RenderOptions) -> dict[str, object]:
    """The blocks as a template takes them, and the policy that allows just these."""
    images = "data: https:" if options.tiles else "data:"
    if options.assets == "files":
        style, early, script = _files(blocks)
        return {
            "policy": templating.file_policy(images),
            "styles": (),
            "early": (),
            "scripts": (),
            "sheets": (style,),
            "early_sources": (early,),
            "sources": (script,),
        }
    scripts = (*blocks.early, *blocks.scripts)
    return {
        "policy": templating.policy(blocks.styles, scripts, images),
        "styles": tuple(map(templating.trusted, blocks.styles)),
        "early": tuple(map(templating.trusted, blocks.early)),
        "scripts": tuple(map(templating.trusted, blocks.scripts)),
        "sheets": (),
        "early_sources": (),
        "sources": (),
    }


def _files(blocks: Blocks) -> dict[str, bytes]:
    """The style sheet, the early script and the script as files, in this order."""
    contents = (
        ("css", blocks.stylesheet()),
        ("js", "\n".join(blocks.early)),
        ("js", blocks.script()),
    )
    return {_file_name(text, ending): text.encode() for ending, text in contents}


def _file_name(text: str, ending: str) -> str:
    return f"storymap-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"


RENDERER: Renderer = Page()
