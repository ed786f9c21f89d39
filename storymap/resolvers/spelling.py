"""Whether an article is spelt the British or the American way: which Paris is read about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from storymap.model import Article

AMERICAN = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "PH", "LR"})
BRITISH = frozenset(
    "GB IE AU NZ IN PK BD LK NP ZA KE NG GH UG TZ ZM ZW BW NA MW SL GM MY SG HK CY MT JM TT BB BS"
    " GY BZ FJ PG SB VU WS TO GI IM JE GG".split()
)
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?|£")


def side_of(country: str) -> float:
    """Return -1 for countries that spell the American way, 1 for the British, 0 for the others.

    Canada, which does both, is among the others.
    """
    return float(country in BRITISH) - float(country in AMERICAN)


def spelling_of(article: Article) -> float:
    """Return how the article is spelt: -1 American, 1 British, 0 where nothing tells."""
    sides = _sides()
    words = Counter(word for p in article.paragraphs for word in _WORD.findall(p.text))
    distinct = [sides[word] for word in words if word in sides]
    return sum(distinct) / (len(distinct) + 1)


@cache
def _sides() -> dict[str, int]:
    text = files("storymap.resolvers").joinpath("spelling.tsv").read_text(encoding="utf-8")
    sides: dict[str, int] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            british, american = line.split("\t")
            sides[british], sides[american] = 1, -1
    return sides
