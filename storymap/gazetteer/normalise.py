"""The look-up key of a place name: the same function when a gazetteer is built and searched."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'’‘‛`´ʻʼʽʾʿʹ′＇׳"
_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
    "ŋ": "n", "ə": "e", "ŧ": "t", "ɖ": "d", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ς": "σ", "&": " and ",
    "ک": "ك", "ی": "ي", "ى": "ي", "ة": "ه", "ہ": "ه", "\u0640": "",
}  # fmt: skip
# Marks that a writer may leave out: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic
# vowel signs. Marks of other scripts (kana voicing, Devanagari vowels) carry the name and stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u1dc0-\u1dff]")
_DOT_BEFORE_WORD = re.compile(r"[.．](?=\w\w)")
_SHORT = {"saint": "st", "sainte": "st", "ste": "st", "mount": "mt", "fort": "ft"}


class _Characters(dict[int, str]):
    """What each character becomes in a key; learns the characters it meets."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        self[code] = "" if kind == "Cf" else " " if kind[0] in "PSZC" else character
        return self[code]


_CHARACTERS = _Characters({ord(a): b for a, b in _LETTERS.items()})
_CHARACTERS.update({ord(c): "" for c in _APOSTROPHES + ".．"})


def normalise(name: str) -> str:
    """Return the look-up key of ``name``: lower case, no diacritics, no punctuation.

    'St. John’s', 'Saint Johns' and 'St Johns' share a key, as do 'U.S.' and 'US', 'The Hague' and
    'Hague', 'Mount Everest' and 'Mt. Everest'. The key of a key is the key itself. Words that
    tell one place from another (County, City, Lake) stay. Empty where ``name`` has no letter.
    """
    text = name.lower() if name.isascii() else _fold(name)
    if "." in text or "．" in text:
        text = _DOT_BEFORE_WORD.sub(" ", text)
    words = text.translate(_CHARACTERS).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1:  # 'MT' alone is Montana, not a mountain
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


def _fold(name: str) -> str:
    """Case and marks away; NFKD twice, since case folding makes new compositions."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", folded)))
