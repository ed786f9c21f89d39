"""The default resolver: learned evidence, weighed in document context, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from storymap.model import DOUBTFUL, Article, Candidate, Mention, Place, Resolution
from storymap.resolvers.forest import weights
from storymap.resolvers.generics import Focus, meaning_of
from storymap.resolvers.hints import hints_of
from storymap.resolvers.judgement import Judgement, judge
from storymap.resolvers.options import Catalogue
from storymap.resolvers.reading import read_mentions
from storymap.resolvers.reasons import Reasons
from storymap.resolvers.roles import role_of
from storymap.resolvers.scene import Group, Hint, build_scene
from storymap.resolvers.spelling import spelling_of
from storymap.resolvers.tiers import LANDSCAPE, Tier
from storymap.resolvers.whereabouts import apart, denier, holder, local

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

SECTION = 1_500  # mentions weighed together; longer texts are cut, or time would grow squared
SHOWN = 10  # candidates kept with a resolution
UNKNOWN = "no place of this name is known"
SOMEWHERE = 0.45  # confidence that a name without a place of its own belongs where the text says

_catalogues: WeakKeyDictionary[Gazetteer, Catalogue] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Given:
    """What the whole article gives away, for all its sections."""

    hints: tuple[Hint, ...]
    spelling: float


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one name means: a place or none, candidates best first, confidence and reason."""

    place: Place | None
    candidates: tuple[Candidate, ...]
    confidence: float
    reason: str


def resolve(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, *, home: str = ""
) -> tuple[Resolution, ...]:
    """Return one resolution a mention, in the order of the mentions.

    ``home`` ('Lexington, Ky.') outranks the article's own. A name that the gazetteer lacks, and a
    generic short form with nothing before it to mean, have ``place`` None.
    """
    catalogue = _catalogues.setdefault(gazetteer, Catalogue(gazetteer))
    given = _Given(tuple(hints_of(article, home or article.home, catalogue)), spelling_of(article))
    resolutions: list[Resolution] = []
    for start in range(0, len(mentions), SECTION):
        section = mentions[start : start + SECTION]
        resolutions += _resolve_section(article, section, catalogue, given)
    return tuple(resolutions)


def _resolve_section(
    article: Article, mentions: Sequence[Mention], catalogue: Catalogue, given: _Given
) -> list[Resolution]:
    named = [mention for mention in mentions if not mention.generic]
    verdicts = _verdicts(article, named, catalogue, given)
    focus = Focus(catalogue.gazetteer)
    resolutions = []
    index = 0
    for mention in mentions:
        if mention.generic:
            resolution = meaning_of(mention, article, focus)
        else:
            resolution = _resolution(article, mention, verdicts.get(index))
            index += 1
        focus.see(resolution)
        resolutions.append(resolution)
    return resolutions


def _resolution(article: Article, mention: Mention, verdict: _Verdict | None) -> Resolution:
    role = role_of(article, mention)
    if verdict is None:
        return Resolution(mention, None, 0.0, UNKNOWN, role)
    return Resolution(
        mention, verdict.place, verdict.confidence, verdict.reason, role, verdict.candidates
    )


def _verdicts(
    article: Article, mentions: Sequence[Mention], catalogue: Catalogue, given: _Given
) -> dict[int, _Verdict]:
    """Return the verdict on each mention that has one, by the mention's index."""
    if not mentions:
        return {}
    scene = build_scene(read_mentions(article, mentions), catalogue, given.hints, given.spelling)
    judgement = judge(scene, weights())
    reasons = Reasons(judgement)
    of_group = {
        g: _verdict(group, judgement, reasons)
        for g, group in enumerate(scene.groups)
        if group.sights and len(group.options)
    }
    of_group = _heeded(judgement, of_group, catalogue.gazetteer)
    return {
        sight.index: verdict for g, verdict in of_group.items() for sight in scene.groups[g].sights
    }


def _heeded(
    judgement: Judgement, verdicts: dict[int, _Verdict], known: Gazetteer
) -> dict[int, _Verdict]:
    """Return the verdicts with what the text plainly says of names that no known place fits."""
    scene = judgement.scene
    sure = {g: v.place for g, v in verdicts.items() if v.place and v.confidence >= DOUBTFUL}
    heeded = dict(verdicts)
    for g, group in enumerate(scene.groups):
        verdict = verdicts.get(g)
        place = verdict.place if verdict else None
        if not group.sights or (place and not local(place)):
            continue
        lost = denier(scene, g, place, judgement.probability, known) if place else None
        if g in sure and not lost:
            continue
        outer = holder(scene, g, sure, known)
        held = sure[outer] if outer is not None else None
        heeded |= _elsewhere(g, verdict, lost or held, held, known)
    return heeded


def _elsewhere(
    group: int, verdict: _Verdict | None, said: Place | None, held: Place | None, known: Gazetteer
) -> dict[int, _Verdict]:
    """Return the verdict on a name by where it is ``said`` to lie; ``held``: a small such place.

    The likeliest candidate that lies there, else the small place itself, else none.
    """
    if said is None:
        return {}
    candidates = verdict.candidates if verdict else ()
    if verdict and verdict.place and not apart(verdict.place, said, known):
        return {}
    for candidate in candidates:
        if not apart(candidate.place, said, known):
            reason = f"in {said.name}, named next to it"
            return {group: _Verdict(candidate.place, candidates, DOUBTFUL, reason)}
    if held is not None:
        reason = f"not known itself; in {held.name}, named next to it"
        return {group: _Verdict(held, candidates, SOMEWHERE, reason)}
    return {group: _Verdict(None, candidates, 0.0, f"{UNKNOWN} in {said.name}")}


def _verdict(group: Group, judgement: Judgement, reasons: Reasons) -> _Verdict:
    probability = judgement.probability[group.rows]
    order = sorted(range(len(group.options)), key=lambda row: (-probability[row], row))[:SHOWN]
    first = int(group.rows.start)
    candidates = tuple(
        Candidate(
            group.options.entries[row].place, float(probability[row]), reasons.of(first + row)
        )
        for row in order
    )
    best = candidates[0]
    confidence = _confidence(judgement, first + order[0], best)
    return _Verdict(best.place, candidates, confidence, best.evidence[0])


def _confidence(judgement: Judgement, winner: int, best: Candidate) -> float:
    """Return how sure to be of a winner's row; corpora name too few rivers and seas to learn it."""
    if judgement.scene.tiers[winner] in LANDSCAPE - {Tier.SPOT}:
        return min(best.score, weights().curve[1][-1])
    evidence = np.append(judgement.features[winner], best.score)[None, :]
    return float(weights().confidence(evidence)[0])
