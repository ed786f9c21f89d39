"""Spans of words that name places, as the network's scores have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storymap.model import Mention, MentionKind
from storymap.recognisers.blocks import Block
from storymap.recognisers.words import EvidenceOf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Columns of the score matrix: three heads side by side, see network.HEADS.
LOC, PER, ORG, NORP, MISC = (slice(i, i + 2) for i in range(1, 11, 2))
TOPONYM_BEGIN, TOPONYM_INSIDE, NAME_BEGIN, NAME_INSIDE = 12, 13, 15, 16


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``behind`` (exclusive) of a block; ``name`` where the text shortens it."""

    block: int
    first: int
    behind: int
    score: float
    kind: MentionKind = MentionKind.NAME
    name: str = ""
    generic: bool = False

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a word."""
        return self.block == other.block and self.first < other.behind and other.first < self.behind


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the rules may look at: the blocks, each block's word scores, and the gazetteer."""

    blocks: tuple[Block, ...]
    scores: tuple[NDArray[np.float32], ...]
    evidence: EvidenceOf

    def text(self, span: Span) -> str:
        """The span's plain text."""
        return self.blocks[span.block].text(span.first, span.behind)

    def words(self, span: Span) -> tuple[str, ...]:
        """The span's words."""
        return self.blocks[span.block].words.texts[span.first : span.behind]

    def mean(self, span: Span, columns: slice | tuple[int, ...]) -> float:
        """The mean over the span's words of the summed probabilities of ``columns``."""
        rows = self.scores[span.block][span.first : span.behind, columns]
        return float(rows.sum(1).mean())


def decode(scene: Scene, threshold: float) -> list[Span]:
    """The toponym head's spans, and the name head's where those leave room."""
    found: list[Span] = []
    for number, scores in enumerate(scene.scores):
        wide = list(_spans(number, scores, TOPONYM_BEGIN, threshold))
        plain = list(_spans(number, scores, NAME_BEGIN, threshold))
        taken = {word for span in wide for word in range(span.first, span.behind)}
        found += wide
        found += [s for s in plain if taken.isdisjoint(range(s.first, s.behind))]
    return sorted(found, key=order)


def _spans(block: int, scores: NDArray[np.float32], begin: int, threshold: float) -> Iterator[Span]:
    """BIO decoding: words with enough mass on B and I, cut where B outweighs I."""
    inside = (scores[:, begin] + scores[:, begin + 1]).tolist()
    opens = (scores[:, begin] > scores[:, begin + 1]).tolist()
    first = -1
    for i in range(len(inside) + 1):
        on = i < len(inside) and inside[i] >= threshold
        if first >= 0 and (not on or opens[i]):
            yield Span(block, first, i, sum(inside[first:i]) / (i - first))
            first = -1
        if on and first < 0:
            first = i


def order(span: Span) -> tuple[int, int, int]:
    """Reading order."""
    return (span.block, span.first, -span.behind)


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the first in reading order, longer ones before shorter."""
    kept: list[Span] = []
    for span in sorted(spans, key=order):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return kept


def mentions_of(
    scene: Scene, spans: Sequence[Span], sources: dict[int, str]
) -> tuple[Mention, ...]:
    """The spans as mentions; ``sources`` gives each paragraph's own text."""
    return tuple(_mention(scene, span, sources) for span in without_overlaps(spans))


def _mention(scene: Scene, span: Span, sources: dict[int, str]) -> Mention:
    block = scene.blocks[span.block]
    start = block.reading.start(block.words.starts[span.first])
    end = block.reading.end(block.words.ends[span.behind - 1])
    return Mention(
        paragraph=block.paragraph,
        start=start,
        end=end,
        text=sources[block.paragraph][start:end],
        name=span.name or scene.text(span),
        kind=span.kind,
        generic=span.generic,
        score=round(min(1.0, span.score), 4),
    )


def moved(span: Span, first: int, behind: int) -> Span:
    """The span with other bounds."""
    return replace(span, first=first, behind=behind)
