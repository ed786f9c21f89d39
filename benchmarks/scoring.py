"""How a geoparser's output is scored against annotated documents.

Recognition: a predicted span is right when it equals a gold span (strict) or shares a character
with one (lenient); matching is one to one. Resolution: over the strictly matched gold toponyms that
have coordinates, the share resolved within 161 km (100 miles; Leidner 2007), where an unresolved
toponym is a miss, and the share that names the gold GeoNames id. End to end: a prediction is right
when it overlaps a gold toponym and lies within 161 km of it. The measures are those of Gritta et
al. (2018, 2020). Distances are geopy's geodesics on WGS 84.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from geopy.distance import geodesic

NEAR_KM = 161.0
MAX_KM = 20039.0  # half the Earth's girth, the constant the error curve is normalised with

COUNTS = (
    "gold",
    "predicted",
    "placed",
    "strict",
    "lenient",
    "strict_placed",
    "strict_near",
    "strict_ids",
    "strict_id_right",
    "right",
)


class Toponym(NamedTuple):
    """A span with its meaning, gold or predicted; offsets are code points of the document."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    kind: str = "name"
    name: str = ""
    confidence: float = 1.0

    @property
    def placed(self) -> bool:
        """Whether the toponym has coordinates."""
        return self.lat is not None and self.lon is not None


class Document(NamedTuple):
    """One annotated document."""

    doc_id: str
    text: str
    toponyms: tuple[Toponym, ...]


class Tally(NamedTuple):
    """What one document adds to the measures: counts in the order of COUNTS, errors in km."""

    counts: tuple[int, ...]
    errors: tuple[float, ...]


Pair = tuple[int, int]


def read_documents(path: Path) -> list[Document]:
    """Return the documents of a corpus file, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").split("\n")  # U+2028 within a text is no line end
    return [_document(json.loads(line)) for line in lines if line.strip()]


def _document(row: dict[str, object]) -> Document:
    rows = cast(list[dict[str, object]], row["toponyms"])
    return Document(str(row["doc_id"]), str(row["text"]), tuple(map(toponym, rows)))


def toponym(row: dict[str, object]) -> Toponym:
    """Return the toponym that a row of a corpus, or of the program's output, describes."""
    number = row.get("geonameid")
    lat, lon = row.get("lat"), row.get("lon")
    return Toponym(
        int(str(row["start"])),
        int(str(row["end"])),
        None if lat is None else float(str(lat)),
        None if lon is None else float(str(lon)),
        int(str(number)) if number not in (None, "") else None,
        str(row.get("kind") or "name"),
        str(row.get("name") or ""),
        float(str(row.get("confidence", 1.0))),
    )


def distance_km(a: Toponym, b: Toponym) -> float:
    """Return the geodesic distance of two placed toponyms in kilometres."""
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).km)


def overlap(a: Toponym, b: Toponym) -> int:
    """Return how many code points two spans share; zero or less where they do not touch."""
    return min(a.end, b.end) - max(a.start, b.start)


def match_strict(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[Pair]:
    """Return the pairs (gold index, found index) with equal spans, one to one."""
    by_span: dict[tuple[int, int], list[int]] = {}
    for index, item in enumerate(found):
        by_span.setdefault((item.start, item.end), []).append(index)
    pairs = []
    for index, item in enumerate(gold):
        waiting = by_span.get((item.start, item.end))
        if waiting:
            pairs.append((index, waiting.pop(0)))
    return pairs


def match_lenient(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[Pair]:
    """Return the largest one-to-one matching of overlapping spans; equal spans stay paired."""
    exact = match_strict(gold, found)
    taken_gold, taken_found = {g for g, _ in exact}, {f for _, f in exact}
    edges = {
        g: _by_overlap(item, found, taken_found, lambda a, b: True)
        for g, item in enumerate(gold)
        if g not in taken_gold
    }
    return exact + _largest_matching(edges)


def match_right(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[Pair]:
    """Return the largest one-to-one matching of spans that overlap and lie within 161 km."""

    def near(a: Toponym, b: Toponym) -> bool:
        return a.placed and b.placed and distance_km(a, b) < NEAR_KM

    return _largest_matching(
        {g: _by_overlap(item, found, set(), near) for g, item in enumerate(gold)}
    )


def _by_overlap(
    item: Toponym,
    found: Sequence[Toponym],
    taken: set[int],
    fits: Callable[[Toponym, Toponym], bool],
) -> list[int]:
    touching = [
        (-overlap(item, other), index)
        for index, other in enumerate(found)
        if index not in taken and overlap(item, other) > 0 and fits(item, other)
    ]
    return [index for _, index in sorted(touching)]


def _largest_matching(edges: dict[int, list[int]]) -> list[Pair]:
    """Kuhn's augmenting paths; the graphs here are a handful of edges a document."""
    owner: dict[int, int] = {}

    def augment(node: int, seen: set[int]) -> bool:
        for other in edges[node]:
            if other in seen:
                continue
            seen.add(other)
            if other not in owner or augment(owner[other], seen):
                owner[other] = node
                return True
        return False

    for node in edges:
        augment(node, set())
    return sorted((node, other) for other, node in owner.items())


def tally(gold: Sequence[Toponym], found: Sequence[Toponym]) -> Tally:
    """Return what one document adds to the measures."""
    strict = [(gold[g], found[f]) for g, f in match_strict(gold, found)]
    errors = tuple(distance_km(g, f) for g, f in strict if g.placed and f.placed)
    with_id = [(g, f) for g, f in strict if g.geonameid is not None]
    counts = (
        len(gold),
        len(found),
        sum(item.placed for item in gold),
        len(strict),
        len(match_lenient(gold, found)),
        sum(g.placed for g, _ in strict),
        sum(error < NEAR_KM for error in errors),
        len(with_id),
        sum(g.geonameid == f.geonameid for g, f in with_id),
        len(match_right(gold, found)),
    )
    return Tally(counts, errors)


def f1(right: float, predicted: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (predicted + gold) if right else 0.0


def measures(totals: Sequence[float]) -> dict[str, float]:
    """Return the measures of summed counts (in the order of COUNTS); nan where undefined."""
    c = dict(zip(COUNTS, totals, strict=True))
    return {
        "recognition_strict": f1(c["strict"], c["predicted"], c["gold"]),
        "recognition_lenient": f1(c["lenient"], c["predicted"], c["gold"]),
        "resolution_161": _share(c["strict_near"], c["strict_placed"]),
        "resolution_id": _share(c["strict_id_right"], c["strict_ids"]),
        "end_to_end_161": f1(c["right"], c["predicted"], c["placed"]),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def error_measures(errors: Iterable[float]) -> dict[str, float]:
    """Return mean and median error in km and the area under the log-error curve (0 is best)."""
    ordered = sorted(errors)
    if not ordered:
        return {"mean_km": math.nan, "median_km": math.nan, "auc": math.nan}
    logs = [math.log1p(error) / math.log(MAX_KM) for error in ordered]
    inner = sum(logs) - (logs[0] + logs[-1]) / 2
    middle = len(ordered) // 2
    median = (ordered[middle] + ordered[-middle - 1]) / 2
    return {
        "mean_km": sum(ordered) / len(ordered),
        "median_km": median,
        "auc": inner / (len(ordered) - 1) if len(ordered) > 1 else logs[0],
    }


def intervals(
    tallies: Sequence[Tally], draws: int = 1000, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Return the 95 % percentile bootstrap interval of each measure, documents redrawn."""
    import numpy as np

    rows = np.array([item.counts for item in tallies], dtype=float)
    generator = np.random.default_rng(seed)
    even = np.full(len(rows), 1 / len(rows))
    samples = [measures(generator.multinomial(len(rows), even) @ rows) for _ in range(draws)]
    spread = {}
    for name in samples[0]:
        values = [sample[name] for sample in samples if not math.isnan(sample[name])]
        low, high = np.percentile(values, (2.5, 97.5)) if values else (math.nan, math.nan)
        spread[name] = (float(low), float(high))
    return spread
