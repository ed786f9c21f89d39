"""Where a name begins and ends: no article before it, no possessive or mark behind it."""

from __future__ import annotations

from storymap.recognisers.spans import Scene, Span, moved

OPENING = frozenset({"the", "a", "an", "'", '"', "(", "[", ",", "-", "/", ":", ";"})
CLOSING = frozenset({"'", '"', ")", "]", ",", "-", "/", ":", ";", "?", "!"})


def trim_edges(scene: Scene, spans: list[Span]) -> list[Span]:
    """Spans without leading articles and trailing possessives; empty ones go."""
    trimmed = (_trim(scene, span) for span in spans)
    return [span for span in trimmed if span is not None]


def _trim(scene: Scene, span: Span) -> Span | None:
    texts = scene.blocks[span.block].words.texts
    first, behind = span.first, span.behind
    while first < behind and texts[first].lower() in OPENING:
        first += 1
    while behind > first and _closes(texts, first, behind):
        behind -= 1
    if first == behind or not any(w[0].isalnum() for w in texts[first:behind]):
        return None
    return moved(span, first, behind)


def _closes(texts: tuple[str, ...], first: int, behind: int) -> bool:
    last = texts[behind - 1]
    if last in CLOSING:
        return True
    if last == "s" and behind - 2 > first and texts[behind - 2] == "'":
        return True
    return last == "." and "." not in texts[first : behind - 1] and len(texts[behind - 2]) > 5
