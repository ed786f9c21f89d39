"""Names that the gazetteer lacks, asked of a geopy geocoder: off unless a user names one."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from storymap.errors import GazetteerError, OptionError
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.normalise import normalise
from storymap.model import Attribution, Entry, NameUse, Place

USER_AGENT = "storymap (a newsroom's map maker; one request a name)"
PAUSE_SECONDS = 1.1  # Nominatim's usage policy: at most one request a second
_CREDITS = {
    "nominatim": Attribution("OpenStreetMap", "ODbL", "https://www.openstreetmap.org/copyright")
}
# Nominatim's class and type as GeoNames feature codes; anything else is a landmark.
_FEATURES = {
    ("place", "country"): "A.PCLI", ("place", "state"): "A.ADM1", ("place", "county"): "A.ADM2",
    ("boundary", "administrative"): "A.ADMD", ("place", "city"): "P.PPL",
    ("place", "town"): "P.PPL",
    ("place", "village"): "P.PPL", ("place", "hamlet"): "P.PPL", ("place", "suburb"): "P.PPLX",
    ("waterway", "river"): "H.STM", ("natural", "peak"): "T.PK", ("place", "island"): "T.ISL",
}  # fmt: skip

Ask = Callable[..., Any]
_LOG = logging.getLogger("storymap")


class FallbackGazetteer(Gazetteer):
    """A gazetteer that asks a geopy geocoder for names it does not hold, and remembers answers."""

    def __init__(self, base: Gazetteer, service: str, ask: Ask, cache: Path) -> None:
        """Ask ``ask(name, exactly_one=True)`` for names that ``base`` lacks.

        ``service`` names the geocoder in ids and credits. ``cache`` is a JSON file of answers
        (names without an answer too), read now and written whole after each new one.
        """
        super().__init__(base.stores)
        self._service, self._ask, self._cache = service, ask, cache
        self._answers = _read(cache)
        self._used = False

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        found = super()._lookup(name)
        key = normalise(name)
        if found or not key:
            return found
        if key not in self._answers and not self._request(name, key):
            return ()
        place = self._answers[key]
        self._used = self._used or place is not None
        return () if place is None else (Entry(Place(**place), name, NameUse.NAME),)

    def attributions(self, places: Iterable[Place] | None = None) -> tuple[Attribution, ...]:
        """Return the sources of the data; the service among them once it has answered."""
        credit = _CREDITS.get(self._service, Attribution(self._service, "terms of the service"))
        return (*super().attributions(places), *([credit] if self._used else ()))

    def _request(self, name: str, key: str) -> bool:
        """Ask for ``name`` and remember the answer; False where the service gave none."""
        from geopy.exc import GeopyError

        try:
            location = self._ask(name, exactly_one=True)
        except GeopyError as error:  # the name stays unresolved; the story is still built
            _LOG.warning("the fallback %s did not answer for %r: %s", self._service, name, error)
            return False
        self._answers[key] = None if location is None else _row(self._service, name, location)
        _write(self._cache, self._answers)
        return True


def with_fallback(
    base: Gazetteer, service: str, cache: Path | None = None, **options: Any
) -> Gazetteer:
    """Return ``base`` with the geopy geocoder called ``service`` behind it.

    ``options`` go to the geocoder (``domain``, ``scheme``, ``api_key``, ...). Requests carry our
    user agent, are at least 1.1 seconds apart, and are cached on disk across runs. Raises
    ``OptionError`` where geopy knows no such service or it lacks an option.
    """
    from geopy.exc import GeopyError
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import get_geocoder_for_service

    try:
        geocoder = get_geocoder_for_service(service)(user_agent=USER_AGENT, **options)
    except (GeopyError, TypeError) as error:
        raise OptionError(f"no fallback geocoder {service!r}: {error}") from error
    ask = RateLimiter(
        geocoder.geocode,
        min_delay_seconds=PAUSE_SECONDS,
        max_retries=1,
        error_wait_seconds=PAUSE_SECONDS,
        swallow_exceptions=False,
    )
    return FallbackGazetteer(base, service, ask, cache or default_cache(service))


def default_cache(service: str) -> Path:
    """Return where the answers of ``service`` are kept: the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("storymap") / f"{service}.json"


def _row(service: str, name: str, location: Any) -> dict[str, Any]:
    raw: dict[str, Any] = location.raw if isinstance(location.raw, dict) else {}
    category = raw.get("category", raw.get("class", ""))
    ident = raw.get("osm_id") or raw.get("place_id") or normalise(name).replace(" ", "-")
    country = raw.get("address", {}).get("country_code", "") if "address" in raw else ""
    return {
        "id": f"{service}:{ident}",
        "name": str(raw.get("name") or name),
        "lat": round(float(location.latitude), 5),
        "lon": round(float(location.longitude), 5),
        "feature": _FEATURES.get((category, raw.get("type", "")), "S"),
        "country": str(country).upper(),
        "source": service,
    }


def _read(cache: Path) -> dict[str, dict[str, Any] | None]:
    try:
        answers = json.loads(cache.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{cache}: no cache of answers ({error}); delete it") from error
    if not isinstance(answers, dict):
        raise GazetteerError(f"{cache}: no cache of answers; delete it")
    return answers


def _write(cache: Path, answers: dict[str, dict[str, Any] | None]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True)
    handle, temporary = tempfile.mkstemp(dir=cache.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).replace(cache)
