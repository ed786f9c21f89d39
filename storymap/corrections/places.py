"""Which place a statement means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storymap.corrections.statements import Point, shortened
from storymap.gazetteer import normalise
from storymap.model import Place
from storymap.story.kinds import feature_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

SOURCE = "author"
RIVAL = 0.1  # the share of the best known namesake's people from which another could be meant
SUGGESTED = 4
_ID = re.compile(r"[a-z]+:\S+")


class UnfitError(Exception):
    """A meaning that the gazetteer cannot give a place to; the text says why, in words."""


def place_of(means: str | Point, gazetteer: Gazetteer) -> Place:
    """The place that a statement means.

    Raises:
        UnfitError: the id is unknown, nothing has that name, or several places have it.
    """
    if isinstance(means, Point):
        return _free(means, gazetteer)
    known = _by_id(f"gn:{means}" if means.isdecimal() else means, gazetteer)
    if known is not None:
        return known
    if means.isdecimal() or _ID.fullmatch(means):
        raise UnfitError(f"no place has the id '{shortened(means)}'")
    return _one_of(means, _found(means, gazetteer), gazetteer)


def _free(point: Point, gazetteer: Gazetteer) -> Place:
    """A place at a point, in the division that the point lies in.

    Its id tells points apart, since one name may be given to several.
    """
    name = normalise(point.label).replace(" ", "-")
    around = (area for area in gazetteer.at(point.lat, point.lon) if area.feature[:1] == "A")
    area = next(around, None)
    return Place(
        f"{SOURCE}:{name}@{point.lat:g},{point.lon:g}",
        point.label,
        point.lat,
        point.lon,
        feature_of(point.kind),
        country=area.country if area else "",
        admin1=area.admin1 if area else "",
        admin2=area.admin2 if area else "",
        source=SOURCE,
    )


def _by_id(ident: str, gazetteer: Gazetteer) -> Place | None:
    try:
        return gazetteer.place(ident)
    except (ValueError, OverflowError):  # no such id, or a number that no gazetteer could hold
        return None


def _found(query: str, gazetteer: Gazetteer) -> list[Place]:
    """The places that the geocoder finds, best first."""
    from storymap.gazetteer.geocoder import GazetteerGeocoder

    found = GazetteerGeocoder(gazetteer).geocode(query, exactly_one=False)
    located = found if isinstance(found, list) else []
    return [Place(*(each.raw[field] for field in Place._fields)) for each in located]


def _one_of(query: str, places: list[Place], gazetteer: Gazetteer) -> Place:
    """The best of ``places``, where none of its kind could as well be meant.

    A place that is only also called so is no match for one whose name it is.
    """
    if not places:
        raise UnfitError(f"no place is found by '{shortened(query)}'")
    name = normalise(query.partition(",")[0])
    best = places[0]
    likely = [p for p in places if normalise(p.name) == name or normalise(best.name) != name]
    rivals = [each for each in likely[1:] if _rival(each, best, gazetteer)]
    if rivals:
        known = "; ".join(told(each, gazetteer) for each in (best, *rivals)[:SUGGESTED])
        more = len(rivals) + 1 - SUGGESTED
        rest = f"; {more} more" if more > 0 else ""
        raise UnfitError(f"'{shortened(query)}' could be several, write an id: {known}{rest}")
    return best


def _rival(other: Place, best: Place, gazetteer: Gazetteer) -> bool:
    alike = other.feature[:1] == best.feature[:1]
    if not alike or other.population < RIVAL * best.population:
        return False
    return not gazetteer.contains(best, other) and not gazetteer.contains(other, best)


def told(place: Place, gazetteer: Gazetteer) -> str:
    """A place by its id and in words: 'gn:4301703 (Mount Vernon, Rockcastle County, ...)'."""
    return f"{place.id} ({address(place, gazetteer)})"


def address(place: Place, gazetteer: Gazetteer) -> str:
    """A place with those it lies in: 'Mount Vernon, Rockcastle County, Kentucky, ...'."""
    above = (parent.name for parent in gazetteer.ancestors(place))
    return ", ".join(dict.fromkeys((place.name, *above)))
