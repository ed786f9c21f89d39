"""An article as blocks of words, and its runs of words in windows that the network reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storymap.model import Article, ParagraphKind
from storymap.recognisers.typography import PlainText, plain
from storymap.recognisers.words import EvidenceOf, Words, cut, known_names, mark_names, surface

WINDOW = 150  # pieces; the network learned from windows of about this length
STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its reading, its words, their feature columns and the names known in it.

    ``names`` are ``(first word, word behind the last, evidence)``.
    """

    paragraph: int
    reading: PlainText
    words: Words
    columns: tuple[tuple[int, ...], ...]
    names: tuple[tuple[int, int, int], ...]

    def text(self, first: int, behind: int) -> str:
        """The plain text of the words ``first`` to ``behind`` (exclusive)."""
        return self.reading.text[self.words.starts[first] : self.words.ends[behind - 1]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive words of one block: a sentence, or a cut of a long one."""

    block: int
    first: int
    behind: int
    pieces: int


def read(article: Article, evidence: EvidenceOf | None) -> tuple[Block, ...]:
    """The blocks of an article; credit lines ('AAP') name no places and are left out."""
    kept = (p for p in article.paragraphs if p.kind is not ParagraphKind.CREDIT)
    return tuple(block_of(p.index, p.text, evidence) for p in kept)


def block_of(paragraph: int, text: str, evidence: EvidenceOf | None) -> Block:
    """One block with its features."""
    reading = plain(text)
    words = cut(reading.text)
    rows = surface(words)
    names = known_names(words, reading.text, evidence) if evidence else []
    mark_names(rows, names)
    return Block(paragraph, reading, words, tuple(tuple(r) for r in rows), tuple(names))


def windows(
    blocks: Sequence[Block], lengths: Sequence[Sequence[int]]
) -> Iterator[tuple[Stretch, ...]]:
    """Whole sentences in reading order, packed into windows of at most ``WINDOW`` pieces.

    ``lengths`` gives the number of pieces of each word of each block.
    """
    held: list[Stretch] = []
    size = 0
    for stretch in _stretches(blocks, lengths):
        if held and size + stretch.pieces > WINDOW:
            yield tuple(held)
            held, size = [], 0
        held.append(stretch)
        size += stretch.pieces
    if held:
        yield tuple(held)


def _stretches(blocks: Sequence[Block], lengths: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    for number, block in enumerate(blocks):
        first, size = 0, 0
        for i, length in enumerate(lengths[number]):
            if size and size + length > WINDOW:
                yield Stretch(number, first, i, size)
                first, size = i, 0
            size += length
            if sentence_ends(block.words, i):
                yield Stretch(number, first, i + 1, size)
                first, size = i + 1, 0
        if size:
            yield Stretch(number, first, len(lengths[number]), size)


def sentence_ends(words: Words, i: int) -> bool:
    """Whether a sentence ends at the mark ``i``: a stop, a space, and no short abbreviation."""
    if words.texts[i] not in STOPS or i + 1 >= len(words.texts):
        return False
    if words.ends[i] == words.starts[i + 1] or not i:
        return False
    return len(words.texts[i - 1]) > 2 or words.texts[i] != "."
