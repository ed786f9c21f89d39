"""Names in a list: what stands beside a sure place, joined by a comma or 'and', is a place too."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import MentionKind
from storymap.recognisers.spans import (
    PER,
    TOPONYM_BEGIN,
    TOPONYM_INSIDE,
    Scene,
    Span,
    order,
    without_overlaps,
)

JOINTS = frozenset({"and", "or", ","})
SURE = 0.85
FAINT = 0.15  # of the toponym head, in a word whose neighbour is sure
PERSON = 0.45


def listed_names(scene: Scene, spans: list[Span]) -> list[Span]:
    """Known names that the network half believed in, beside a sure place of a list."""
    sure = [s for s in spans if s.score >= SURE and s.kind is not MentionKind.DEMONYM]
    begins = {(s.block, s.first) for s in sure}
    ends = {(s.block, s.behind) for s in sure}
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        texts = block.words.texts
        for first, behind, _ in block.names:
            before = first > 1 and texts[first - 1] in JOINTS and (number, first - 1) in ends
            after = behind < len(texts) - 1 and texts[behind] in JOINTS
            if not (before or (after and (number, behind + 1) in begins)):
                continue
            span = Span(number, first, behind, 0.5)
            if _half_believed(scene, span) and not any(span.overlaps(s) for s in found):
                found.append(replace(span, score=0.6))
    return without_overlaps(sorted(found, key=order))


def _half_believed(scene: Scene, span: Span) -> bool:
    faint = scene.mean(span, (TOPONYM_BEGIN, TOPONYM_INSIDE))
    return faint >= FAINT and scene.mean(span, PER) < PERSON
