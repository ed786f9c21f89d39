"""The `.oembed.json` file: how other sites may embed the story (oEmbed 1.0, type rich)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from storymap.model import Story
from storymap.renderers import snippets
from storymap.renderers.look import look_of
from storymap.renderers.metadata import title_of
from storymap.renderers.resting import resting_height

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.renderers import Renderer, RenderOptions

_WIDTH = 640  # CSS pixels, a common column; the frame fills whatever there is
_CARD = (1200, 630)
_PROVIDER = "storymap"


class OEmbed:
    """The answer that an oEmbed provider would give for the story's page."""

    name = "oembed"
    suffix = ".oembed.json"

    def render(self, story: Story, gazetteer: Gazetteer, options: RenderOptions) -> bytes:
        """One JSON object, UTF-8; addresses are relative where there is no base URL."""
        text = json.dumps(answer(story, options), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()

    def assets(
        self, story: Story, gazetteer: Gazetteer, options: RenderOptions
    ) -> Mapping[str, bytes]:
        """Nothing stands beside it."""
        return {}


def answer(story: Story, options: RenderOptions) -> dict[str, object]:
    """The oEmbed response (oembed.com, 2.3); empty members are left out."""
    words = look_of(story, options).words
    title = title_of(story, words)
    height = resting_height(story, words, options)
    site = urlsplit(options.base_url)
    found: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": story.article.byline,
        "provider_name": site.hostname or _PROVIDER,
        "provider_url": f"{site.scheme}://{site.netloc}/" if site.hostname else "",
        "html": snippets.iframe(placement(options, title, height)),
        "width": _WIDTH,
        "height": height,
    }
    if options.base_url:
        size = {"thumbnail_width": _CARD[0], "thumbnail_height": _CARD[1]}
        found |= {"thumbnail_url": options.url(".png"), **size}
    return {key: value for key, value in found.items() if value}


def placement(options: RenderOptions, title: str, height: int) -> snippets.Placement:
    """The story's addresses for a snippet: absolute where there is a base URL."""
    embed, page, image = (
        options.url(suffix) or f"{quote(options.name)}{suffix}"
        for suffix in (".embed.html", ".html", ".png")
    )
    return snippets.Placement(embed, page, image, title, height)


RENDERER: Renderer = OEmbed()
