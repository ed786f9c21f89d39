"""Places that an article gives away without a mention: home, regional words, telephone numbers.

A sheriff's office is American, a crore is Indian, (318) rings in Louisiana: what a reader knows of
the paper's country before the first place is named. Hints weigh like a place named once.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from storymap.model import Article, Place
from storymap.resolvers.scene import Hint, containment
from storymap.resolvers.tiers import Tier

if TYPE_CHECKING:
    from storymap.resolvers.options import Catalogue, Options

HOME_WEIGHT = 2.0
MOST_HINTS = 4
_TELEPHONE = re.compile(r"(?<![\d-])(?:1[-. ])?\(?([2-9]\d\d)\)?[-. /]\s?\d{3}[-. ]\d{4}(?!\d)")

_Where = tuple[str, str, float]  # a place's name, its country's code, the weight


def hints_of(article: Article, home: str, catalogue: Catalogue) -> list[Hint]:
    """Return the hints of an article; ``home`` is the paper's home as its author wrote it."""
    own = home_place(home, catalogue) if home else None
    return ([own] if own else []) + _regional(article, catalogue)


def home_place(home: str, catalogue: Catalogue) -> Hint | None:
    """Return where a paper is read: 'Lexington, Ky.' is the best known Lexington in Kentucky."""
    name, _, container = (part.strip() for part in home.partition(","))
    options = catalogue.options(name)
    if not len(options):
        return None
    row = _inside(options, catalogue.options(container)) if container else 0
    return Hint(options.entries[row].place, HOME_WEIGHT, "the paper's home")


def _inside(inner: Options, outer: Options) -> int:
    held = containment(
        outer.tiers, outer.country, outer.admin1, outer.admin2,
        inner.tiers, inner.country, inner.admin1, inner.admin2,
    )  # fmt: skip
    rows = held.max(axis=0, initial=0.0)
    return int(rows.argmax()) if len(rows) else 0


def _regional(article: Article, catalogue: Catalogue) -> list[Hint]:
    """Return what the words and telephone numbers of the text give away, heaviest first."""
    pattern, words = regional_words()
    codes = area_codes()
    votes: dict[tuple[str, str], tuple[float, str]] = {}
    for paragraph in article.paragraphs:
        for found in pattern.finditer(paragraph.text):
            for name, country, weight in words[found[0]]:
                _vote(votes, name, country, weight, f"as the word '{found[0]}' suggests")
        for found in _TELEPHONE.finditer(paragraph.text):
            if found[1] in codes:
                name, country, weight = codes[found[1]]
                _vote(votes, name, country, weight, f"as the area code {found[1]} suggests")
    hints = [
        Hint(place, weight, words)
        for (name, country), (weight, words) in votes.items()
        if (place := _division(name, country, catalogue)) is not None
    ]
    return sorted(hints, key=lambda hint: (-hint.weight, hint.place.id))[:MOST_HINTS]


def _vote(
    votes: dict[tuple[str, str], tuple[float, str]],
    name: str,
    country: str,
    weight: float,
    words: str,
) -> None:
    best = votes.get((name, country))
    if best is None or weight > best[0]:
        votes[name, country] = (weight, words)


def _division(name: str, country: str, catalogue: Catalogue) -> Place | None:
    """Return the country or first-order division of that name in that country."""
    options = catalogue.options(name)
    for entry, tier in zip(options.entries, options.tiers, strict=True):
        if tier <= Tier.ADM1 and entry.place.country == country:
            return entry.place
    return None


@cache
def regional_words() -> tuple[re.Pattern[str], dict[str, list[_Where]]]:
    """Return a pattern that finds regional words and where each is at home."""
    table: dict[str, list[_Where]] = {}
    for word, name, country, weight in _rows("regional-words.tsv"):
        table.setdefault(word, []).append((name, country, float(weight)))
    words = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b"), table


@cache
def area_codes() -> dict[str, _Where]:
    """Return the state or province of each telephone area code of the North American plan."""
    return {code: (name, country, 1.0) for code, name, country in _rows("area-codes.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = files("storymap.resolvers").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
