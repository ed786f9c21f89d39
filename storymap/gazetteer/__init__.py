"""The gazetteer: look place names up, offline, in one file that opens in milliseconds."""

from __future__ import annotations

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.normalise import normalise

__all__ = ["Gazetteer", "normalise", "open_gazetteer"]
