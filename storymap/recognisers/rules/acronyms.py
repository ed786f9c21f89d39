"""Acronyms that the article introduces: 'Democratic Republic of the Congo (DRC)'."""

from __future__ import annotations

from storymap.model import MentionKind
from storymap.recognisers.spans import Scene, Span, without_overlaps

MONEY = frozenset({"$", "\u00a3", "\u20ac"})


def introduced_acronyms(scene: Scene, spans: list[Span]) -> list[Span]:
    """The acronym in brackets behind a name, and wherever it stands later."""
    known: set[str] = set()
    for span in spans:
        texts = (*scene.blocks[span.block].words.texts[span.behind : span.behind + 3], "", "", "")
        if texts[0] == "(" and texts[2] == ")" and _stands_for(texts[1], scene.words(span)):
            known.add(texts[1])
    if not known:
        return spans
    taken = {(s.block, i) for s in spans for i in range(s.first, s.behind)}
    found = [
        Span(number, i, i + 1, 0.9, MentionKind.NAME)
        for number, block in enumerate(scene.blocks)
        for i, word in enumerate(block.words.texts)
        if word in known and (number, i) not in taken
    ]
    return without_overlaps([*spans, *found])


def _stands_for(acronym: str, words: tuple[str, ...]) -> bool:
    """Upper-case letters that are the initials of the name, small words aside."""
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(acronym) > 1 and acronym.isupper() and acronym == initials


def no_money(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without the 'US' of 'US$2.8 million'."""
    return [span for span in spans if _behind(scene, span) not in MONEY]


def _behind(scene: Scene, span: Span) -> str:
    texts = scene.blocks[span.block].words.texts
    return texts[span.behind] if span.behind < len(texts) else ""
