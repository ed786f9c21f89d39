"""The default resolver: learned evidence, weighed in document context, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from storymap.model import Article, Candidate, Mention, Place, Resolution
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

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

SECTION = 1_500  # mentions weighed together; longer texts are cut, or time would grow squared
SHOWN = 10  # candidates kept with a resolution
UNKNOWN = "no place of this name is known"

_catalogues: WeakKeyDictionary[Gazetteer, Catalogue] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Given:
    """What the whole article gives away, for all its sections."""

    hints: tuple[Hint, ...]
    spelling: float


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one name means: a place, candidates best first, confidence and reason."""

    place: Place
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
    reading = read_mentions(article, mentions)
    scene = build_scene(reading, catalogue, given.hints, given.spelling)
    judgement = judge(scene, weights())
    reasons = Reasons(judgement)
    found: dict[int, _Verdict] = {}
    for group in scene.groups:
        if group.sights and len(group.options):
            verdict = _verdict(group, judgement, reasons)
            found.update({sight.index: verdict for sight in group.sights})
    return found


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
    confidence = weights().confidence(best.score)
    return _Verdict(best.place, candidates, confidence, best.evidence[0])
