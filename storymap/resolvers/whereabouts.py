"""Where a name lies that no known place fits: in the town that the text puts it in, roughly.

'The Cellardyke fishermen' stay unresolved where the gazetteer has no Cellardyke; 'the village of
Cellardyke in Fife' is somewhere in Fife, and a reader is served by seeing Fife.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from storymap.gazetteer.space import distance
from storymap.model import Place
from storymap.resolvers.options import Array
from storymap.resolvers.scene import PARTS, PLAIN, Scene
from storymap.resolvers.tiers import AREAS, TOWNS, Tier, tier_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

WIDEST_KM = 80.0  # from the middle to a corner; to be somewhere in a wider area tells nothing
UNMAPPED_KM = 30.0  # the same for a county or district of which only a point is known
LARGE = 100_000  # people; a town that is known without its country behind it
CERTAIN = 0.8  # probability of what holds another place, to tell against places outside it
APART_KM = 100.0  # how far outside what holds it a place is surely another of its name


def holder(scene: Scene, group: int, places: Mapping[int, Place], known: Gazetteer) -> int | None:
    """Return the group of the smallest area or town that the text puts a group's name in.

    ``places`` has the place of each group that has one. None where the text names none that is
    small enough to stand for what lies in it.
    """
    around = [
        (reach_km(places[outer], known), outer)
        for inner, outer, strength in scene.inside
        if inner == group
        and outer in places
        and strength >= PARTS
        and not scene.siblings[inner, outer]
    ]
    reach, outer = min(around, default=(math.inf, -1))
    return outer if reach <= WIDEST_KM else None


def denier(
    scene: Scene, group: int, place: Place, probability: Array, known: Gazetteer
) -> Place | None:
    """Return what the text plainly puts a group in and its place does not lie in.

    'Grantville, Pennsylvania' is no Grantville of Australia's, whatever the gazetteer lacks. None
    where nothing speaks against the place.
    """
    for inner, outer, strength in scene.inside:
        if inner != group or strength < PLAIN or scene.siblings[inner, outer]:
            continue
        rows = scene.groups[outer].rows
        best = int(probability[rows].argmax()) if rows.stop > rows.start else -1
        if best < 0 or probability[rows][best] < CERTAIN:
            continue
        around = scene.groups[outer].options.entries[best].place
        if _holds(around) and apart(place, around, known) and not _two_speakers(place, around):
            return around
    return None


def _holds(place: Place) -> bool:
    """Return whether towns lie in a place of that kind: 'Frankfurt (Oder)' lies at one."""
    return tier_of(place.feature) in AREAS | TOWNS | {Tier.REGION}


def local(place: Place) -> bool:
    """Return whether a place is a town or a spot: 'Greece in Athens' puts no Greece anywhere."""
    return tier_of(place.feature) in TOWNS | {Tier.SPOT}


def _two_speakers(place: Place, around: Place) -> bool:
    """'They met in Geneva, Russia said', 'the Bergen road, Oslo': a large town and a country or
    town that do not belong together.
    """
    large = place.population >= LARGE or place.feature == "P.PPLC"
    return large and tier_of(around.feature) in TOWNS | {Tier.COUNTRY}


def apart(place: Place, outer: Place, known: Gazetteer) -> bool:
    """Return whether a place lies too far outside another to be in it by any reckoning."""
    return _between(place, outer) > reach_km(outer, known) + APART_KM


def reach_km(place: Place, known: Gazetteer) -> float:
    """Return how far a place stretches from its middle, in km; towns count as points."""
    if place.feature.startswith("P."):
        return 0.0
    if not place.area:
        return UNMAPPED_KM if place.feature in ("A.ADM2", "A.ADM3") else math.inf
    west, south, east, north = known.bounds(place)
    return distance((south, west), (north, east)) / 2


def _between(one: Place, other: Place) -> float:
    return distance((one.lat, one.lon), (other.lat, other.lon))
