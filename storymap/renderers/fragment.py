"""The fragment: a custom element for one's own site, with its script and data in it.

The element shows the embed in a frame inside its shadow root; what stands in it as plain HTML (a
static map, the list of places) is what feeds, searches and readers without scripts get.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from storymap.model import Story
from storymap.renderers import embed, templating
from storymap.renderers.credits import map_credits
from storymap.renderers.look import Look, look_of, shared_context
from storymap.renderers.parts import still

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.renderers import Renderer, RenderOptions

_SCRIPT = "fragment.js"


class Fragment:
    """The `.fragment.html` file: to be pasted into a page, several stories in one if need be."""

    name = "fragment"
    suffix = ".fragment.html"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """The fragment as UTF-8 bytes; with ``assets`` as files it asks for those beside it."""
        look = look_of(story, options)
        inline = options.assets == "inline"
        document = embed.RENDERER.render(story, gazetteer, options).decode() if inline else ""
        text = (
            templating.environment()
            .get_template("fragment.html")
            .render(
                **shared_context(story, look, options) | {"credits": map_credits(story)},
                name=options.name,
                source="" if inline else f"{quote(options.name)}{embed.RENDERER.suffix}",
                document=templating.island(document) if inline else "",
                still=templating.trusted(_still(story, gazetteer, look, options.name)),
                steps=embed.steps_of(story, look.words),
                script=templating.trusted(templating.asset(_SCRIPT)),
                script_file="" if inline else _script_name(),
            )
        )
        return text.encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """The script, the embed and its files, where ``assets`` is files."""
        if options.assets == "inline":
            return {}
        return {
            _script_name(): templating.asset(_SCRIPT).encode(),
            options.name + embed.RENDERER.suffix: embed.RENDERER.render(story, gazetteer, options),
            **embed.RENDERER.assets(story, gazetteer, options),
        }


def _script_name() -> str:
    digest = hashlib.sha256(templating.asset(_SCRIPT).encode()).hexdigest()
    return f"storymap-{digest[:12]}.js"


def _ident(name: str) -> str:
    """What the ids of a story's map begin with, so that several stories can share a page."""
    readable = re.sub(r"\W+", "-", name)
    return f"storymap-{readable}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _still(story: Story, gazetteer: Gazetteer, look: Look, name: str) -> str:
    return still(story, gazetteer, look, embed.STILL, ident=_ident(name), variables=False)


RENDERER: Renderer = Fragment()
