"""storymap turns an article into a map that its readers can follow.

    import storymap
    story = storymap.build("article.txt")
    story.save("article.html")

Everything heavy is imported when it is first used; ``import storymap`` costs milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storymap.api import Story, build, geoparse, locate
    from storymap.errors import StorymapError
    from storymap.gazetteer.geocoder import GazetteerGeocoder

__version__ = "0.1.0"

__all__ = [
    "GazetteerGeocoder",
    "Story",
    "StorymapError",
    "__version__",
    "build",
    "geoparse",
    "locate",
]

_HOMES = {
    "Story": "storymap.api",
    "StorymapError": "storymap.errors",
    "GazetteerGeocoder": "storymap.gazetteer.geocoder",
    "build": "storymap.api",
    "geoparse": "storymap.api",
    "locate": "storymap.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'storymap' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
