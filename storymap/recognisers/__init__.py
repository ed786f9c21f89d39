"""Recognisers: an article in, its mentions of places out.

To add one, write a module with ``create() -> Recogniser`` and name it in ``KINDS``.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from storymap.errors import ModelError, OptionError
from storymap.model import Article, Mention

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

DEFAULT = "tagger"
LAST_RESORT = "gazetteer"
KINDS = {
    "tagger": "storymap.recognisers.tagger",
    "gazetteer": "storymap.recognisers.lexicon",
    "spacy": "storymap.recognisers.spacy",
}


class Recogniser(Protocol):
    """What finds the mentions of places in an article."""

    def recognise(self, article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
        """The mentions, sorted by paragraph and start; they never overlap.

        Offsets are code points of ``Paragraph.text``. The same article and gazetteer give the
        same mentions.
        """
        ...


def get(name: str = "") -> Recogniser:
    """The recogniser of that name; without one the default, or the last resort with a warning.

    Raises ``OptionError`` for an unknown name and ``ModelError`` where the recogniser asked for
    cannot run, since its model or library is missing or damaged.
    """
    if not name:
        return _default()
    if name not in KINDS:
        raise OptionError(f"unknown recogniser '{name}': choose {', '.join(sorted(KINDS))}")
    recogniser: Recogniser = import_module(KINDS[name]).create()
    return recogniser


def _default() -> Recogniser:
    """The default recogniser; where it cannot run, one line says so and the last resort works."""
    try:
        return get(DEFAULT)
    except ModelError as error:
        warnings.warn(f"{error}; names are found with the gazetteer alone", stacklevel=3)
        return get(LAST_RESORT)
