"""The gazetteer's word on where a name ends: 'Gun Barrel City', not 'Gun'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from operator import itemgetter

from storymap.model import MentionKind
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import PER, TOPONYM_BEGIN, Scene, Span, moved, without_overlaps
from storymap.recognisers.words import LONGEST_NAME

JOINTS = frozenset({"and", "or", "&"})
LAND = listed("land")
NOUN_SCORE = 0.7
BELIEF = 0.2  # of the toponym head, in every word that a span is widened by
WARS = frozenset({"war", "wars", "armistice", "conflict"})
PENINSULA = "Korean Peninsula"


def widen(scene: Scene, spans: list[Span]) -> list[Span]:
    """Spans that are a part of a longer known name become the whole of it."""
    return without_overlaps(_wide(scene, span) for span in spans)


def _wide(scene: Scene, span: Span) -> Span:
    best = span
    texts, names = scene.blocks[span.block].words.texts, scene.blocks[span.block].names
    near = bisect_left(names, span.behind - LONGEST_NAME, key=itemgetter(0))
    for first, behind, _ in names[near : bisect_right(names, span.first, key=itemgetter(0))]:
        longer = behind - first > best.behind - best.first
        around = first <= span.first and behind >= span.behind
        other = texts[first].lower() == "the" or any(w in JOINTS for w in texts[first:behind])
        if longer and around and not other and _believed(scene, span, first, behind):
            best = moved(span, first, behind)
    return best


def _believed(scene: Scene, span: Span, first: int, behind: int) -> bool:
    """The span alone is no known name, or the network half saw the rest as well."""
    scores = scene.scores[span.block]
    rest = [i for i in range(first, behind) if not span.first <= i < span.behind]
    if any(float(scores[i, PER].sum()) > 0.5 for i in rest):
        return False
    seen = min(float(scores[i, TOPONYM_BEGIN : TOPONYM_BEGIN + 2].sum()) for i in rest)
    return seen >= BELIEF or not scene.evidence(scene.text(span))


def plain_names(scene: Scene, spans: list[Span]) -> list[Span]:
    """Known names with their common noun ('Demilitarized Zone', 'Baltic Sea') are places."""
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        for first, behind, _ in block.names:
            span = Span(number, first, behind, NOUN_SCORE)
            if _has_noun(scene, span) and not any(span.overlaps(s) for s in found):
                found.append(span)
    return without_overlaps(found)


def _has_noun(scene: Scene, span: Span) -> bool:
    """Several capitalised words, the last a common noun of the land, and no person or company."""
    words = scene.words(span)
    if len(words) < 2 or words[-1].lower() not in LAND or scene.mean(span, PER) > 0.3:
        return False
    return all(word[0].isupper() for word in words) and not words[-1].isupper()


def named_wars(scene: Scene, spans: list[Span]) -> list[Span]:
    """'Korean' in 'Korean War' is the land of both Koreas, inside the name of an event."""
    return [_war(scene, span) for span in spans]


def _war(scene: Scene, span: Span) -> Span:
    texts = scene.blocks[span.block].words.texts
    behind = texts[span.behind].lower() if span.behind < len(texts) else ""
    if behind not in WARS or not texts[span.behind][0].isupper():
        return span
    name = PENINSULA if scene.text(span) == "Korean" and scene.evidence(PENINSULA) else span.name
    return replace(span, kind=MentionKind.EMBEDDED, name=name)
