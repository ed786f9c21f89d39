"""The annotated articles put through the program: scored, and written down as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from benchmarks import scoring
from benchmarks.scoring import Toponym
from storymap import pipeline, resolvers
from storymap.model import Article, Mention, MentionKind, Paragraph, Place, Resolution
from storymap.pipeline import Options
from tests.news import Gold, NewsArticle

COLUMNS = ("verdict", "paragraph", "span", "kind", "role", "place", "name", "confidence")
SURE = 0.9
BUCKETS = ((0.8, "high"), (0.5, "middle"), (0.0, "low"))


class Outcome(NamedTuple):
    """An article as the program sees it, and what it found there."""

    news: NewsArticle
    article: Article
    resolutions: tuple[Resolution, ...]

    def span(self, resolution: Resolution) -> tuple[int, int]:
        """Offsets of a resolution's mention in the article's whole text."""
        offset = self.article.paragraphs[resolution.mention.paragraph].offset
        return offset + resolution.mention.start, offset + resolution.mention.end


@cache
def outcome(news: NewsArticle) -> Outcome:
    """What the program makes of an annotated article."""
    article = article_of(news)
    return Outcome(news, article, pipeline.geoparse(article, Options(home=news.home)))


def article_of(news: NewsArticle) -> Article:
    """The article whose paragraphs are the blocks between blank lines, list items one each."""
    paragraphs: list[Paragraph] = []
    offset = 0
    for line in _blocks(news.text):
        text = line.strip("\n")
        if text:
            start = offset + line.index(text)
            paragraphs.append(Paragraph(len(paragraphs), text.replace("\n", " "), offset=start))
        offset += len(line)
    return Article(tuple(paragraphs), title=news.title, home=news.home)


def _blocks(text: str) -> Iterator[str]:
    for block in text.replace("\n\n", "\n\n\0").split("\0"):
        yield from block.splitlines(keepends=True) if block.startswith("- ") else [block]


def counted(result: Outcome) -> list[Resolution]:
    """The resolutions that the marks can judge: no generic short form, nothing optional."""
    spared = result.news.optional + result.news.generic
    return [
        resolution
        for resolution in result.resolutions
        if not resolution.mention.generic and not _touches(result.span(resolution), spared)
    ]


def _touches(span: tuple[int, int], marks: Iterable[Gold]) -> bool:
    return any(span[0] < mark.end and mark.start < span[1] for mark in marks)


def on_gold_spans(result: Outcome) -> list[tuple[Gold, Resolution]]:
    """Each gold mention with what the resolver makes of it when the spans are given."""
    marks = result.news.gold
    mentions = [_mention(result.article, mark) for mark in marks]
    resolver = resolvers.resolver(resolvers.DEFAULT)
    found = resolver.resolve(result.article, mentions, pipeline.gazetteer(), home=result.news.home)
    return list(zip(marks, found, strict=True))


def _mention(article: Article, mark: Gold) -> Mention:
    paragraph = next(p for p in reversed(article.paragraphs) if p.offset <= mark.start)
    start, end = mark.start - paragraph.offset, mark.end - paragraph.offset
    text = paragraph.text[start:end]
    return Mention(paragraph.index, start, end, text, text, MentionKind(mark.kind))


def is_right(mark: Gold, place: Place | None) -> bool:
    """Whether a place is the one meant: the same id, or a point within 161 km."""
    if place is None:
        return False
    found = Toponym(0, 0, place.lat, place.lon)
    meant = Toponym(0, 0, mark.place.lat, mark.place.lon)
    return place.id == mark.place.id or scoring.distance_km(meant, found) < scoring.NEAR_KM


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The measures of the set, by name.

    Recognition and the whole job as `benchmarks.scoring` has them; resolution on gold spans, where
    unresolved is a miss; role and kind where the span was found; and how many of the resolutions
    with a confidence of SURE or more are right.
    """
    pairs = [_toponyms(result) for result in outcomes]
    totals = [
        sum(column) for column in zip(*(scoring.tally(*p).counts for p in pairs), strict=True)
    ]
    measured = scoring.measures(totals)
    resolved = [pair for result in outcomes for pair in on_gold_spans(result)]
    with_id = [(mark, found) for mark, found in resolved if mark.place.id]
    same = [pair for result in outcomes for pair in same_spans(result)]
    return {
        "recognition_strict": measured["recognition_strict"],
        "recognition_lenient": measured["recognition_lenient"],
        "gold_spans_161": _share(is_right(mark, found.place) for mark, found in resolved),
        "gold_spans_id": _share(
            found.place is not None and found.place.id == mark.place.id for mark, found in with_id
        ),
        "end_to_end_161": measured["end_to_end_161"],
        "role": _share(mark.role == found.role.value for mark, found in same),
        "kind": _share(mark.kind == found.mention.kind.value for mark, found in same),
        "sure_is_right": _share(
            verdict(result, found) in {"right", "span"}
            for result in outcomes
            for found in counted(result)
            if found.confidence >= SURE
        ),
    }


def is_clean(result: Outcome) -> bool:
    """Whether everything was found with its very span and place, and nothing besides."""
    good = [verdict(result, found) == "right" for found in counted(result)]
    return all(good) and len(good) == len(result.news.gold)


def _share(hits: Iterable[bool]) -> float:
    row = list(hits)
    return sum(row) / len(row)


def _toponyms(result: Outcome) -> tuple[list[Toponym], list[Toponym]]:
    """Gold and found for the scorer; a place with the gold id stands where the gold stands."""
    known = {mark.place.id: mark.place for mark in result.news.gold if mark.place.id}
    gold = [Toponym(g.start, g.end, g.place.lat, g.place.lon) for g in result.news.gold]
    found = []
    for resolution in counted(result):
        place = resolution.place and known.get(resolution.place.id, resolution.place)
        lat, lon = (place.lat, place.lon) if place else (None, None)
        found.append(Toponym(*result.span(resolution), lat, lon))
    return gold, found


def same_spans(result: Outcome) -> list[tuple[Gold, Resolution]]:
    """The gold mentions that were found with the very same span, and what was found."""
    found = {result.span(resolution): resolution for resolution in result.resolutions}
    return [
        (mark, found[mark.start, mark.end])
        for mark in result.news.gold
        if (mark.start, mark.end) in found
    ]


def table(result: Outcome) -> str:
    """What was found, a row a mention, and what was missed, in reading order, as TSV."""
    rows = [(result.span(found), _row(result, found)) for found in result.resolutions]
    spans = [span for span, _ in rows]
    for mark in result.news.gold:
        if not any(start < mark.end and mark.start < end for start, end in spans):
            paragraph = _mention(result.article, mark).paragraph
            missed = ("missed", str(paragraph), mark.text, mark.kind, mark.role, "", "", "")
            rows.append(((mark.start, mark.end), missed))
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
    writer.writerows([COLUMNS, *(row for _, row in sorted(rows))])
    return out.getvalue()


def _row(result: Outcome, resolution: Resolution) -> tuple[str, ...]:
    mention, place = resolution.mention, resolution.place
    return (
        verdict(result, resolution),
        str(mention.paragraph),
        mention.text,
        "generic" if mention.generic else mention.kind.value,
        resolution.role.value,
        place.id if place else "",
        place.name if place else "",
        next(word for least, word in BUCKETS if resolution.confidence >= least),
    )


def verdict(result: Outcome, resolution: Resolution) -> str:
    """How a resolution stands to the marks: right, place, span, extra or free."""
    span = result.span(resolution)
    if resolution not in counted(result):
        return "free"
    touched = [mark for mark in result.news.gold if _touches(span, [mark])]
    if not touched:
        return "extra"
    same = next((mark for mark in touched if (mark.start, mark.end) == span), None)
    if not any(is_right(mark, resolution.place) for mark in touched):
        return "place"
    return "right" if same else "span"
