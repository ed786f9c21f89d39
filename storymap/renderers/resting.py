"""How high an embed rests where its host strips scripts and no height can be told."""

from __future__ import annotations

import math

from storymap.locales import Locale
from storymap.model import Story
from storymap.renderers import RenderOptions
from storymap.renderers.lettering import wrapped
from storymap.renderers.metadata import metadata

# The embed in a column of 320 pixels, the narrowest that is common, where it needs most height;
# in a wider one the map takes what the words leave. Sizes are those of assets/embed*.css.
_MEASURE = 288.0
_BADGE = 34.0
_MAP, _LEAST_MAP = 240.0, 176.0
_USUAL = 272.0  # a step of no unusual length
_TITLE, _TITLE_LEADING = 19.0, 24.0
_LABEL, _LABEL_LEADING = 18.0, 23.5
_ABOUT, _ABOUT_LEADING = 14.0, 21.0
_TEXT, _TEXT_LEADING = 16.0, 24.0
_FURNITURE = 22 + 12 + 10 + 10 + 44 + 18 + 4  # paddings, margins, controls, borders
_LINK = 40.0
_LEAST, _MOST = 360, 900


def resting_height(story: Story, words: Locale, options: RenderOptions) -> int:
    """CSS pixels in which title, map and the longest of the steps find room."""
    about = metadata(story, options, words)
    title = _lines(about.title, _TITLE, bold=True) * _TITLE_LEADING
    opening = _lines(about.description, _TEXT + 1) * (_TEXT_LEADING + 1.5) + _ABOUT_LEADING
    steps = [opening, *(_step(index, story, words) for index in range(len(story.places)))]
    shown = max(_MAP + min(_USUAL, max(steps)), _LEAST_MAP + max(steps))
    height = title + shown + _FURNITURE + (_LINK if about.url else 0)
    return min(_MOST, max(_LEAST, math.ceil(height / 10) * 10))


def _step(index: int, story: Story, words: Locale) -> float:
    place = story.places[index]
    about = ", ".join(filter(None, (words.kind(place.kind), place.context)))
    sentence = "".join(text for text, _ in place.passages[0].pieces) if place.passages else ""
    return (
        _lines(place.label, _LABEL, _MEASURE - _BADGE, bold=True) * _LABEL_LEADING
        + _lines(about, _ABOUT) * _ABOUT_LEADING
        + _lines(sentence, _TEXT) * _TEXT_LEADING
    )


def _lines(text: str, size: float, measure: float = _MEASURE, *, bold: bool = False) -> int:
    return len(wrapped(text, size, measure, bold))
