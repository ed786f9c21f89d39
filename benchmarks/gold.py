"""Gold spans of a corpus as the mentions of an article, so that resolution is judged alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.scoring import Document, Toponym
from storymap.model import Article, Mention, MentionKind, NameUse, Resolution
from storymap.readers import from_text, read

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer


def article_of(document: Document) -> Article:
    """Return the document as the program reads plain text."""
    return read(from_text(document.text), "text")


def gold_mentions(
    document: Document, article: Article, gazetteer: Gazetteer
) -> tuple[list[Mention], list[Toponym]]:
    """Return mentions at the gold spans and the toponyms they stand for, in reading order.

    A toponym outside every paragraph (there is none where the reader keeps all text) is left out.
    """
    mentions, kept = [], []
    for toponym in sorted(document.toponyms):
        for paragraph in article.paragraphs:
            start, end = toponym.start - paragraph.offset, toponym.end - paragraph.offset
            if paragraph.offset >= 0 and start >= 0 and end <= len(paragraph.text):
                text = paragraph.text[start:end]
                kind = _kind(text, gazetteer)
                mentions.append(Mention(paragraph.index, start, end, text, text, kind))
                kept.append(toponym)
                break
    return mentions, kept


def _kind(text: str, gazetteer: Gazetteer) -> MentionKind:
    entries = gazetteer.lookup(text)
    demonym = bool(entries) and all(entry.use is NameUse.DEMONYM for entry in entries)
    return MentionKind.DEMONYM if demonym else MentionKind.NAME


def found_toponyms(article: Article, resolutions: tuple[Resolution, ...]) -> list[Toponym]:
    """Return resolutions as toponyms with offsets of the document; short forms are none."""
    return [_found(article, each) for each in resolutions if not each.mention.generic]


def _found(article: Article, resolution: Resolution) -> Toponym:
    mention, place = resolution.mention, resolution.place
    offset = article.paragraphs[mention.paragraph].offset
    return Toponym(
        offset + mention.start,
        offset + mention.end,
        place.lat if place else None,
        place.lon if place else None,
        place.geonameid if place else None,
        mention.kind.value,
        mention.text,
        resolution.confidence,
    )
