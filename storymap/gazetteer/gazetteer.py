"""A gazetteer of one or more files: names to places, places to their parents and outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import GazetteerError
from storymap.gazetteer import search, space
from storymap.gazetteer.normalise import normalise
from storymap.gazetteer.store import DISPUTED, UNRECOGNISED, Store, ref_of
from storymap.gazetteer.variants import variants
from storymap.model import Attribution, Box, Entry, NameUse, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_PRODUCT = "gazetteer.sqlite"
_REMEMBERED = 4096  # names whose answers stay at hand; an article repeats its places
_BOXES = 64  # boxes likewise; every map of a story asks for the world's capitals


def open_gazetteer(
    path: Path | None = None, *, extra: Sequence[Path] = (), worldview: str = ""
) -> Gazetteer:
    """Open the bundled gazetteer, or the one at ``path``, with ``extra`` ones ranking before it.

    ``worldview`` is an ISO 3166-1 alpha-2 code: disputed places then belong where that country
    says, and outlines follow; empty is the default (GeoNames and ISO).
    Raises ``GazetteerError`` where a file is missing, damaged, or no gazetteer.
    """
    files = [*extra, path if path is not None else bundled()]
    return Gazetteer([Store(file, worldview.upper()) for file in files])


def bundled() -> Path:
    """Return the path of the gazetteer that comes with storymap (installed, or in a checkout)."""
    package = Path(__file__).parent.parent
    installed = package / "data" / _PRODUCT
    return installed if installed.exists() else package.parent / "gazetteer" / "data" / _PRODUCT


class Gazetteer:
    """Places by name, by id and by position. All answers are ordered: the same call, the same list.

    Opened files are not for use from two threads at once.
    """

    def __init__(self, stores: Sequence[Store]) -> None:
        """Answer from ``stores``, the first ranking highest."""
        self.stores = tuple(stores)
        self.lookup = lru_cache(_REMEMBERED)(self._lookup)
        self.within = lru_cache(_BOXES)(self._within)

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        """Return what ``name`` can mean, best first: exact after normalisation.

        Where nothing has that name, the answers for its nearest variant: 'city of X' and
        'X county' for X, 'Duesseldorf' for 'Düsseldorf'. Demonyms are among the answers
        (``use`` tells). Empty where nothing is known.
        """
        key = normalise(name)
        for tried in (key, *variants(key)):
            if found := self._exact(tried):
                return found
        return ()

    def has(self, name: str) -> bool:
        """Tell whether ``lookup(name)`` has an answer, without building it."""
        key = normalise(name)
        return any(s.has(k) for k in (key, *variants(key)) for s in self.stores)

    def place(self, place_id: str) -> Place:
        """Return the place with this id. Raises ``GazetteerError`` where there is none."""
        found = self._find(place_id)
        if found is None:
            raise GazetteerError(f"no place has the id {place_id!r}")
        return found

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """Return the divisions and the country above ``place``, nearest first."""
        store = self._home(place)
        above = store.places("ancestors", (ref_of(place.id),)) if store else []
        country = self.country(place.country) if place.country else None
        if country is None or country.id == place.id:
            return tuple(above)
        own = [p for p in above if p.country == country.country and p.id != country.id]
        return (*own, country)

    def children(self, place: Place) -> tuple[Place, ...]:
        """Return what lies directly below ``place`` in the hierarchy, most important first."""
        store = self._home(place)
        return tuple(store.places("children", (ref_of(place.id),))) if store else ()

    def names(self, place: Place) -> tuple[tuple[str, NameUse], ...]:
        """Return the names of ``place`` with their uses, ordered by key."""
        store = self._home(place)
        return store.names(place) if store else ()

    def demonyms(self, place: Place) -> tuple[str, ...]:
        """Return what the people and things of ``place`` are called, adjective first."""
        store = self._home(place)
        rows = store.rows("demonyms", (ref_of(place.id),)) if store else []
        return tuple(row[0] for row in rows)

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""
        for store in self.stores:
            if found := store.places("country", (code.upper(),)):
                return found[0]
        return None

    def disputed(self, place: Place) -> bool:
        """Tell whether more than one country claims ``place``, or few recognise it."""
        store = self._home(place)
        return store is not None and store.flags(place.id) & (DISPUTED | UNRECOGNISED) != 0

    def prefix(self, text: str, limit: int = 10) -> tuple[Entry, ...]:
        """Return up to ``limit`` places with a name that begins with ``text``, best first."""
        return search.prefix(self.stores, text, limit)

    def fuzzy(self, text: str, limit: int = 10) -> tuple[Entry, ...]:
        """Return up to ``limit`` places with a name spelt like ``text``, nearest spelling first."""
        return search.fuzzy(self.stores, text, limit)

    def _within(self, box: Box, limit: int = 100, feature: str = "") -> tuple[Place, ...]:
        """Return up to ``limit`` places whose point lies in ``box``, most important first.

        ``feature`` keeps those whose feature code begins with it ('P', 'A.ADM1').
        """
        return space.within(self.stores, box, limit, feature)

    def nearest(
        self, lat: float, lon: float, limit: int = 1, feature: str = "P", km: float = 500.0
    ) -> tuple[tuple[Place, float], ...]:
        """Return up to ``limit`` places nearest to a point, each with its distance in km.

        ``feature`` as for ``within``; nothing farther than ``km`` is returned.
        """
        return space.nearest(self.stores, (lat, lon), limit, feature, km)

    def geometry(self, place: Place) -> BaseGeometry | None:
        """Return the outline or course of ``place`` (lon, lat; shapely), or None for a point.

        Longitudes are unwrapped: what crosses the antimeridian goes on beyond 180 degrees.
        """
        store = self._home(place)
        return space.geometry(store, place) if store and place.area else None

    def bounds(self, place: Place) -> Box:
        """Return the box round ``place``; that of a point is the point."""
        store = self._home(place)
        box = space.bounds(store, place) if store and place.area else None
        return box or (place.lon, place.lat, place.lon, place.lat)

    def contains(self, area: Place, place: Place) -> bool:
        """Tell whether ``place`` lies in ``area``: by the hierarchy, else by the outline."""
        if area.id == place.id:
            return False
        if any(above.id == area.id for above in self.ancestors(place)):
            return True
        return space.contains(self, area, place)

    def countries_in(self, box: Box) -> tuple[Place, ...]:
        """Return the countries whose land touches ``box``, most important first."""
        return space.countries_in(self, self.stores, box)

    def at(self, lat: float, lon: float) -> tuple[Place, ...]:
        """Return the areas whose outline holds the point, smallest first."""
        return space.at(self, self.stores, lat, lon)

    def places(self) -> Iterator[Place]:
        """Yield every place, file by file, most important first."""
        for store in self.stores:
            yield from store.every()

    def attributions(self, places: Iterable[Place] | None = None) -> tuple[Attribution, ...]:
        """Return the sources of the data (of ``places`` only, where given), without repeats."""
        keys = None if places is None else {place.source for place in places}
        return tuple(dict.fromkeys(a for s in self.stores for a in s.attributions(keys)))

    def info(self) -> dict[str, object]:
        """Return versions, counts by source and by feature, and digests, one entry per file."""
        return {str(store.path): store.info() for store in self.stores}

    def close(self) -> None:
        """Close the files."""
        for store in self.stores:
            store.close()

    def _exact(self, key: str) -> tuple[Entry, ...]:
        if len(self.stores) == 1:
            return tuple(self.stores[0].entries("lookup", (key,)))
        entries = (entry for s in self.stores for entry in s.entries("lookup", (key,)))
        first: dict[str, Entry] = {}
        for entry in entries:  # a user's row outranks the bundled row with its id
            first.setdefault(entry.place.id, entry)
        return tuple(first.values())

    def _find(self, place_id: str) -> Place | None:
        return next((p for s in self.stores if (p := s.find(place_id))), None)

    def _home(self, place: Place) -> Store | None:
        if len(self.stores) == 1:
            return self.stores[0]
        return next((s for s in self.stores if s.find(place.id)), None)
