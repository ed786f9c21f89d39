"""Resolutions as plain records, for JSON lines, tables and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from storymap.model import Article, Resolution


class Toponym(TypedDict):
    """A mention and what it means; ``start`` and ``end`` count code points of the whole text.

    ``lat`` and ``lon`` (degrees WGS 84), ``geonameid`` and ``place_id`` are None where the
    mention stayed unresolved. ``kind`` is name, demonym or embedded, ``role`` setting or mention.
    """

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    place_id: str | None
    kind: str
    role: str
    confidence: float


FIELDS = tuple(Toponym.__annotations__)


def toponyms(article: Article, resolutions: Iterable[Resolution]) -> Iterator[Toponym]:
    """One record a toponym, in reading order, with offsets into `text_of` the article.

    Short forms ('the peninsula') are left out: no corpus counts them as toponyms.
    """
    begins = offsets(article)
    for resolution in resolutions:
        if not resolution.mention.generic:
            yield toponym(resolution, begins[resolution.mention.paragraph])


def toponym(resolution: Resolution, offset: int = 0) -> Toponym:
    """The record of one mention; ``offset`` is where its paragraph begins."""
    mention, place = resolution.mention, resolution.place
    return {
        "start": offset + mention.start,
        "end": offset + mention.end,
        "name": mention.text,
        "lat": round(place.lat, 6) if place else None,
        "lon": round(place.lon, 6) if place else None,
        "geonameid": place.geonameid if place else None,
        "place_id": place.id if place else None,
        "kind": mention.kind.value,
        "role": resolution.role.value,
        "confidence": round(resolution.confidence, 4),
    }


def row(resolution: Resolution) -> dict[str, object]:
    """A mention as a table's row: its record within its paragraph, and more about its place."""
    place = resolution.place
    return {
        "paragraph": resolution.mention.paragraph,
        **toponym(resolution),
        "place": place.name if place else None,
        "feature": place.feature if place else None,
        "country": place.country if place else None,
        "reason": resolution.reason,
    }


COLUMNS = ("paragraph", *FIELDS, "place", "feature", "country", "reason")


def offsets(article: Article) -> Sequence[int]:
    """Where each paragraph begins, in code points.

    In the source as it was given where the reader kept that (plain text), else in `text_of`.
    """
    if all(paragraph.offset >= 0 for paragraph in article.paragraphs):
        return [paragraph.offset for paragraph in article.paragraphs]
    begins, position = [], 0
    for paragraph in article.paragraphs:
        begins.append(position)
        position += len(paragraph.text) + 1
    return begins


def text_of(article: Article) -> str:
    """The article's paragraphs, one on each line."""
    return "\n".join(paragraph.text for paragraph in article.paragraphs)
