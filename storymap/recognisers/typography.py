"""Unicode and line breaking undone: the text as its words are meant, tied to the original offsets.

Composed and decomposed forms, soft hyphens, zero-width characters, typographic quotes and dashes,
no-break spaces and words broken over two lines all read alike afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One character for one: offsets stay as they are.
PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
        "\u2212": "-", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
        "\u2003": " ", "\u2002": " ", "\u3000": " ",
    }
)  # fmt: skip
BROKEN_WORD = r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-z])"
INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
COMBINED = r"[^\W\d_][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
TROUBLE = re.compile(f"(?P<gone>{BROKEN_WORD}|{INVISIBLE})|(?P<combined>{COMBINED})")


@dataclass(frozen=True, slots=True)
class PlainText:
    """``text`` as its words are meant; its character i begins at ``offsets[i]`` of the source.

    ``offsets`` has one item more than ``text`` has characters, the source's length; it is empty
    where the two texts have the same offsets.
    """

    text: str
    offsets: tuple[int, ...] = ()

    def start(self, position: int) -> int:
        """The source offset of the character at ``position``."""
        return self.offsets[position] if self.offsets else position

    def end(self, position: int) -> int:
        """The source offset behind the last character before ``position`` (exclusive)."""
        return self.offsets[position] if self.offsets else position


def plain(source: str) -> PlainText:
    """The plain reading of ``source`` with its offsets."""
    if source.isascii() and "-" not in source:
        return PlainText(source)
    text = source.translate(PLAIN)
    if TROUBLE.search(text) is None:
        return PlainText(text)
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in TROUBLE.finditer(text):
        pieces.append(text[at : match.start()])
        offsets.extend(range(at, match.start()))
        if match["combined"]:
            piece = _composed(match["combined"])
            pieces.append(piece)
            offsets.extend(range(match.start(), match.start() + len(piece)))
        at = match.end()
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return PlainText("".join(pieces), tuple(offsets))


def _composed(letters: str) -> str:
    """A letter and its marks as fewer characters; as they stand where there are no fewer."""
    composed = unicodedata.normalize("NFC", letters)
    return composed if len(composed) < len(letters) else letters
