"""Whether a span names its place plainly, as a demonym, or inside a longer proper name."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import MentionKind
from storymap.recognisers.spans import (
    LOC,
    NAME_BEGIN,
    NAME_INSIDE,
    NORP,
    Scene,
    Span,
)
from storymap.recognisers.words import EVIDENCE, Column

DEMONYM = 1 << EVIDENCE.index(Column.DEMONYM)
PLAIN = 0.5


def set_kinds(scene: Scene, spans: list[Span]) -> list[Span]:
    """The spans with their kinds, unless a rule has set one already."""
    return [span if span.name else replace(span, kind=_kind(scene, span)) for span in spans]


def _kind(scene: Scene, span: Span) -> MentionKind:
    known = scene.evidence(scene.text(span))
    named = scene.mean(span, (NAME_BEGIN, NAME_INSIDE))
    if known == DEMONYM or (scene.mean(span, NORP) > PLAIN and named < PLAIN):
        return MentionKind.DEMONYM
    plain = 0.7 * named + 0.3 * scene.mean(span, LOC)
    return MentionKind.NAME if plain >= PLAIN else MentionKind.EMBEDDED
