"""Resolvers decide which place each mention means (toponym resolution).

The contract: a module with ``resolve(article, mentions, gazetteer, *, home="")`` that returns one
``Resolution`` a mention, in the order of the mentions. The table below names one module a kind; to
add a kind is to add a file and a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from storymap.errors import OptionError
from storymap.model import Article, Mention, Resolution

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

DEFAULT = "ranker"

RESOLVERS = {
    "ranker": "storymap.resolvers.ranker",
    "population": "storymap.resolvers.population",
}


class Resolver(Protocol):
    """What a resolver's module offers."""

    def resolve(
        self,
        article: Article,
        mentions: Sequence[Mention],
        gazetteer: Gazetteer,
        *,
        home: str = "",
    ) -> tuple[Resolution, ...]:
        """Return one resolution a mention, in the same order; ``home`` outranks the article's."""
        ...


def resolver(kind: str = DEFAULT) -> Resolver:
    """Return the resolver of that kind; its module is imported now. Raises OptionError."""
    if kind not in RESOLVERS:
        known = ", ".join(sorted(RESOLVERS))
        raise OptionError(f"unknown resolver {kind!r}; known: {known}")
    return cast(Resolver, import_module(RESOLVERS[kind]))


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    home: str = "",
    kind: str = DEFAULT,
) -> tuple[Resolution, ...]:
    """Return one resolution a mention, in the same order, by the resolver of that kind."""
    return resolver(kind).resolve(article, mentions, gazetteer, home=home)
