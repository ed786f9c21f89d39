"""Sentences of a paragraph, cut into pieces for display."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from storymap.model import Passage

Span = tuple[int, int]

# A full stop after one of these, as written, ends no sentence.
_ABBREVIATIONS = frozenset(
    Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").split()
)
# ... and after 'U.S.' a sentence ends only where one of these follows.
_STARTERS = frozenset(
    ("The", "A", "An", "In", "It", "He", "She", "They", "But", "On", "At", "This")
)
_BREAK = re.compile(
    r"""([.!?\u2026\u3002\uff01\uff1f\u061f\u0964]+)(["'\u2019\u201d\u00bb)\]]*)(\s+|(?<=[\u3002\uff01\uff1f])|$)"""
)
_LAST_WORD = re.compile(r"[\w.]+$")


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` as (start, end) code points, in order, without outer white space.

    A break is a full stop, question or exclamation mark (Latin, CJK, Arabic, Devanagari) with its
    closing quotes, followed by white space and no lower-case letter; abbreviations and initials
    do not break.
    """
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if _breaks(text, match):
            spans.append((start, match.end(2)))
            start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, span))[0] < trimmed[1]]


def _breaks(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 10].split(maxsplit=1)
    if not following or following[0][0].islower():
        return not following
    word = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    if match[1] != "." or match[2] or word is None:
        return True
    if word[0] in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper()):
        return False
    return "." not in word[0] or following[0] in _STARTERS


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def passages(paragraph: int, text: str, marks: Iterable[Span]) -> tuple[Passage, ...]:
    """The sentences of ``text`` that hold one of ``marks``, whole, with the marks told apart."""
    spans = sorted(marks)
    found = []
    for start, end in sentences(text):
        inside = [s for s in spans if start <= s[0] < end]
        if inside:
            found.append(Passage(paragraph, cut(text, start, end, inside)))
    return tuple(found)


def cut(text: str, start: int, end: int, marks: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """``text[start:end]`` in pieces ``(piece, marked)``; the pieces joined are that text."""
    pieces: list[tuple[str, bool]] = []
    at = start
    for left, right in marks:
        right = min(right, end)
        if left > at:
            pieces.append((text[at:left], False))
        if right > max(left, at):
            pieces.append((text[max(left, at) : right], True))
        at = max(at, right)
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
