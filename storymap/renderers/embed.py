"""The embed: the story one place at a time, in one small file for other people's pages.

The base document is a static map and an ordered list of the places with their sentences; the
scripts turn it into a stepper that tells the page around it how high it would like to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storymap.locales import Locale
from storymap.model import Story, StoryPlace
from storymap.renderers import templating
from storymap.renderers.credits import map_credits
from storymap.renderers.look import Look, look_of, shared_context
from storymap.renderers.parts import Files, still

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.layers import MapParts
    from storymap.renderers import Renderer, RenderOptions

Pieces = tuple[tuple[str, bool], ...]

# Maps of an embed in a column and in a broad page, CSS pixels; one on a whole screen is coarser.
_SCREENS = ((620.0, 420.0), (300.0, 225.0))
# Compressed bytes of base map, so that the whole stays below 200 kB for long stories too.
_BUDGET = 90_000
STILL = (720, 480)  # CSS pixels of the static map, of the shape that the live one has
_FILES = Files(
    styles=("embed.css", "embed_steps.css", "embed_fit.css"),
    early=("begin.js",),
    scripts=("embed_steps.js", "embed_height.js", "embed.js"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A place as the stepper shows it; ``sentences`` are cut as `Passage.pieces`, one at least."""

    number: int
    ident: str
    label: str
    about: str
    approximate: bool
    sentences: tuple[Pieces, ...]


def steps_of(story: Story, words: Locale) -> tuple[Step, ...]:
    """The steps of a story: its places in order of first mention."""
    return tuple(_step(each, words) for each in story.places)


def _step(each: StoryPlace, words: Locale) -> Step:
    return Step(
        number=each.number,
        ident=each.place.id,
        label=each.label,
        about=", ".join(part for part in (words.kind(each.kind), each.context) if part),
        approximate=each.approximate,
        sentences=tuple(passage.pieces for passage in each.passages) or (((each.label, True),),),
    )


class Embed:
    """The `.embed.html` file."""

    name = "embed"
    suffix = ".embed.html"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The embed as UTF-8 bytes.

        Raises OptionError for an unknown theme, locale or tile provider.
        """
        look = look_of(story, options)
        parts = _map_parts(story, gazetteer, look, options)
        text = (
            templating.environment()
            .get_template("embed.html")
            .render(
                **shared_context(story, look, options) | {"credits": map_credits(story)},
                **_FILES.bundle(look, parts).context(options),
                name=options.name,
                map_id=parts.element_id,
                map_html=templating.trusted(parts.html),
                map_data=templating.trusted(parts.data),
                still=templating.trusted(still(story, gazetteer, look, STILL)),
                steps=steps_of(story, look.words),
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
    from storymap.layers import Detail, StoryMap

    # A stepper frames the whole story and each place; the map needs no paragraph's view.
    stepped = replace(story, views=(story.overview,))
    story_map = StoryMap(
        stepped,
        gazetteer,
        scheme=look.scheme,
        words=look.words.words,
        tiles=options.tiles,
        detail=Detail(_SCREENS, _BUDGET),
    )
    return story_map.parts()


RENDERER: Renderer = Embed()
