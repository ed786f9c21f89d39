"""A file of corrections to begin with: what is doubtful or unresolved, as lines to take over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from storymap.corrections.places import SUGGESTED, address
from storymap.corrections.statements import quoted
from storymap.gazetteer import normalise
from storymap.model import Place, Resolution

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

SURE = 0.9
"""Confidence from which a name is left out."""


def draft(resolutions: Iterable[Resolution], gazetteer: Gazetteer) -> Iterator[str]:
    """The lines of a TOML file that says nothing yet.

    Every name that is unresolved or less than sure has its candidates as commented lines.
    """
    yield from files("storymap.corrections").joinpath("head.toml").read_text("utf-8").splitlines()
    for same in _doubts(resolutions):
        yield ""
        yield from _lines(same, gazetteer)


def _doubts(resolutions: Iterable[Resolution]) -> Iterator[Sequence[Resolution]]:
    """The resolutions in doubt, those of one name together, in order of first mention."""
    groups: dict[str, list[Resolution]] = {}
    for each in resolutions:
        if each.place is None or each.confidence < SURE:
            groups.setdefault(normalise(each.mention.text), []).append(each)
    yield from groups.values()


def _lines(same: Sequence[Resolution], gazetteer: Gazetteer) -> Iterator[str]:
    first = min(same, key=lambda each: each.confidence)
    name = first.mention.text
    told = ", ".join(dict.fromkeys(str(each.mention.paragraph + 1) for each in same))
    sure = f"{first.confidence:.0%} sure" if first.place else "not resolved"
    yield f"# {_plain(name)} (paragraph {told}), {sure}: {_plain(first.reason)}"
    for place in _candidates(same, gazetteer):
        now = ", as now" if place == first.place else ""
        yield f"# {quoted(name)} = {quoted(place.id)}  # {_plain(address(place, gazetteer))}{now}"
    if first.place is None:
        yield f"# {quoted(name)} = {{ lat = , lon = , label = {quoted(name)} }}"
    yield f"# {quoted(name)} = false  # no place"


def _candidates(same: Sequence[Resolution], gazetteer: Gazetteer) -> list[Place]:
    """The likeliest places; those of a name spelt like it where the name is unknown."""
    places = [each.place for resolution in same for each in resolution.candidates]
    if not places and not same[0].mention.generic:
        places = [entry.place for entry in gazetteer.fuzzy(same[0].mention.text, SUGGESTED)]
    return list(dict.fromkeys(places))[:SUGGESTED]


def _plain(text: str) -> str:
    """``text`` without what a comment must not hold."""
    return "".join(char if char.isprintable() else " " for char in text)
