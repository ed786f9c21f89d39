"""One sense per discourse: what the article introduced as a person or a place stays one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from storymap.model import MentionKind
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import (
    LOC,
    PER,
    TOPONYM_BEGIN,
    TOPONYM_INSIDE,
    Scene,
    Span,
    without_overlaps,
)

SURE_PERSON = 0.7
SURE_PLACE = 0.85
FAINT = 0.06  # of the toponym head, enough where the article is sure elsewhere
PLACE_BEFORE = frozenset("in at from near to outside across around into through of".split())
TITLES = listed("titles")


@dataclass(slots=True)
class People:
    """Names that the article gives to people: ``full`` names, and their last words."""

    full: set[tuple[str, ...]] = field(default_factory=set)
    last: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def people_stay(scene: Scene, spans: list[Span]) -> list[Span]:
    """Spans that are a person introduced in the article go: 'Jordan' after 'Ann Jordan'."""
    people = _people(scene)
    places = {scene.text(s) for s in spans if _sure(scene, s) and _placed(scene, s)}
    return [s for s in spans if scene.text(s) in places or not _is_person(scene, s, people)]


def _people(scene: Scene) -> People:
    found = People()
    for number, scores in enumerate(scene.scores):
        texts = scene.blocks[number].words.texts
        inside = scores[:, PER].sum(1).tolist()
        first = 0
        for i in range(len(texts) + 1):
            if i < len(texts) and inside[i] >= SURE_PERSON:
                continue
            _note(found, texts, first, i)
            first = i + 1
    return found


def _note(people: People, texts: tuple[str, ...], first: int, behind: int) -> None:
    """Remember the person in the words ``first`` to ``behind``."""
    name = [w for w in texts[first:behind] if w[0].isalpha() and w[0].isupper()]
    titled = first > 0 and texts[first - 1].lower() in TITLES
    titled = titled or (
        first > 1 and texts[first - 1] == "." and texts[first - 2].lower() in TITLES
    )
    if len(name) > 1:
        people.full.add(tuple(name))
        people.words.update(name)
    if name and (len(name) > 1 or titled):
        people.last.add(name[-1])


def _is_person(scene: Scene, span: Span, people: People) -> bool:
    words = tuple(w for w in scene.words(span) if w[0].isalpha())
    if words in people.full:
        return scene.mean(span, PER) > 0.3
    if len(words) != 1 or words[0] not in people.words:
        return False
    return not (_sure(scene, span) and (_placed(scene, span) or words[0] not in people.last))


def _sure(scene: Scene, span: Span) -> bool:
    return span.score > SURE_PLACE and scene.mean(span, LOC) > 0.6


def _placed(scene: Scene, span: Span) -> bool:
    """A preposition of place stands before the span, or a comma behind it."""
    texts = scene.blocks[span.block].words.texts
    if span.first and texts[span.first - 1].lower() in PLACE_BEFORE:
        return True
    return span.behind < len(texts) and texts[span.behind] == ","


def repeats(scene: Scene, spans: list[Span]) -> list[Span]:
    """A name that the article surely uses for a place is one where the network was in doubt."""
    sure = _sure_names(scene, spans)
    taken = {(s.block, i) for s in spans for i in range(s.first, s.behind)}
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        texts = block.words.texts
        for first, word in enumerate(texts):
            for words, kind in sure.get(word, ()):
                behind = first + len(words)
                if texts[first:behind] == words and not any(
                    (number, i) in taken for i in range(first, behind)
                ):
                    span = _repeat(scene, Span(number, first, behind, 0.5, kind))
                    if span:
                        found.append(span)
                        taken.update((number, i) for i in range(first, behind))
    return without_overlaps(found)


def _sure_names(
    scene: Scene, spans: list[Span]
) -> dict[str, list[tuple[tuple[str, ...], MentionKind]]]:
    """The sure names by their first word, longest first."""
    names: dict[tuple[str, ...], MentionKind] = {}
    for span in spans:
        words = scene.words(span)
        named = span.score >= SURE_PLACE and len(scene.text(span)) > 3 and words[0][0].isupper()
        if named and (scene.evidence(scene.text(span)) or scene.mean(span, LOC) > SURE_PLACE):
            names.setdefault(words, span.kind)
    found: dict[str, list[tuple[tuple[str, ...], MentionKind]]] = {}
    for words in sorted(names, key=lambda w: (-len(w), w)):
        found.setdefault(words[0], []).append((words, names[words]))
    return found


def _repeat(scene: Scene, span: Span) -> Span | None:
    """The span, unless it is part of a person's or another longer name."""
    faint = scene.mean(span, (TOPONYM_BEGIN, TOPONYM_INSIDE))
    if scene.mean(span, PER) > 0.4 or faint < FAINT:
        return None
    texts = scene.blocks[span.block].words.texts
    if span.first and texts[span.first - 1] in ("-", "@", "#", "/"):
        return None
    return replace(span, score=max(0.5, faint))


def faint_names(scene: Scene, spans: list[Span]) -> list[Span]:
    """Names of well-known places that the network half believed in."""
    found = list(spans)
    for span in _known(scene):
        faint = scene.mean(span, (TOPONYM_BEGIN, TOPONYM_INSIDE))
        if faint >= 0.3 and not any(span.overlaps(s) for s in spans):
            found.append(replace(span, score=faint))
    return without_overlaps(found)


def _known(scene: Scene) -> Iterator[Span]:
    for number, block in enumerate(scene.blocks):
        for first, behind, _ in block.names:
            yield Span(number, first, behind, 0.0)
