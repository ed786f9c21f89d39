"""Where a name begins and ends: no article before it, no possessive or mark behind it."""

from __future__ import annotations

from storymap.recognisers.blocks import Block
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import Scene, Span, moved

OPENING = frozenset({"the", "a", "an", "'", '"', "(", "[", ",", "-", "/", ":", ";"})
DOTTED = listed("dotted")
SHORT_NOUNS = frozenset("St Ave Rd Blvd Dr Ln Hwy Pkwy Mt Ft Co Jr Pt".split())
KEEP_ARTICLE = frozenset({"hague"})
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
    if first < behind and texts[first].lower() in KEEP_ARTICLE and _article(texts, first):
        first -= 1
    while behind > first and _closes(texts, first, behind) and not _saint(scene, span, behind):
        behind -= 1
    if first == behind or not any(w[0].isalnum() for w in texts[first:behind]):
        return None
    return moved(span, first, behind)


def _saint(scene: Scene, span: Span, behind: int) -> bool:
    """'St. George's' as the gazetteer has it: the possessive belongs to the name."""
    texts = scene.blocks[span.block].words.texts
    if texts[span.first] not in ("St", "Saint") or texts[behind - 2 : behind] != ("'", "s"):
        return False
    return bool(scene.evidence(scene.blocks[span.block].text(span.first, behind)))


def _article(texts: tuple[str, ...], first: int) -> bool:
    return first > 0 and texts[first - 1].lower() == "the" and texts[first - 1][0].isupper()


def lower_case(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without 'turkey' and 'china' of a block that writes its names with capitals."""
    return [s for s in spans if _uncased(scene.blocks[s.block]) or not _small(scene, s)]


def _uncased(block: Block) -> bool:
    return not any(word[0].isupper() and word != "I" for word in block.words.texts)


def _small(scene: Scene, span: Span) -> bool:
    return not any(word[0].isupper() or word[0].isdigit() for word in scene.words(span))


def split_pairs(scene: Scene, spans: list[Span]) -> list[Span]:
    """'Paris-Lyon' and 'Brussels/Beijing' are two names, unless the gazetteer knows the pair."""
    return [part for span in spans for part in _parts(scene, span)]


def _parts(scene: Scene, span: Span) -> list[Span]:
    words = scene.words(span)
    joints = [i for i, word in enumerate(words) if word in ("-", "/")]
    if len(joints) != 1 or scene.evidence(scene.text(span)):
        return [span]
    middle = span.first + joints[0]
    if span.first == middle or middle + 1 == span.behind:
        return [span]
    left, right = moved(span, span.first, middle), moved(span, middle + 1, span.behind)
    both = len(scene.text(left)) > 3 and len(scene.text(right)) > 3
    if both and scene.evidence(scene.text(left)) and scene.evidence(scene.text(right)):
        return [left, right]
    return [span]


def _closes(texts: tuple[str, ...], first: int, behind: int) -> bool:
    last = texts[behind - 1]
    if last in CLOSING:
        return True
    if last == "s" and behind - 2 > first and texts[behind - 2] == "'":
        return True
    if last != "." or "." in texts[first : behind - 1]:
        return False
    return texts[behind - 2] not in DOTTED | SHORT_NOUNS
