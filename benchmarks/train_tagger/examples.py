"""Corpora as training examples: words, the white space before them, and one label list a head.

Heads: ``entity`` (classic named entities), ``toponym`` (every mention of a place, also demonyms and
places inside longer names, as LGL annotates), ``name`` (plain names of places only, as GeoVirus).
A label of -100 is neither learned nor punished.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storymap.recognisers.typography import plain
from storymap.recognisers.words import cut

IGNORED = -100
ENTITIES = ("LOC", "PER", "ORG", "NORP", "MISC")
HEADS = {"entity": 1 + 2 * len(ENTITIES), "toponym": 3, "name": 3}
LONGEST = 160  # pieces in a training window, roughly 1.3 a word
# Group words of the NER data that are no demonyms: faiths, parties, and the like.
NO_DEMONYM = frozenset(
    "muslim muslims christian christians catholic catholics jew jews jewish islamic islamist "
    "islamists hindu hindus buddhist buddhists republican republicans democrat democrats "
    "democratic protestant protestants orthodox sunni sunnis shiite shiites shia shi'ite baathist "
    "communist communists nazi nazis anglican lutheran methodist mormon mormons evangelical "
    "conservative conservatives liberal liberals labour tory tories zionist zionists sikh sikhs "
    "white black whites blacks hispanic hispanics latino latinos aryan marxist marxists".split()
)


@dataclass(slots=True)
class Example:
    """Words, the gap before each, one label a word and head, and the gold spans."""

    words: list[str]
    gaps: list[str]
    labels: dict[str, list[int]]
    source: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def blank(text: str, source: str, fill: dict[str, int]) -> tuple[Example, list[int], list[int]]:
    """An example of ``text`` with every label at the head's fill; and the words' offsets."""
    reading = plain(text)
    words = cut(reading.text)
    gaps = [" " if i and words.ends[i - 1] < start else "" for i, start in enumerate(words.starts)]
    labels = {head: [fill[head]] * len(words.texts) for head in HEADS}
    starts = [reading.start(s) for s in words.starts]
    ends = [reading.end(e) for e in words.ends]
    return Example(list(words.texts), gaps, labels, source), starts, ends


def mark(labels: list[int], first: int, behind: int, tag: int) -> None:
    """Write the BIO labels of one span; ``tag`` is its B label, ``tag + 1`` its I label."""
    for i in range(first, behind):
        labels[i] = tag if i == first else tag + 1


def covered(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    """The words that a span of the source covers, also in part."""
    inside = [i for i in range(len(starts)) if starts[i] < end and ends[i] > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def entity_data(path: Path) -> Iterator[Example]:
    """The openly licensed named-entity data: all heads, embedded toponyms unknown."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        fill = {"entity": 0, "toponym": 0, "name": 0}
        example, starts, ends = blank(row["text"], row["source"], fill)
        for start, end, label in row["entities"]:
            first, behind = covered(starts, ends, start, end)
            _mark_entity(example, first, behind, "LOC" if label == "FAC" else label)
        yield example


def _mark_entity(example: Example, first: int, behind: int, label: str) -> None:
    mark(example.labels["entity"], first, behind, 1 + 2 * ENTITIES.index(label))
    example.spans.append((first, behind, label))
    if label == "LOC":
        at = first + (example.words[first].lower() == "the" and behind - first > 1)
        mark(example.labels["toponym"], at, behind, 1)
        mark(example.labels["name"], at, behind, 1)
    elif label == "NORP":
        for i in range(first, behind):
            no = example.words[i].lower() in NO_DEMONYM
            example.labels["toponym"][i] = 0 if no else 1
    elif label in ("ORG", "MISC"):
        for i in range(first, behind):
            if example.words[i][0].isupper():
                example.labels["toponym"][i] = IGNORED


def corpus_data(path: Path, *, name: str, keep: Iterable[bool] | None = None) -> Iterator[Example]:
    """A toponym corpus: ``lgl`` knows the toponym head, ``geovirus`` the name head."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        yield toponym_example(row, name)


def toponym_example(row: dict[str, object], name: str) -> Example:
    """One document of a toponym corpus."""
    every = name == "lgl"
    fill = {"entity": IGNORED, "toponym": 0, "name": IGNORED if every else 0}
    example, starts, ends = blank(str(row["text"]), f"{name}:{row['doc_id']}", fill)
    if not every:  # demonyms and embedded toponyms are not annotated: unknown
        example.labels["toponym"] = [IGNORED if word[0].isupper() else 0 for word in example.words]
    for toponym in row["toponyms"]:  # type: ignore[attr-defined]
        first, behind = covered(starts, ends, toponym["start"], toponym["end"])
        mark(example.labels["toponym"], first, behind, 1)
        if not every:
            mark(example.labels["name"], first, behind, 1)
        example.spans.append((first, behind, "PLACE"))
    return example


def windows(examples: Iterable[Example], longest: int = 110) -> Iterator[Example]:
    """Consecutive sentences packed into windows of at most ``longest`` words of one source."""
    held: Example | None = None
    for example in examples:
        for sentence in sentences(example):
            fits = held and held.source == sentence.source
            if held and fits and len(held.words) + len(sentence.words) <= longest:
                held = join(held, sentence)
            else:
                if held:
                    yield held
                held = sentence
    if held:
        yield held


def sentences(example: Example, longest: int = 110) -> Iterator[Example]:
    """The sentences of an example; a longer one is cut."""
    ends = {b for _, b, _ in example.spans}
    inside = {i for a, b, _ in example.spans for i in range(a + 1, b)}
    first = 0
    for i, word in enumerate(example.words):
        last = i + 1 == len(example.words)
        stop = word in ".!?" and (last or example.gaps[i + 1]) and (i + 1 not in inside)
        abbreviated = stop and i and len(example.words[i - 1]) <= 2 and i not in ends
        if last or (stop and not abbreviated) or (i + 1 - first >= longest and i + 1 not in inside):
            yield part(example, first, i + 1)
            first = i + 1


def part(example: Example, first: int, behind: int) -> Example:
    """The words ``first`` to ``behind`` of an example as one of its own."""
    return Example(
        example.words[first:behind],
        example.gaps[first:behind],
        {head: labels[first:behind] for head, labels in example.labels.items()},
        example.source,
        [(a - first, b - first, k) for a, b, k in example.spans if first <= a and b <= behind],
    )


def join(one: Example, other: Example) -> Example:
    """Two examples, one after the other."""
    shift = len(one.words)
    return Example(
        one.words + other.words,
        [*one.gaps, other.gaps[0] or " ", *other.gaps[1:]],
        {head: one.labels[head] + other.labels[head] for head in one.labels},
        one.source,
        one.spans + [(a + shift, b + shift, k) for a, b, k in other.spans],
    )
