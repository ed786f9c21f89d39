"""Holds the author's statements against the mentions of an article, and over what they mean."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storymap.corrections.places import UnfitError, place_of
from storymap.corrections.spans import Cover, Span, names, span_of, spans_of
from storymap.corrections.statements import Corrections, Statement
from storymap.model import Article, Candidate, Mention, Place, Resolution

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

REASON = "the author's correction"
_LOG = logging.getLogger("storymap")

Verdicts = Mapping[Span, Place | bool]
"""What each span is by the author's word: a place, no place (False), some place (True)."""


def applied(
    corrections: Corrections,
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """The mentions as the author will have them, in reading order, none overlapping another.

    What the author called no place is gone, what was missed is there, and what means a place
    says so in ``Mention.means``. The narrower statement wins, then the later one. A statement
    that does not fit the article or the gazetteer is logged in one line and changes nothing.
    """
    if not corrections.statements:
        return tuple(mentions)
    ended = [each for each in corrections.statements if each.means is False]
    others = Cover(span_of(m) for m in mentions if not any(names(each, m) for each in ended))
    verdicts: dict[Span, Place | bool] = {}
    for statement in sorted(corrections.statements, key=_narrowness):
        try:
            spans = _fitting(statement, article, mentions, others)
            means = statement.means
            verdict = means if isinstance(means, bool) else place_of(means, gazetteer)
        except UnfitError as why:
            _LOG.warning("%s: %s: %s", corrections.file, statement.key, why)
        else:
            verdicts.update(dict.fromkeys(spans, verdict))
    return _woven(article, mentions, verdicts)


def held(resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions with the author's word over them, whatever the resolver made of it."""
    return tuple(map(_held, resolutions))


def _held(resolution: Resolution) -> Resolution:
    place = resolution.mention.means
    if place is None:
        return resolution
    candidates = (Candidate(place, 1.0, (REASON,)),)
    return replace(resolution, place=place, confidence=1.0, reason=REASON, candidates=candidates)


def _narrowness(statement: Statement) -> tuple[bool, bool]:
    return statement.paragraph > 0, statement.occurrence > 0


def _fitting(
    statement: Statement, article: Article, mentions: Sequence[Mention], others: Cover
) -> list[Span]:
    """The spans that the statement is about; UnfitError where there are none."""
    if spans := spans_of(statement, article, mentions, others):
        return spans
    if statement.paragraph > len(article.paragraphs):
        raise UnfitError(f"the article ends with paragraph {len(article.paragraphs)}")
    where = f"paragraph {statement.paragraph}" if statement.paragraph else "the article"
    often = " so often" if statement.occurrence > 1 else ""
    raise UnfitError(f"this name does not stand in {where}{often}")


def _woven(
    article: Article, mentions: Sequence[Mention], verdicts: Verdicts
) -> tuple[Mention, ...]:
    known = {span_of(mention) for mention in mentions}
    kept = list(_kept(mentions, verdicts))
    holding = Cover(map(span_of, kept))
    missed = [span for span, verdict in verdicts.items() if verdict and span not in known]
    taken, added = Cover(), []
    for span in sorted(missed, key=lambda each: (each.start - each.end, each)):
        if not holding.holds(span) and not taken.touches(span):
            taken.add(span)
            added.append(_mention(article, span, verdicts[span]))
    stay = (mention for mention in kept if not taken.touches(span_of(mention)))
    return tuple(sorted((*stay, *added), key=span_of))


def _kept(mentions: Sequence[Mention], verdicts: Verdicts) -> Iterator[Mention]:
    for mention in mentions:
        verdict = verdicts.get(span_of(mention), True)
        if isinstance(verdict, Place):
            yield replace(mention, means=verdict, generic=False)
        elif verdict:
            yield mention


def _mention(article: Article, span: Span, verdict: Place | bool) -> Mention:
    text = article.paragraphs[span.paragraph].text[span.start : span.end]
    means = verdict if isinstance(verdict, Place) else None
    return Mention(*span, text, name=" ".join(text.split()), means=means)
