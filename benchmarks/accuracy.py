"""How right the program is: `python -m benchmarks.accuracy LGL.jsonl GEOVIRUS.jsonl`.

Prints recognition, resolution on gold spans and the whole job for the 'report' half of each corpus
(nothing was tuned on it), with 95 % intervals by document, for all kinds and for names only. The
exit code is 1 where a figure lies below its floor (benchmarks/floors.json, by the corpus's name).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.gold import article_of, found_toponyms, gold_mentions
from benchmarks.scoring import (
    Document,
    Tally,
    Toponym,
    error_measures,
    intervals,
    measures,
    read_documents,
    tally,
)
from benchmarks.split import held_out
from storymap import recognisers, resolvers
from storymap.gazetteer import open_gazetteer
from storymap.model import Resolution

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

FLOORS = Path(__file__).with_name("floors.json")
NAMES_ONLY = frozenset({"geovirus"})  # corpora that annotate no demonyms and no embedded names


class Run(NamedTuple):
    """The program's output for one document: on gold spans, and alone.

    ``held`` are the gold spans whose point lies in the outline of the place that was found.
    """

    document: Document
    on_gold: list[Toponym]
    alone: list[Toponym]
    held: frozenset[tuple[int, int]]


def run(
    documents: Sequence[Document], gazetteer: Gazetteer, recogniser: str, resolver: str
) -> list[Run]:
    """Return the program's output for each document; no recogniser ('none'), no output alone."""
    room = resolvers.resolver(resolver)
    finder = None if recogniser == "none" else recognisers.get(recogniser)
    runs = []
    for document in documents:
        article = article_of(document)
        mentions, _ = gold_mentions(document, article, gazetteer)
        resolutions = room.resolve(article, mentions, gazetteer)
        on_gold = found_toponyms(article, resolutions)
        held = frozenset(_held(document, on_gold, resolutions, gazetteer))
        alone: list[Toponym] = []
        if finder is not None:
            mentions = list(finder.recognise(article, gazetteer))
            alone = found_toponyms(article, room.resolve(article, mentions, gazetteer))
        runs.append(Run(document, on_gold, alone, held))
    return runs


def _held(
    document: Document,
    found: Sequence[Toponym],
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer,
) -> Iterator[tuple[int, int]]:
    import shapely

    gold = {(t.start, t.end): t for t in document.toponyms if t.placed}
    for toponym, resolution in zip(found, resolutions, strict=True):
        true, place = gold.get((toponym.start, toponym.end)), resolution.place
        outline = gazetteer.geometry(place) if true and place and place.area else None
        if true and outline and outline.covers(shapely.Point(true.lon or 0, true.lat or 0)):
            yield toponym.start, toponym.end


def figures(tallies: Sequence[Tally], draws: int) -> dict[str, tuple[float, float, float]]:
    """Return each measure with its 95 % interval: (value, low, high)."""
    totals = [float(sum(column)) for column in zip(*(t.counts for t in tallies), strict=True)]
    values, spread = measures(totals), intervals(tallies, draws)
    return {name: (value, *spread[name]) for name, value in values.items()}


def report(name: str, runs: list[Run], draws: int) -> dict[str, float]:
    """Print the figures of one corpus and return those that floors are set for."""
    print(
        f"\n{name}: {len(runs)} documents, {sum(len(r.document.toponyms) for r in runs)} toponyms"
    )
    on_gold = [tally(r.document.toponyms, r.on_gold) for r in runs]
    chosen = _print(figures(on_gold, draws), ("resolution_161", "resolution_id"), "gold spans")
    errors = error_measures(error for t in on_gold for error in t.errors)
    print("  " + "  ".join(f"{key} {value:.3f}" for key, value in errors.items()))
    if not any(r.alone for r in runs):
        return chosen
    whole = ("recognition_strict", "recognition_lenient", "resolution_161", "end_to_end_161")
    ways = {
        "all kinds": [tally(r.document.toponyms, r.alone) for r in runs],
        "names only": [
            tally(r.document.toponyms, [t for t in r.alone if t.kind == "name"]) for r in runs
        ],
    }
    for way, tallies in ways.items():
        printed = _print(figures(tallies, draws), whole, way)
        if (way == "names only") == (name in NAMES_ONLY):
            printed.pop("resolution_161")
            chosen |= printed
    return chosen


def _print(
    values: dict[str, tuple[float, float, float]], names: Sequence[str], way: str
) -> dict[str, float]:
    for name in names:
        value, low, high = values[name]
        if not math.isnan(value):
            print(f"  {way:<11} {name:<20} {value:.3f}  [{low:.3f}, {high:.3f}]")
    return {name: values[name][0] for name in names if not math.isnan(values[name][0])}


def reliability(runs: Sequence[Run]) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share right, count) for tenths of confidence, on gold spans.

    The right area counts wherever gold puts its middle: GeoVirus' China is 183 km from GeoNames'.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for item in runs:
        for gold, found in _paired(item.document.toponyms, item.on_gold):
            right = bool(tally([gold], [found]).counts[-1])
            right |= (gold.start, gold.end) in item.held
            key = min(int(found.confidence * 10), 9)
            bins.setdefault(key, []).append((found.confidence, right))
    return [
        (sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows), len(rows))
        for _, rows in sorted(bins.items())
    ]


def _paired(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[tuple[Toponym, Toponym]]:
    by_span = {(t.start, t.end): t for t in found}
    pairs = [(t, by_span.get((t.start, t.end))) for t in gold if t.placed]
    return [(a, b) for a, b in pairs if b is not None and b.placed]


def below_floor(name: str, values: dict[str, float], floors: Path = FLOORS) -> list[str]:
    """Return a line for each figure that sank below its floor."""
    if not floors.exists():
        return []
    wanted = json.loads(floors.read_text(encoding="utf-8")).get(name, {})
    return [
        f"{name}: {key} is {values[key]:.3f}, its floor is {floor:.3f}"
        for key, floor in wanted.items()
        if key in values and values[key] < floor
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "corpora", nargs="+", type=Path, help="JSONL, one annotated document a line"
    )
    parser.add_argument("--half", default="report", choices=("report", "train", "all"))
    parser.add_argument("--recogniser", default=recognisers.DEFAULT, help="'none': gold spans only")
    parser.add_argument("--resolver", default=resolvers.DEFAULT)
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--draws", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--ablate", action="store_true", help="what each kind of evidence is worth")
    return parser.parse_args()


def _in_half(document: Document, half: str) -> bool:
    return half == "all" or held_out(document.doc_id) == (half == "report")


def main() -> int:
    """Print the figures; return 1 where one is below its floor."""
    arguments = _arguments()
    gazetteer = open_gazetteer(arguments.gazetteer)
    sunk: list[str] = []
    for path in arguments.corpora:
        documents = [d for d in read_documents(path) if _in_half(d, arguments.half)]
        runs = run(documents, gazetteer, arguments.recogniser, arguments.resolver)
        sunk += below_floor(path.stem, report(path.stem, runs, arguments.draws))
        print("  confidence: mean, share right, count")
        for mean, right, count in reliability(runs):
            print(f"    {mean:.2f}  {right:.2f}  {count}")
        if arguments.ablate:
            from benchmarks.ablation import print_ablation

            print_ablation(documents, gazetteer)
    for line in sunk:
        print(line, file=sys.stderr)
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
