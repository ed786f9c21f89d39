"""Ids for places that have none of their own."""

from __future__ import annotations

from storymap.gazetteer.normalise import normalise


def slug(name: str) -> str:
    """Return a name as an id: 'Lake Victoria' is 'lake-victoria'."""
    return normalise(name).replace(" ", "-")
