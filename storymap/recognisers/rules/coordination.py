"""Names that share a word: 'North and South Korea', 'Orange and Los Angeles counties'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from storymap.recognisers.spans import Scene, Span, without_overlaps

# First words that a second name may share the rest with.
HALVES = frozenset(
    "north south east west northern southern eastern western central upper lower inner outer "
    "greater lesser northeast northwest southeast southwest mid".split()
)
# Plurals behind a list of names, and the word each name lacks.
SHARED = {
    "counties": "County", "parishes": "Parish", "boroughs": "Borough", "townships": "Township",
    "provinces": "Province", "districts": "District", "republics": "Republic",
    "islands": "Island", "rivers": "River", "lakes": "Lake", "valleys": "Valley",
    "mountains": "Mountains", "oceans": "Ocean", "seas": "Sea", "peninsulas": "Peninsula",
    "prefectures": "Prefecture", "governorates": "Governorate", "states": "State",
    "streets": "Street", "avenues": "Avenue", "roads": "Road", "deserts": "Desert",
    "cities": "City", "regions": "Region", "straits": "Strait",
}  # fmt: skip
OPENING = frozenset(
    "the a an in at of for from to on by and or both near across between through around into "
    "over when while as but with".split()
)
JOINTS = frozenset({"and", "or", "&", "/"})
LONGEST_MEMBER = 4  # words


def shared_ends(scene: Scene, spans: list[Span]) -> list[Span]:
    """'North' in 'North and South Korea[n]' becomes a span of its own, named 'North Korea'."""
    spans = [_second(scene, span) for span in spans]
    found = list(spans)
    for span in spans:
        half = _half(scene, span)
        if half:
            found = [s for s in found if not s.overlaps(half)]
            found.append(half)
    return without_overlaps(found)


def _second(scene: Scene, span: Span) -> Span:
    """'South Korea' of a span that holds 'North and South Korea' whole."""
    words = [word.lower() for word in scene.words(span)]
    if len(words) > 3 and words[0] in HALVES and words[1] in JOINTS and words[2] in HALVES:
        return replace(span, first=span.first + 2)
    return span


def _half(scene: Scene, span: Span) -> Span | None:
    """The shortened name two words before a span such as 'South Korea'."""
    texts = scene.blocks[span.block].words.texts
    at = span.first
    if span.behind - at < 2 or at < 2 or texts[at].lower() not in HALVES:
        return None
    if texts[at - 1].lower() not in JOINTS or texts[at - 2].lower() not in HALVES:
        return None
    if not texts[at - 2][0].isupper():
        return None
    rest = scene.blocks[span.block].text(at + 1, span.behind)
    name = f"{texts[at - 2]} {rest}"
    if not scene.evidence(name):
        return None
    return replace(span, first=at - 2, behind=at - 1, name=name)


def shared_nouns(scene: Scene, spans: list[Span]) -> list[Span]:
    """Each member of 'Orange and Los Angeles counties' is a span, named 'Orange County'."""
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        for i, word in enumerate(block.words.texts):
            noun = SHARED.get(word.lower())
            if noun:
                members = list(_members(scene, number, i, noun))
                if len(members) > 1:
                    found = [s for s in found if not any(s.overlaps(m) for m in members)]
                    found += members
    return without_overlaps(found)


def _members(scene: Scene, number: int, plural: int, noun: str) -> Iterator[Span]:
    """The members of the list that ends before the plural, the last one first."""
    texts = scene.blocks[number].words.texts
    behind, joined = plural, False
    while behind > 0:
        first = behind
        while first > 0 and texts[first - 1][0].isupper() and behind - first < LONGEST_MEMBER:
            first -= 1
        while first < behind and texts[first].lower() in OPENING:
            first += 1
        if first == behind:
            return
        yield _member(scene, number, first, behind, noun)
        before = texts[first - 1].lower() if first else ""
        if before in JOINTS:
            joined = True
            behind = first - 2 if first > 1 and texts[first - 2] == "," else first - 1
        elif before == "," and joined:
            behind = first - 1
        else:
            return


def _member(scene: Scene, number: int, first: int, behind: int, noun: str) -> Span:
    text = scene.blocks[number].text(first, behind)
    name = next((n for n in (f"{text} {noun}", f"{noun} {text}") if scene.evidence(n)), "")
    return Span(number, first, behind, 0.9, name=name)
