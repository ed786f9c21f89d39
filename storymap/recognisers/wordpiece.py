"""WordPiece, as uncased BERT models read text (Devlin et al. 2019), with words cut by offset."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
CONTINUED = "##"
UNKNOWN = "[UNK]"
LONGEST = 100  # characters; BERT's own limit, beyond which a word is unknown


class WordPiece:
    """Words to vocabulary numbers; a word's pieces are remembered, for words repeat."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self.numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self.begin = self.numbers["[CLS]"]
        self.finish = self.numbers["[SEP]"]
        self._unknown = (self.numbers[UNKNOWN],)
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The vocabulary numbers of one word; at least one."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            known = self._known[word] = self._cut(fold(word))
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        """Greedy longest match first."""
        if not word or len(word) > LONGEST:
            return self._unknown
        found: list[int] = []
        at = 0
        while at < len(word):
            end = len(word)
            prefix = CONTINUED if at else ""
            while end > at and prefix + word[at:end] not in self.numbers:
                end -= 1
            if end == at:
                return self._unknown
            found.append(self.numbers[prefix + word[at:end]])
            at = end
        return tuple(found)


def fold(word: str) -> str:
    """Lower case without accents, as the vocabulary has its words."""
    if word.isascii():
        return word.lower()
    marked = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in marked if unicodedata.category(c) != "Mn")
