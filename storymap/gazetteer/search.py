"""Names that begin like a text, and names that are spelt like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from storymap.gazetteer.normalise import normalise
from storymap.gazetteer.store import Store
from storymap.model import Entry

# First letters that one another's sound is often written with, for names heard or transcribed.
_CONFUSED = ("ckq", "jgy", "iey", "sz", "fpv", "wv", "ou", "xs", "tdt", "bp", "hk")
_LEAST = 70.0  # rapidfuzz ratio below which two spellings are no longer alike
_AFTER = "\U0010ffff"  # sorts after every character that a key can hold


def prefix(stores: Sequence[Store], text: str, limit: int) -> tuple[Entry, ...]:
    """Return up to ``limit`` entries, one a place, whose key begins with the key of ``text``."""
    key = normalise(text)
    if not key:
        return ()
    values = {"low": key, "high": key + _AFTER, "limit": 4 * limit}
    entries = (e for s in stores for e in s.entries("prefix", values))
    return _distinct(entries, limit)


def fuzzy(stores: Sequence[Store], text: str, limit: int) -> tuple[Entry, ...]:
    """Return up to ``limit`` entries, one a place, nearest spelling first, then most important.

    Damerau-Levenshtein similarity (rapidfuzz) over the keys that begin with the same letter, one
    that is often confused with it, or the second letter (a letter lost or two swapped).
    """
    key = normalise(text)
    if not key:
        return ()
    near = sorted(((-s, k, i) for i, st in enumerate(stores) for s, k in _near(st, key, limit)))
    entries = (e for _, k, i in near for e in stores[i].entries("lookup", (k,)))
    return _distinct(entries, limit)


def _near(store: Store, key: str, limit: int) -> Iterator[tuple[float, str]]:
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    slack = 1 if len(key) < 5 else 2 if len(key) < 12 else 3
    spans = {"short": len(key) - slack, "long": len(key) + slack}
    keys = [
        row[0]
        for letter in _first_letters(key)
        for row in store.rows("keys", {"low": letter, "high": letter + _AFTER, **spans})
    ]
    found = process.extract(
        key, keys, scorer=DamerauLevenshtein.normalized_similarity,
        limit=limit, score_cutoff=_LEAST / 100,
    )  # fmt: skip
    return ((score, choice) for choice, score, _ in found)


def _first_letters(key: str) -> list[str]:
    letters = {key[0], *(c for group in _CONFUSED if key[0] in group for c in group)}
    if len(key) > 1 and key[1] != " ":
        letters.add(key[1])
    return sorted(letters)


def _distinct(entries: Iterable[Entry], limit: int) -> tuple[Entry, ...]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if len(first) == limit:
            break
        first.setdefault(entry.place.id, entry)
    return tuple(first.values())
