"""One sense per discourse: what the article introduced as a person or a place stays one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from storymap.model import MentionKind
from storymap.recognisers.evidence import BIT
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import (
    LOC,
    NORP,
    PER,
    TOPONYM_BEGIN,
    TOPONYM_INSIDE,
    Scene,
    Span,
    without_overlaps,
)
from storymap.recognisers.words import Column

SURE_PERSON = 0.7
HALF_PERSON = 0.12  # enough for the word behind a sure given name
SURE_PLACE = 0.85
FAINT = 0.06  # of the toponym head, enough where the article is sure elsewhere
PLACE_BEFORE = listed("place_before")
SHORT = BIT[Column.COUNTRY] | BIT[Column.ABBREVIATION]
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
    for span in spans:
        if _like_person(scene, span):
            _note(people, scene.blocks[span.block].words.texts, span.first, span.behind, True)
    places = {scene.text(s) for s in spans if _sure(scene, s) and _placed(scene, s)}
    return [s for s in spans if not _is_person(scene, s, people, places)]


def _people(scene: Scene) -> People:
    found = People()
    for number, scores in enumerate(scene.scores):
        texts = scene.blocks[number].words.texts
        inside = scores[:, PER].sum(1).tolist()
        first = 0
        for i in range(len(texts) + 1):
            if i < len(texts) and inside[i] >= SURE_PERSON:
                continue
            half = i < len(texts) and i > first and texts[i][0].isupper()
            _note(found, texts, first, i + (half and inside[i] >= HALF_PERSON), False)
            first = i + 1
    return found


def _note(people: People, texts: tuple[str, ...], first: int, behind: int, alone: bool) -> None:
    """Remember the person in the words; a single word needs a title, or to be sure ``alone``."""
    name = [w for w in texts[first:behind] if w[0].isalpha() and w[0].isupper()]
    titled = first > 0 and texts[first - 1].lower() in TITLES
    titled = titled or (
        first > 1 and texts[first - 1] == "." and texts[first - 2].lower() in TITLES
    )
    if len(name) > 1:
        people.full.add(tuple(name))
        people.words.update(name)
    if name and (len(name) > 1 or titled or alone):
        people.last.add(name[-1])
        people.words.add(name[-1])


def _like_person(scene: Scene, span: Span) -> bool:
    """'Essen, who plans ...' and 'said Batman, 61.', but not 'in Essen, who ...'."""
    texts = (*scene.blocks[span.block].words.texts[span.behind : span.behind + 3], "", "", "")
    before = scene.blocks[span.block].words.texts[span.first - 1].lower() if span.first else ""
    if before in PLACE_BEFORE or texts[0] != "," or scene.mean(span, NORP) > 0.5:
        return False
    if texts[1].isdigit() and 15 < int(texts[1][:4]) < 110 and texts[2] in (",", "."):
        return True
    return texts[1] == "who" or (texts[1] == "whose" and scene.mean(span, PER) > FAINT)


def _is_person(scene: Scene, span: Span, people: People, places: set[str]) -> bool:
    words = tuple(w for w in scene.words(span) if w[0].isalpha())
    person = scene.mean(span, PER)
    if len(words) > 1:
        unknown = not scene.evidence(scene.text(span))
        return person > (0.25 if unknown else 0.4) or (words in people.full and person > 0.1)
    if not words or words[0] not in people.words:
        return False
    if _placed(scene, span) and _sure(scene, span):
        return False
    if scene.text(span) in places:
        return person > 0.5
    return words[0] in people.last or person > FAINT


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
        text = scene.text(span)
        long = len(text) > 3 or bool(text.isupper() and scene.evidence(text) & SHORT)
        named = span.score >= SURE_PLACE and long and words[0][0].isupper()
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
