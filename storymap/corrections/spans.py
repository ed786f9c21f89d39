"""Where names stand in a text: as the recogniser saw them, and as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from storymap.corrections.statements import Statement
from storymap.gazetteer import normalise
from storymap.model import Article, Mention

_APOSTROPHES = "'’‘ʼ"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s?$")


class Span(NamedTuple):
    """Code points ``start`` to ``end`` (exclusive) of a paragraph, counted from 0."""

    paragraph: int
    start: int
    end: int


class Cover:
    """Spans that do not overlap, found by the letters they cover."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._at: dict[tuple[int, int], Span] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Cover the letters of ``span`` too."""
        self._at.update(dict.fromkeys(_letters(span), span))

    def touches(self, span: Span) -> bool:
        """Whether ``span`` shares a letter with one of them."""
        return any(letter in self._at for letter in _letters(span))

    def holds(self, span: Span) -> bool:
        """Whether ``span`` lies within one of them that is longer."""
        other = self._at.get((span.paragraph, span.start))
        return other is not None and other != span and span.end <= other.end


def _letters(span: Span) -> Iterator[tuple[int, int]]:
    return ((span.paragraph, at) for at in range(span.start, span.end))


def span_of(mention: Mention) -> Span:
    """Where ``mention`` stands."""
    return Span(mention.paragraph, mention.start, mention.end)


def names(statement: Statement, mention: Mention) -> bool:
    """Whether the statement is about this mention, whichever occurrence it is.

    Names are compared as the gazetteer compares them: 'BEREA' is Berea, 'St. John’s' Saint Johns.
    """
    if statement.paragraph not in (0, mention.paragraph + 1):
        return False
    return normalise(statement.name) in _keys(mention.text, mention.name)


@lru_cache(4096)
def _keys(text: str, name: str) -> frozenset[str]:
    return frozenset(map(normalise, (text, name, _POSSESSIVE.sub("", text))))


def spans_of(
    statement: Statement, article: Article, mentions: Sequence[Mention], others: Cover
) -> list[Span]:
    """The spans that the statement is about, in reading order.

    These are the mentions of its name. Where there are none, where it counts occurrences, and
    where it says that places were missed, they are also those where the name is only written;
    words within ``others``, the spans of longer names, are not.
    """
    found = [span_of(mention) for mention in mentions if names(statement, mention)]
    if not found or statement.occurrence or statement.means is True:
        taken = Cover(found)
        written = _written(statement, article)
        found += [s for s in written if not taken.touches(s) and not others.holds(s)]
        found.sort()
    if statement.occurrence:
        return found[statement.occurrence - 1 : statement.occurrence]
    return found


def _written(statement: Statement, article: Article) -> Iterator[Span]:
    pattern = _pattern(statement.name)
    for paragraph in article.paragraphs:
        if statement.paragraph in (0, paragraph.index + 1):
            for found in pattern.finditer(paragraph.text):
                yield Span(paragraph.index, *found.span())


def _pattern(name: str) -> re.Pattern[str]:
    """The name as whole words, however spaces, apostrophes and accents are encoded."""
    forms = dict.fromkeys(unicodedata.normalize(form, name.strip()) for form in ("NFC", "NFD"))
    return re.compile("|".join(map(_form, forms)))


def _form(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    words = re.sub(rf"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", words)
    before = r"(?<!\w)" if _parted(name[0]) else ""
    return before + words + (r"(?!\w)" if _parted(name[-1]) else "")


def _parted(letter: str) -> bool:
    """Whether the letter's script parts words: those with capitals do, 東京 does not."""
    return letter.isdigit() or letter.lower() != letter.upper()
