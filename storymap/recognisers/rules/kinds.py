"""Whether a span names its place plainly, as a demonym, or inside a longer proper name."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import MentionKind
from storymap.recognisers.evidence import BIT
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import LOC, MISC, NAME_BEGIN, NAME_INSIDE, NORP, ORG, Scene, Span
from storymap.recognisers.words import Column

DEMONYM = BIT[Column.DEMONYM] | BIT[Column.ALTERNATE]
STREETS = listed("streets")
PLAIN = 0.5  # of the name head, for a demonym that is also a place's name
OUTSIDE = 0.3  # a span is no plain name where less speaks for one


def _is_street(words: tuple[str, ...], known: int) -> bool:
    """A street bears a name and is none that a map of the news shows."""
    last = words[-2] if words[-1] == "." and len(words) > 1 else words[-1]
    road = last.lower() in STREETS and len(words) > 1
    return not known and (road or words[0].lower() in ("interstate", "highway", "route"))


def set_kinds(scene: Scene, spans: list[Span]) -> list[Span]:
    """The spans with their kinds, unless a rule has set one already."""
    return [span if span.name else replace(span, kind=_kind(scene, span)) for span in spans]


def _kind(scene: Scene, span: Span) -> MentionKind:
    known = scene.evidence(scene.text(span))
    if _is_street(scene.words(span), known):
        return MentionKind.EMBEDDED
    named = scene.mean(span, (NAME_BEGIN, NAME_INSIDE))
    only = known & BIT[Column.DEMONYM] and known | DEMONYM == DEMONYM
    if only or (known & BIT[Column.DEMONYM] and named < PLAIN):
        return MentionKind.DEMONYM
    if scene.mean(span, NORP) > PLAIN and named < PLAIN:
        return MentionKind.DEMONYM
    longer = scene.mean(span, ORG) + scene.mean(span, MISC)
    plain = 0.5 * named + 0.5 * max(scene.mean(span, LOC), 1.0 - longer)
    return MentionKind.NAME if plain >= OUTSIDE else MentionKind.EMBEDDED
