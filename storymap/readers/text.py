"""Plain text: paragraphs apart by blank lines, or one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from storymap.model import Article, Paragraph
from storymap.readers.blocks import Block, is_credit, paragraphs
from storymap.readers.source import Source

Line = tuple[int, str]
"""Where a line begins in the source (code points), and the line without its end."""

WRAP_WIDTHS = range(40, 121)
"""Lengths at which editors break lines; longer 'lines' are paragraphs."""

HEADLINE_WORDS = 14
_BREAKS = str.maketrans(dict.fromkeys("\r\n\t\v\f\x85\u2028\u2029", " "))
_BYLINE = re.compile(
    r"(?:By|BY)\s+((?:[A-Z\u00c0-\u00de][\w.'\u2019-]*(?:,?\s+(?:and|de|van|von|al)\b)?\s*,?\s*){2,6})"
)


def read(source: Source) -> Article:
    """The article of a plain text; the title is its headline, else made of the file's name.

    ``source.text()[offset:offset + len(text)] == text`` holds for every paragraph, where a line
    break inside a paragraph reads as a space.
    """
    text = source.text()
    blocks = list(_blocks(text))
    title = byline = ""
    if len(blocks) > 2 and is_headline(blocks[0].text):
        title = blocks.pop(0).text
    if len(blocks) > 1 and (signed := _BYLINE.fullmatch(blocks[0].text)):
        byline = signed.group(1).strip()
        del blocks[0]
    return Article(paragraphs(blocks), title=title or title_of(source), byline=byline)


def read_lines(text: str, name: str = "") -> Article:
    """Each line that holds anything as a paragraph, nothing taken for a headline or a credit.

    For corpora: all of ``text`` is looked at, and offsets are those of ``text`` as given.
    """
    kept = [(start, line) for start, line in _lines(text) if line.strip()]
    return Article(
        tuple(Paragraph(i, line, offset=start) for i, (start, line) in enumerate(kept)), source=name
    )


def title_of(source: Source) -> str:
    """A title made of a file's name: 'seed-article.txt' gives 'Seed article'; '' without a file."""
    if not source.suffix and source.folder is None:
        return ""
    words = re.sub(r"[-_\s]+", " ", PurePath(source.name).stem).strip()
    return words[:1].upper() + words[1:]


def is_headline(line: str) -> bool:
    """Whether a first line reads like a headline: short, and without a sentence's end."""
    words = line.split()
    return 0 < len(words) <= HEADLINE_WORDS and line.rstrip()[-1] not in '.,;:"\u201d'


def _blocks(text: str) -> Iterator[Block]:
    groups = _groups(list(_lines(text)))
    lengths = [len(line) for group in groups for _, line in group if " " in line]
    width = max(lengths, default=0)
    for group in groups:
        if width in WRAP_WIDTHS and _is_wrapped(group, width):
            yield _block(text, group[0][0], group[-1][0] + len(group[-1][1]))
        else:
            for start, line in group:
                yield _block(text, start, start + len(line))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def _groups(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for start, line in lines:
        if line.strip():
            groups[-1].append((start, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(group: list[Line], width: int) -> bool:
    """Whether an editor broke these lines: each next line's first word would not have fitted."""
    if len(group) < 2 or any(is_credit(line) for _, line in group):
        return False
    pairs = pairwise(group)
    return all(len(a.rstrip()) + 1 + len(b.split()[0]) > width - 4 for (_, a), (_, b) in pairs)


def _block(text: str, start: int, end: int) -> Block:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Block(piece.strip().translate(_BREAKS), offset=start)
