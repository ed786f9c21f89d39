"""Abbreviated names whole: 'U.S.', 'N. Y.', 'Ky.', and the places in party tags ('R-Florence')."""

from __future__ import annotations

from storymap.recognisers.blocks import Block
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import Scene, Span, moved, without_overlaps

# Written with a full stop that belongs to them (AP style, Canadian Press, and older usage).
DOTTED = listed("dotted")
PARTIES = frozenset("R D I L DFL GOP SNP Lab Con LD Rep Dem".split())
LINKED = frozenset({"-", "/", " "})


def whole_abbreviations(scene: Scene, spans: list[Span]) -> list[Span]:
    """Spans that touch a dotted abbreviation cover it; a state's own dot belongs to it."""
    return without_overlaps(_whole(scene, span) for span in spans)


def _whole(scene: Scene, span: Span) -> Span:
    block = scene.blocks[span.block]
    first, behind = span.first, span.behind
    start, stop = _dotted(block, first)
    if stop > first:
        first, behind = min(first, start), max(behind, stop)
    start, stop = _dotted(block, behind - 1)
    if stop >= behind and start >= 0:
        behind = max(behind, stop)
    texts = block.words.texts
    if behind < len(texts) and texts[behind] == "." and _glued(block, behind):
        behind += texts[behind - 1] in DOTTED
    return moved(span, first, behind)


def _dotted(block: Block, at: int) -> tuple[int, int]:
    """The bounds of the run of dotted capitals ('U.S.') around a word; (-1, -1) if none."""
    texts = block.words.texts
    if texts[at] == "." and at:
        at -= 1
    if not _capital(texts, at):
        return (-1, -1)
    first, behind = at, at + 2
    while first >= 2 and _capital(texts, first - 2) and _near(block, first):
        first -= 2
    while _capital(texts, behind) and _near(block, behind):
        behind += 2
    return (first, behind) if behind - first > 2 else (-1, -1)


def _capital(texts: tuple[str, ...], at: int) -> bool:
    if at + 1 >= len(texts) or texts[at + 1] != ".":
        return False
    return len(texts[at]) == 1 and texts[at].isupper()


def _glued(block: Block, at: int) -> bool:
    return block.words.ends[at - 1] == block.words.starts[at]


def _near(block: Block, at: int) -> bool:
    """At most one space before the word, as in 'D. C.'."""
    return block.words.starts[at] - block.words.ends[at - 1] <= 0


def party_tags(scene: Scene, spans: list[Span]) -> list[Span]:
    """The district or state behind a party's letter: 'Sen. Ann Lee, R-Florence'."""
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        texts = block.words.texts
        for i in range(1, len(texts) - 2):
            if texts[i + 1] == "-" and texts[i] in PARTIES and texts[i - 1] in ",(":
                behind = _name_end(block, i + 2)
                if behind:
                    found = [s for s in found if s.block != number or not _within(s, i, behind)]
                    found.append(Span(number, i + 2, behind, 0.95))
    return without_overlaps(found)


def _within(span: Span, first: int, behind: int) -> bool:
    return span.first < behind and span.behind > first


def _name_end(block: Block, first: int) -> int:
    """Where the name that begins at ``first`` ends: the known name, else the capitalised words."""
    texts = block.words.texts
    if not texts[first][0].isupper():
        return 0
    known = [behind for start, behind, _ in block.names if start == first]
    if known:
        return max(known)
    dotted = _dotted(block, first)
    if dotted[1] > first:
        return dotted[1]
    behind = first + 1
    while behind < len(texts) and texts[behind][0].isupper():
        behind += 1
    if behind < len(texts) and texts[behind] == ".":
        behind += texts[behind - 1] in DOTTED
    return behind
