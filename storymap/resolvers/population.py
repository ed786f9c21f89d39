"""The plainest resolver: every name means its most populous place. A yardstick for the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.model import Article, Candidate, Entry, Mention, Resolution
from storymap.resolvers.reading import lookup_name
from storymap.resolvers.roles import role_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer


def resolve(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, *, home: str = ""
) -> tuple[Resolution, ...]:
    """Return one resolution a mention, in order; confidence is the winner's share of people."""
    return tuple(_resolve(article, mention, gazetteer) for mention in mentions)


def _resolve(article: Article, mention: Mention, gazetteer: Gazetteer) -> Resolution:
    role = role_of(article, mention)
    entries = () if mention.generic else gazetteer.lookup(lookup_name(mention))
    if not entries:
        return Resolution(mention, None, 0.0, "no place of this name is known", role)
    ordered = sorted(entries, key=lambda entry: -entry.place.population)
    people = sum(entry.place.population for entry in entries) + len(entries)
    candidates = tuple(_candidate(entry, people) for entry in ordered)
    reason = f"most populous of {len(entries)} places of this name"
    best = candidates[0]
    return Resolution(mention, best.place, best.score, reason, role, candidates[:10])


def _candidate(entry: Entry, people: int) -> Candidate:
    share = (entry.place.population + 1) / people
    return Candidate(entry.place, share, (f"population {entry.place.population:,}",))
