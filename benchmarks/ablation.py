"""What each part of the resolver is worth: the figures on gold spans with one kind left out.

A kind of evidence is left out by giving all places of a name the same value for its features, so
that they decide nothing; the weights are not learned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.gold import article_of, gold_mentions
from benchmarks.scoring import Document, Tally, Toponym, measures, tally
from storymap.resolvers.forest import Weights, weights
from storymap.resolvers.hints import hints_of
from storymap.resolvers.judgement import Judgement, judge
from storymap.resolvers.options import Catalogue
from storymap.resolvers.reading import Reading, read_mentions
from storymap.resolvers.reasons import COLUMNS
from storymap.resolvers.rules import RULES, Rule
from storymap.resolvers.scene import Hint, Scene, build_scene
from storymap.resolvers.spelling import spelling_of
from storymap.resolvers.wording import FAMILIES

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer


class Read(NamedTuple):
    """A document as the resolver reads it."""

    document: Document
    reading: Reading
    gold: list[Toponym]
    hints: list[Hint]
    spelling: float


def print_ablation(documents: Sequence[Document], gazetteer: Gazetteer) -> None:
    """Print resolution on gold spans with everything, then with one part left out each time."""
    catalogue = Catalogue(gazetteer)
    reads = [_read(document, catalogue) for document in documents]
    learned = weights()
    none: frozenset[int] = frozenset()
    print("  left out (resolution on gold spans: within 161 km, right id)")
    whole = _figures(reads, catalogue, learned, none)
    print(f"    {'where the text puts it':<26} {whole[0]:.3f}  {whole[1]:.3f}")
    print("  and further")
    trials = {
        family.name: _figures(reads, catalogue, learned, _columns(family.columns))
        for family in FAMILIES
    }
    trials["all context"] = _figures(reads, catalogue, replace(learned, passes=()), none)
    for name in RULES:
        kept = {key: rule for key, rule in RULES.items() if key != name}
        trials[f"rule: {name}"] = _figures(reads, catalogue, learned, none, kept)
    unhinted = [read._replace(hints=[]) for read in reads]
    trials["regional words"] = _figures(unhinted, catalogue, learned, none)
    for name, (near, right) in trials.items():
        loss = f"{near - whole[0]:+.3f}  {right - whole[1]:+.3f}"
        print(f"    {name:<26} {near:.3f}  {right:.3f}   {loss}")


def _columns(names: Iterable[str]) -> frozenset[int]:
    return frozenset(COLUMNS.index(name) for name in names)


def _read(document: Document, catalogue: Catalogue) -> Read:
    article = article_of(document)
    mentions, gold = gold_mentions(document, article, catalogue.gazetteer)
    hints = hints_of(article, "", catalogue)
    return Read(document, read_mentions(article, mentions), gold, hints, spelling_of(article))


def _figures(
    reads: Iterable[Read],
    catalogue: Catalogue,
    learned: Weights,
    without: frozenset[int],
    rules: Mapping[str, Rule] = RULES,
) -> tuple[float, float]:
    tallies = []
    for read in reads:
        if read.reading.sights:
            scene = build_scene(read.reading, catalogue, read.hints, read.spelling)
            tallies.append(_tally(read, scene, judge(scene, learned, without, rules)))
    found = measures([float(sum(c)) for c in zip(*(t.counts for t in tallies), strict=True)])
    return found["resolution_161"], found["resolution_id"]


def _tally(read: Read, scene: Scene, judgement: Judgement) -> Tally:
    found = []
    for group in scene.groups:
        for sight in group.sights:
            span = read.gold[sight.index]._replace(lat=None, lon=None, geonameid=None)
            if len(group.options):
                best = int(judgement.probability[group.rows].argmax())
                place = group.options.entries[best].place
                span = span._replace(lat=place.lat, lon=place.lon, geonameid=place.geonameid)
            found.append(span)
    return tally(read.document.toponyms, found)
