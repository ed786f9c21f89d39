"""Hostile input through reading, recognising and resolving: places, or one clear line."""

from __future__ import annotations

import pytest

from storymap import pipeline, readers
from storymap.errors import ArticleError
from storymap.model import Article
from tests.hostile import Hostile, hostile

DECLINED = (
    "control/nul",
    "markup/yaml-front",
    "unicode/lone-surrogate",
)
READABLE = [case for case in hostile() if case.name not in DECLINED]


def _named(cases: list[Hostile]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


def _read(case: Hostile) -> Article:
    return pipeline.read(readers.from_text(case.text))


@pytest.mark.parametrize("case", _named([c for c in hostile() if c.name in DECLINED]))
def test_what_is_no_article_is_declined_in_one_line(case: Hostile) -> None:
    with pytest.raises(ArticleError) as raised:
        _read(case)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("case", _named(READABLE))
def test_mentions_are_spans_in_order(case: Hostile) -> None:
    article = _read(case)
    at = (0, 0)
    for found in pipeline.geoparse(article):
        mention = found.mention
        assert (mention.paragraph, mention.start) >= at
        at = (mention.paragraph, mention.end)
        assert mention.text
        text = article.paragraphs[mention.paragraph].text
        assert text[mention.start : mention.end] == mention.text
        assert 0.0 <= found.confidence <= 1.0


@pytest.mark.parametrize("case", _named([c for c in READABLE if c.places]))
def test_places_are_found_all_the_same(case: Hostile) -> None:
    found = {r.place.name for r in pipeline.geoparse(_read(case)) if r.place is not None}
    assert set(case.places) <= found


@pytest.mark.parametrize("case", _named([c for c in READABLE if not c.name.startswith("markup")]))
def test_no_letter_of_a_text_is_lost(case: Hostile) -> None:
    article = _read(case)
    told = article.title + article.byline + "".join(p.text for p in article.paragraphs)
    assert _letters(case.text) <= _letters(told)


def _letters(text: str) -> set[str]:
    return {char for char in text if char.isalnum()}
