"""Other keys to try when a name is not in a gazetteer as it is written."""

from __future__ import annotations

from collections.abc import Iterator

_KINDS = frozenset(
    "borough city commonwealth county department district emirate governorate island kingdom"
    " municipality oblast parish prefecture principality province regency region republic state"
    " territory town township village".split()
)
# Kinds that also follow their name: 'Hanoi City', 'Anbar province'.
_SUFFIXES = _KINDS - {"commonwealth", "kingdom", "principality", "republic", "town", "village"}
_LONG_FIRST = {"n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south"}
_LONG_LAST = {"co": "county", "is": "island", "mtns": "mountains", "mts": "mountains"}
# German and Scandinavian letters as they are spelt without their marks: Duesseldorf, Malmoe.
_DIGRAPHS = (("ue", "u"), ("oe", "o"), ("ae", "a"))


def variants(key: str) -> Iterator[str]:
    """Yield keys that may name the same place as ``key``, likeliest first; often none.

    'city of x' and 'x city' give 'x'; 'county x', 'county of x' and 'x county' give one
    another before 'x'; 'w x' gives 'west x', 'x co' gives 'x county'; 'duesseldorf' gives
    'dusseldorf'; 'el x' and 'al x' give each other.
    """
    words = key.split(" ")
    if len(words) > 1:
        longer = [
            _LONG_FIRST.get(words[0], words[0]),
            *words[1:-1],
            _LONG_LAST.get(words[-1], words[-1]),
        ]
        if longer != words:
            yield " ".join(longer)
        yield from _without_kind(words)
        if words[0] in ("el", "al"):
            yield " ".join(["al" if words[0] == "el" else "el", *words[1:]])
    spelt = key
    for digraph, letter in _DIGRAPHS:
        spelt = spelt.replace(digraph, letter)
    if spelt != key:
        yield spelt


def _without_kind(words: list[str]) -> Iterator[str]:
    if words[0] in _KINDS:
        rest = words[2:] if words[1] == "of" else words[1:] if words[0] == "county" else []
        if rest and words[0] == "county":
            yield " ".join([*rest, "county"])
        if rest:
            yield " ".join(rest)
    elif words[-1] in _SUFFIXES:
        if words[-1] == "county":
            yield " ".join(["county", *words[:-1]])
        yield " ".join(words[:-1])
