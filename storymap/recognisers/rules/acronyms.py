"""Acronyms of the article's names: 'Democratic Republic of the Congo (DRC)', 'the DMZ'."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import MentionKind
from storymap.recognisers.spans import (
    TOPONYM_BEGIN,
    TOPONYM_INSIDE,
    Scene,
    Span,
    order,
    without_overlaps,
)

MONEY = frozenset({"$", "\u00a3", "\u20ac"})
FAINT = 0.2  # of the toponym head, where no bracket introduces the acronym
SCORE = 0.85


def introduced_acronyms(scene: Scene, spans: list[Span]) -> list[Span]:
    """The acronym in brackets behind a name, and wherever it stands later."""
    known: set[str] = set()
    for span in spans:
        texts = (*scene.blocks[span.block].words.texts[span.behind : span.behind + 3], "", "", "")
        if texts[0] == "(" and texts[2] == ")" and _initials(texts[1], scene.words(span)):
            known.add(texts[1])
    found = [
        Span(number, i, i + 1, 0.9, MentionKind.NAME)
        for number, block in enumerate(scene.blocks)
        for i, word in enumerate(block.words.texts)
        if word in known
    ]
    kept = [s for s in spans if not any(s.overlaps(f) for f in found)]
    return without_overlaps([*kept, *found])


def _initials(acronym: str, words: tuple[str, ...]) -> bool:
    """Upper-case letters that are the initials of the name, small words aside."""
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(acronym) > 1 and acronym.isupper() and acronym == initials


def unknown_acronyms(scene: Scene, spans: list[Span]) -> list[Span]:
    """Acronyms that only the article explains: 'DMZ' is the 'Demilitarized Zone' named before."""
    named: list[tuple[str, ...]] = []
    waiting = sorted(spans, key=order)
    found: list[Span] = []
    for candidate in _candidates(scene):
        while waiting and order(waiting[0]) < order(candidate):
            span = waiting.pop(0)
            if span.behind - span.first > 1 and not span.name:
                named.append(scene.words(span))
        acronym = scene.text(candidate)
        whole = next((words for words in named if _short_for(acronym, words)), ())
        if whole:
            found.append(replace(candidate, name=" ".join(whole)))
    kept = [s for s in spans if not any(s.overlaps(f) for f in found)]
    return without_overlaps([*kept, *found])


def _candidates(scene: Scene) -> list[Span]:
    """Capitals that no gazetteer knows and the network half believed in, in reading order."""
    found = []
    for number, block in enumerate(scene.blocks):
        for i, word in enumerate(block.words.texts):
            if 2 < len(word) < 7 and word.isupper() and not scene.evidence(word):
                span = Span(number, i, i + 1, SCORE)
                if scene.mean(span, (TOPONYM_BEGIN, TOPONYM_INSIDE)) >= FAINT:
                    found.append(span)
    return found


def _short_for(acronym: str, words: tuple[str, ...]) -> bool:
    """The acronym's letters stand in the name in order, the words' initials among them."""
    letters = iter("".join(words).upper())
    initials = iter(acronym)
    return (
        acronym[0] == words[0][0].upper()
        and all(letter in letters for letter in acronym)
        and all(word[0].upper() in initials for word in words if word[0].isupper())
    )


def no_money(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without the 'US' of 'US$2.8 million'."""
    return [span for span in spans if _behind(scene, span) not in MONEY]


def _behind(scene: Scene, span: Span) -> str:
    texts = scene.blocks[span.block].words.texts
    return texts[span.behind] if span.behind < len(texts) else ""
