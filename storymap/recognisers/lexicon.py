"""The last resort: names that the gazetteer knows, kept or dropped by the words around them.

Needs no model and nothing beyond the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storymap.model import Article, Mention, MentionKind
from storymap.recognisers.blocks import Block, read
from storymap.recognisers.evidence import BIT, Evidence
from storymap.recognisers.lists import listed
from storymap.recognisers.typography import plain
from storymap.recognisers.words import SENTENCE_ENDS, Column

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

STRONG = BIT[Column.COUNTRY] | BIT[Column.DIVISION] | BIT[Column.CITY] | BIT[Column.COUNTY]
WEAK = BIT[Column.VILLAGE] | BIT[Column.SPOT] | BIT[Column.TOWN] | BIT[Column.NATURE]
DEMONYM = BIT[Column.DEMONYM] | BIT[Column.ALTERNATE]
PLACE_BEFORE = frozenset(
    "in at from near to outside across around into through of via between toward towards".split()
)
ORGANISATION_BEHIND = listed("organisations")
TITLES = listed("titles")
# Names that are also everyday words, months, days or given names, and mean those in the news.
ORDINARY = listed("ordinary")


class Lexicon:
    """Finds the names that the gazetteer knows."""

    def recognise(self, article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
        """The mentions of places, in reading order."""
        texts = {p.index: p.text for p in article.paragraphs}
        blocks = read(article, Evidence(gazetteer))
        small = {w for b in blocks for w in b.words.texts if w.islower()}
        return tuple(
            _mention(block, texts[block.paragraph], name)
            for block in blocks
            for name in _names(block, small)
        )


def _names(block: Block, small: set[str]) -> Iterator[tuple[int, int, int]]:
    """The first, longest names of a block that read as places."""
    free = 0
    for first, behind, known in block.names:
        if first >= free and _is_place(block, first, behind, known, small):
            yield first, behind, known
            free = behind


def _is_place(block: Block, first: int, behind: int, known: int, small: set[str]) -> bool:
    texts = block.words.texts
    word = texts[first]
    before = texts[first - 1] if first else "."
    after = texts[behind] if behind < len(texts) else "."
    if not word[0].isupper() or (behind - first == 1 and word.lower() in ORDINARY):
        return False
    if before.lower() in TITLES or (
        before == "." and first > 1 and texts[first - 2].lower() in TITLES
    ):
        return False
    if behind - first > 1 or known == DEMONYM:
        return True
    if word.lower() in small and before in SENTENCE_ENDS:
        return False
    if before[0].isupper() and before.lower() not in ORDINARY and before.isalpha():
        return False  # the last word of a longer name, mostly a person's
    if before.lower() in PLACE_BEFORE or after.lower() in ORGANISATION_BEHIND:
        return True
    if after[0].isupper() and after.isalpha():
        return bool(known & (BIT[Column.COUNTRY] | BIT[Column.DIVISION]))
    return bool(known & STRONG) or after == ","


def _mention(block: Block, source: str, name: tuple[int, int, int]) -> Mention:
    first, behind, known = name
    start = block.reading.start(block.words.starts[first])
    end = block.reading.end(block.words.ends[behind - 1])
    after = block.words.texts[behind] if behind < len(block.words.texts) else "."
    kind = MentionKind.DEMONYM if known == DEMONYM else MentionKind.NAME
    if kind is MentionKind.NAME and after[0].isupper() and after.lower() in ORGANISATION_BEHIND:
        kind = MentionKind.EMBEDDED
    text = source[start:end]
    return Mention(block.paragraph, start, end, text, plain(text).text, kind, score=0.6)


def create() -> Lexicon:
    """The gazetteer's recogniser; it needs nothing that could be missing."""
    return Lexicon()
