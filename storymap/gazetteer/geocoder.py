"""The gazetteer as a geopy geocoder: usable wherever geopy's own geocoders are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.model import Box, Place

# Parts of a structured query, the most particular first; what comes after narrows it.
_PARTS = ("city", "county", "state", "country")
_NEAR_KM = 50.0


class GazetteerGeocoder(Geocoder):
    """Geocode and reverse geocode offline. Errors are geopy's.

    >>> GazetteerGeocoder().geocode("Paris, Texas").address
    'Paris, Lamar County, Texas, United States'

    ``Location.raw`` is a dict of the place's fields (``storymap.model.Place``), with its
    bounding box as ``[south, north, west, east]`` in degrees, as Nominatim writes it.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **options: Any) -> None:
        """Answer from ``gazetteer`` (the bundled one); ``options`` are geopy's own."""
        super().__init__(**options)
        self.gazetteer = gazetteer if gazetteer is not None else open_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
    ) -> Location | list[Location] | None:
        """Return the best place for ``query``, all of them, or None where there is none.

        ``query`` is a name, a comma-separated chain ('Springfield, Illinois, USA'), or a dict
        with any of city, county, state, country. ``country_codes`` are ISO 3166-1 alpha-2.
        Places in ``viewbox`` (two opposite corners) come first; with ``bounded`` no others come.
        ``timeout`` is for geopy's interface; nothing here waits. Raises ``GeocoderQueryError``
        for an empty query, a bad limit or a bad box.
        """
        if limit is not None and limit < 1:
            raise GeocoderQueryError("limit must be at least 1")
        places = self._chain(_parts(query))
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        if codes:
            allowed = {code.upper() for code in codes}
            places = [p for p in places if p.country in allowed]
        if viewbox is not None:
            places = _by_box(places, _box(viewbox), bounded)
        return self._answer(places[:limit], exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """Return what lies at a point: the nearest populated place, then the areas that hold it.

        ``query`` is anything geopy reads as a point. A populated place counts up to 50 km away.
        """
        point = _point(query)
        near = self.gazetteer.nearest(point.latitude, point.longitude, limit or 1, "P", _NEAR_KM)
        found = [place for place, _ in near]
        found += self.gazetteer.at(point.latitude, point.longitude)
        return self._answer(found[:limit], exactly_one)

    def _chain(self, parts: Sequence[str]) -> list[Place]:
        """The places of the first name that lie in a place of each name after it."""
        whole = _distinct(entry.place for entry in self.gazetteer.lookup(", ".join(parts)))
        if len(parts) == 1 or whole:
            return whole
        found = _distinct(entry.place for entry in self.gazetteer.lookup(parts[0]))
        for name in parts[1:]:
            areas = _distinct(entry.place for entry in self.gazetteer.lookup(name))
            found = [p for p in found if any(self.gazetteer.contains(a, p) for a in areas)]
        return found

    def _answer(self, places: list[Place], exactly_one: bool) -> Location | list[Location] | None:
        if not places:
            return None
        if exactly_one:
            return self._location(places[0])
        return [self._location(place) for place in places]

    def _location(self, place: Place) -> Location:
        west, south, east, north = self.gazetteer.bounds(place)
        parents = (parent.name for parent in self.gazetteer.ancestors(place))
        address = ", ".join(dict.fromkeys((place.name, *parents)))
        raw = {**place._asdict(), "boundingbox": [south, north, west, east]}
        return Location(address, Point(place.lat, place.lon), raw)


def _parts(query: str | Mapping[str, str]) -> list[str]:
    if isinstance(query, Mapping):
        unknown = sorted(set(query) - set(_PARTS))
        if unknown:
            raise GeocoderQueryError(f"unknown part {unknown[0]!r}; known: {', '.join(_PARTS)}")
        pieces: Iterable[str] = (query.get(part, "") for part in _PARTS)
    else:
        pieces = query.split(",")
    parts = [piece.strip() for piece in pieces if piece.strip()]
    if not parts:
        raise GeocoderQueryError("the query is empty")
    return parts


def _point(query: Any) -> Point:
    try:
        return Point(query)
    except (ValueError, TypeError) as error:
        raise GeocoderQueryError(f"no point: {query!r}") from error


def _box(viewbox: Sequence[Any]) -> Box:
    if len(viewbox) != 2:
        raise GeocoderQueryError("a viewbox is two opposite corners")
    a, b = (_point(corner) for corner in viewbox)
    lats, lons = sorted((a.latitude, b.latitude)), sorted((a.longitude, b.longitude))
    return (lons[0], lats[0], lons[1], lats[1])


def _by_box(places: list[Place], box: Box, bounded: bool) -> list[Place]:
    west, south, east, north = box
    inside = [p for p in places if west <= p.lon <= east and south <= p.lat <= north]
    return inside if bounded else inside + [p for p in places if p not in inside]


def _distinct(places: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(places))
