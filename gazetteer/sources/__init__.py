"""The sources of the gazetteer, one module each.

A source module has ``NOTE`` (key, name, licence, URL to show) and
``contribute(atlas, shelf)``, which adds drafts to the atlas, or adds to those that are there.
``shelf(key)`` is the path of a package of ``sources.lock.json``, fetched and checked.
To add a source: write its module, name it in ``ORDER``, add its package to the lock file.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from gazetteer.atlas import Atlas
from storymap.gazetteer.write import SourceNote

Shelf = Callable[[str], Path]

# Identity first (GeoNames ids and points), then names and shapes for it, then what has no id.
ORDER = (
    "populated_places",
    "feature_codes",
    "countries",
    "subdivisions",
    "geonames_areas",
    "country_shapes",
    "division_shapes",
    "us_census",
    "us_counties",
    "seas",
    "lakes",
    "islands",
    "airports",
    "cldr",
    "curated",
    "demonyms",
)


class Source(Protocol):
    """What a source module offers."""

    NOTE: SourceNote

    def contribute(self, atlas: Atlas, shelf: Shelf) -> None:
        """Add what the source knows to ``atlas``."""


def source(name: str) -> Source:
    """Return a source by the name of its module."""
    return cast(Source, import_module(f"{__name__}.{name}"))
