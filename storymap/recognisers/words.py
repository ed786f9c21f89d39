"""Words and their surface features: what an uncased encoder does not see, and names known.

Every feature is 0 or 1 and stands at a fixed column; training and recognising share this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from storymap.recognisers.lists import listed

WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
SENTENCE_ENDS = frozenset('.!?:;"')
# Words that a name may hold between its capitalised words.
LINKS = frozenset(
    "of the and de la le les el al del di du da do dos das des san st e y an in on upon sur les "
    "under am an der den van von bin ben ul el- - ' . & & i na nad pri sous-".split()
)
DOTTED = listed("dotted")
LONGEST_NAME = 6  # words
EvidenceOf = Callable[[str], int]


class Column(IntEnum):
    """The columns of the feature matrix."""

    LOWER = 0
    TITLE = auto()
    UPPER = auto()
    INITIAL = auto()
    MIXED = auto()
    DIGIT = auto()
    PUNCTUATION = auto()
    GLUED_LEFT = auto()
    GLUED_RIGHT = auto()
    SENTENCE_START = auto()
    SHOUTED = auto()  # the whole block is in capitals
    UNCASED = auto()  # the whole block is in lower case
    BLOCK_START = auto()
    CONTINUED = auto()  # a later piece of a word
    NAME_BEGIN = auto()
    NAME_INSIDE = auto()
    NAME_PART = auto()  # inside a shorter name than the longest
    COUNTRY = auto()
    DIVISION = auto()
    COUNTY = auto()
    CITY = auto()
    TOWN = auto()
    VILLAGE = auto()
    NATURE = auto()
    SPOT = auto()
    DEMONYM = auto()
    ABBREVIATION = auto()
    ALTERNATE = auto()  # no place has it as its main name


WIDTH = len(Column)
EVIDENCE = tuple(Column)[Column.COUNTRY :]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a block: ``texts``, and where each begins and ends in its plain text."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def cut(text: str) -> Words:
    """The words and punctuation marks of ``text``, as BERT's basic tokeniser cuts them."""
    found = list(WORD.finditer(text))
    return Words(
        tuple(m[0] for m in found), tuple(m.start() for m in found), tuple(m.end() for m in found)
    )


def shape(word: str) -> Column:
    """The column of a word's case pattern."""
    if not word[0].isalnum():
        return Column.PUNCTUATION
    if word.islower():
        return Column.LOWER
    if word.isdigit() or word[0].isdigit():
        return Column.DIGIT
    if len(word) == 1:
        return Column.INITIAL if word.isupper() else Column.LOWER
    if word.isupper():
        return Column.UPPER
    return Column.TITLE if word[0].isupper() and word[1:].islower() else Column.MIXED


def surface(words: Words) -> list[list[int]]:
    """For each word the columns that its form and place in the block set."""
    shapes = [shape(word) for word in words.texts]
    block = _block_case(shapes)
    rows: list[list[int]] = []
    for i, form in enumerate(shapes):
        row: list[int] = [form, *block]
        if i and words.ends[i - 1] == words.starts[i]:
            row.append(Column.GLUED_LEFT)
        if i + 1 < len(shapes) and words.ends[i] == words.starts[i + 1]:
            row.append(Column.GLUED_RIGHT)
        if i == 0:
            row.append(Column.BLOCK_START)
        if i == 0 or words.texts[i - 1] in SENTENCE_ENDS:
            row.append(Column.SENTENCE_START)
        rows.append(row)
    return rows


def _block_case(shapes: Sequence[Column]) -> tuple[Column, ...]:
    """Whether the block as a whole tells nothing by its capitals."""
    small = sum(s is Column.LOWER for s in shapes)
    large = sum(s in (Column.UPPER, Column.TITLE, Column.MIXED) for s in shapes)
    loud = sum(s is Column.UPPER for s in shapes)
    if loud > 2 and small <= loud // 8 and loud > large // 2:
        return (Column.SHOUTED,)
    return (Column.UNCASED,) if small > 2 and large == 0 else ()


def known_names(words: Words, text: str, evidence: EvidenceOf) -> list[tuple[int, int, int]]:
    """``(first word, word behind the last, evidence)`` of every name the gazetteer knows.

    ``evidence`` gives a bit set over ``EVIDENCE`` for a name, 0 where it is unknown. Longer names
    come before shorter ones of the same first word.
    """
    uncased = not any(word[0].isupper() for word in words.texts)
    opens = [(uncased and w.isalpha()) or w[0].isupper() for w in words.texts]
    found = []
    for first, may_open in enumerate(opens):
        if may_open:
            found.extend(_names_from(first, opens, words, text, evidence))
    return found


def _names_from(
    first: int, opens: Sequence[bool], words: Words, text: str, evidence: EvidenceOf
) -> list[tuple[int, int, int]]:
    found = []
    for last in range(first, min(first + LONGEST_NAME, len(opens))):
        word = words.texts[last]
        if not opens[last] and word.lower() not in LINKS:
            break
        if opens[last] or (word == "." and _has_full_stop(words.texts[last - 1])):
            known = evidence(text[words.starts[first] : words.ends[last]])
            if known:
                found.append((first, last + 1, known))
    return found[::-1]


def _has_full_stop(word: str) -> bool:
    """Whether a full stop behind the word belongs to it: 'Ky.', 'N.Y.'."""
    return word in DOTTED or (len(word) == 1 and word.isupper())


def mark_names(rows: list[list[int]], names: Sequence[tuple[int, int, int]]) -> None:
    """Add the columns of known names to ``rows``: of overlapping names the first, longest one."""
    covered = 0
    for first, behind, known in names:
        bits = [column for i, column in enumerate(EVIDENCE) if known >> i & 1]
        if first < covered:
            rows[first].append(Column.NAME_PART)
            continue
        covered = behind
        rows[first].extend((Column.NAME_BEGIN, *bits))
        for row in rows[first + 1 : behind]:
            row.extend((Column.NAME_INSIDE, *bits))
