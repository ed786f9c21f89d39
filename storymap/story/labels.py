"""How the map writes a place: as the article does, where the article uses a name of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from storymap.gazetteer.normalise import normalise
from storymap.model import Mention, MentionKind, NameUse, Place

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

_WRITTEN_OUT = (NameUse.NAME, NameUse.ALTERNATE)


def label_of(place: Place, mentions: Iterable[Mention], gazetteer: Gazetteer) -> str:
    """The name of ``place`` for the map of an article with these ``mentions`` of it.

    It is the gazetteer's where the article uses that too ('SEOUL' is 'Seoul', 'Tromso' is
    'Tromsø') or uses none but adjectives and abbreviations ('Ky.' is 'Kentucky'); else what the
    article calls the place most often ('Cologne', not 'Köln').
    """
    own = normalise(place.name)
    called = [mention for mention in mentions if _is_name(mention)]
    if not called or any(normalise(mention.name) == own for mention in called):
        return place.name
    known = {normalise(name) for name, use in gazetteer.names(place) if use in _WRITTEN_OUT}
    fitting = Counter(mention.name for mention in called if normalise(mention.name) in known)
    return fitting.most_common(1)[0][0] if fitting else place.name


def _is_name(mention: Mention) -> bool:
    """Whether a mention is a name as one would print it: no adjective, no noun, no 'USA'."""
    name = mention.name
    plain = mention.kind is MentionKind.NAME and not mention.generic
    return plain and not name.isupper() and not name[:1].islower() and "." not in name
