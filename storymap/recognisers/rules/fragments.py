"""Pieces of names that the network cut: put together again, or dropped where they are none."""

from __future__ import annotations

from dataclasses import replace

from storymap.recognisers.lists import listed
from storymap.recognisers.spans import Scene, Span, order, without_overlaps
from storymap.recognisers.words import LINKS

FEATURES = listed("features")  # nouns that are a part of the name: 'Zone', 'River', 'Street'
STREETS = listed("streets") - {"court", "crescent", "dr", "drive", "way"}  # that say nothing else
BUILDINGS = listed("buildings")  # nouns of what only bears the name: 'Zoo', 'Airport'


def join_fragments(scene: Scene, spans: list[Span]) -> list[Span]:
    """'Demilitarised' and 'Zone' are one name; 'Zoo' and 'and' alone are none."""
    joined: list[Span] = []
    for span in sorted(spans, key=order):
        last = joined[-1] if joined else None
        if last and _continues(scene, last, span):
            score = max(last.score, span.score)
            joined[-1] = replace(last, behind=span.behind, score=score)
        elif not _is_fragment(scene, span):
            joined.append(span)
    return without_overlaps(joined)


def whole_streets(scene: Scene, spans: list[Span]) -> list[Span]:
    """'Chestnut' before 'Street' is a part of the street's name, and no town."""
    return without_overlaps(_whole_street(scene, span) for span in spans)


def _whole_street(scene: Scene, span: Span) -> Span:
    behind = scene.blocks[span.block].words.texts[span.behind : span.behind + 1]
    on = bool(behind) and behind[0][0].isupper() and behind[0].lower() in STREETS
    return replace(span, behind=span.behind + 1) if on else span


def _continues(scene: Scene, last: Span, span: Span) -> bool:
    """Whether the span is the rest of the name before it."""
    if last.block != span.block:
        return False
    whole = replace(last, behind=span.behind)
    if last.behind == span.first:
        first = scene.words(span)[0]
        return (first[0].isupper() and first.lower() in FEATURES) or _known(scene, whole)
    texts = scene.blocks[span.block].words.texts
    return texts[last.behind : span.first] == ("-",) and _known(scene, whole)


def _known(scene: Scene, span: Span) -> bool:
    return bool(scene.evidence(scene.text(span)))


def _is_fragment(scene: Scene, span: Span) -> bool:
    """A lone common noun of a longer name, a joining word, or a word such as 'G20'."""
    words = scene.words(span)
    if len(words) != 1:
        return all(word.lower() in LINKS for word in words)
    word = words[0]
    if any(c.isdigit() for c in word):
        return len(word) < 4 or not _known(scene, span)
    before = scene.blocks[span.block].words.texts[span.first - 1] if span.first else "."
    lone = word.lower() in FEATURES | BUILDINGS and before[0].isupper()
    return lone or word.lower() in LINKS
