"""What a short form means: 'the peninsula', 'the zone', 'the capital', 'the county'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storymap.model import Article, Candidate, Mention, Place, Resolution
from storymap.resolvers.roles import role_of
from storymap.resolvers.tiers import Tier, tier_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

UNCLEAR = "no place before it fits this short form"
CONFIDENCE = 0.8  # a short form for a place named before: the annotators' agreement is no better

# Nouns that mean one kind of place, by tier. 'capital', 'peninsula' and 'zone' have rules below.
_TIERS = {
    "country": (Tier.COUNTRY,),
    "nation": (Tier.COUNTRY,),
    "kingdom": (Tier.COUNTRY,),
    "republic": (Tier.COUNTRY,),
    "state": (Tier.ADM1,),
    "province": (Tier.ADM1, Tier.ADM2),
    "region": (Tier.REGION, Tier.ADM1),
    "county": (Tier.ADM2, Tier.LOWER),
    "parish": (Tier.ADM2, Tier.LOWER),
    "district": (Tier.ADM2, Tier.LOWER, Tier.QUARTER, Tier.ADM1),
    "territory": (Tier.REGION, Tier.ADM1, Tier.COUNTRY),
    "enclave": (Tier.REGION, Tier.ADM1, Tier.COUNTRY),
    "strip": (Tier.ADM1, Tier.REGION),
    "city": (Tier.CAPITAL, Tier.SEAT, Tier.TOWN),
    "town": (Tier.TOWN, Tier.SEAT, Tier.LOWER),
    "village": (Tier.TOWN, Tier.QUARTER, Tier.LOWER),
    "capital": (Tier.CAPITAL,),
}
_WATERS = {"river", "lake", "sea", "gulf", "bay", "strait", "ocean", "canal"}
_LANDS = {"island", "peninsula", "mountain", "desert", "valley", "islands", "archipelago"}
# 'zone' and 'line' are what boundaries are called; the feature codes are GeoNames'.
_CODES = {
    "zone": ("L.ZN", "L.ZNB", "L.ZNF", "L.MILB", "A.ZN", "A.ZNB", "L.DMZ"),
    "border": ("L.ZNB", "A.ZNB"),
    "island": ("T.ISL", "T.ISLS", "T.ATOL"),
    "islands": ("T.ISLS",),
    "archipelago": ("T.ISLS",),
}


class Focus:
    """What the reader has met so far, last first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._seen: list[tuple[Place, int]] = []

    def see(self, resolution: Resolution) -> None:
        """Remember the place of a resolution as the latest."""
        if resolution.place is not None:
            self._seen.append((resolution.place, resolution.mention.paragraph))

    def recent(self) -> list[tuple[Place, int]]:
        """Return the distinct places seen with the paragraph of their last mention, latest
        first.
        """
        latest: dict[str, tuple[Place, int]] = {}
        for place, paragraph in reversed(self._seen):
            latest.setdefault(place.id, (place, paragraph))
        return list(latest.values())


def meaning_of(mention: Mention, article: Article, focus: Focus) -> Resolution:
    """Return the resolution of a generic mention; its place is None where nothing fits."""
    noun = mention.name.lower().strip()
    role = role_of(article, mention)
    found = _named_before(noun, focus) or _derived(noun, focus)
    if found is None:
        return Resolution(mention, None, 0.0, UNCLEAR, role)
    place, reason = found
    candidate = Candidate(place, CONFIDENCE, (reason,))
    return Resolution(mention, place, CONFIDENCE, reason, role, (candidate,))


def _named_before(noun: str, focus: Focus) -> tuple[Place, str] | None:
    for place, paragraph in focus.recent():
        if _fits(noun, place):
            return place, f"{place.name}, named in paragraph {paragraph + 1}"
    return None


def _fits(noun: str, place: Place) -> bool:
    tier = tier_of(place.feature)
    if noun in place.name.lower().split():
        return True
    if noun in _CODES:
        return place.feature in _CODES[noun]
    if noun in _WATERS or noun in _LANDS:
        return False
    return tier in _TIERS.get(noun, ())


def _derived(noun: str, focus: Focus) -> tuple[Place, str] | None:
    """Return the capital of the country in focus, or a '<demonym> <noun>' of the gazetteer."""
    for place, paragraph in focus.recent():
        country = focus.gazetteer.country(place.country) if place.country else None
        if country is None:
            continue
        found = _capital(country, focus) if noun == "capital" else _adjectival(country, noun, focus)
        if found is not None:
            return found, f"the {noun} of {country.name}, in focus since paragraph {paragraph + 1}"
    return None


def _capital(country: Place, focus: Focus) -> Place | None:
    seats = focus.gazetteer.within(focus.gazetteer.bounds(country), 20, "P.PPLC")
    return next((place for place in seats if place.country == country.country), None)


def _adjectival(country: Place, noun: str, focus: Focus) -> Place | None:
    """Return 'Korean Peninsula' for North Korea: the demonym, whole or its last word, and noun."""
    for demonym in focus.gazetteer.demonyms(country):
        for form in dict.fromkeys((demonym, demonym.rsplit(" ", 1)[-1])):
            for entry in focus.gazetteer.lookup(f"{form} {noun}"):
                return entry.place
    return None
