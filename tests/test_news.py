"""The annotated set itself: enough of it, readable, and its places known."""

from __future__ import annotations

from contextlib import closing

import pytest

from benchmarks.scoring import NEAR_KM, Toponym, distance_km
from storymap.gazetteer import open_gazetteer
from tests.news import DATA, NewsArticle, gold_places, news, read_article, traps

ARTICLES = [pytest.param(article, id=article.slug) for article in news()]


def test_the_set_is_large_and_mixed() -> None:
    gold = [gold for article in news() for gold in article.gold]
    assert len(news()) >= 34
    assert len(gold) >= 1000
    assert len({article.kind for article in news()}) >= 12
    assert {item.kind for item in gold} == {"name", "demonym", "embedded"}
    assert {item.role for item in gold} == {"setting", "mention"}


@pytest.mark.parametrize("article", ARTICLES)
def test_marks_are_spans_of_the_text(article: NewsArticle) -> None:
    marks = article.gold + article.optional + article.generic
    assert all(article.text[mark.start : mark.end] == mark.text for mark in marks)
    assert all(mark.text == mark.text.strip() for mark in marks)
    assert not any(mark.text.startswith(("the ", "The ")) for mark in article.gold)
    assert 100 <= len(article.text.split()) <= 300


def test_places_stand_on_the_globe_and_are_all_used() -> None:
    articles = (*news(), *traps(), read_article(DATA / "twin" / "article.txt"))
    used = {
        mark.place.label
        for article in articles
        for mark in article.gold + article.optional + article.generic
    }
    assert used == set(gold_places())
    assert all(abs(p.lat) <= 90 and abs(p.lon) <= 180 for p in gold_places().values())


def test_ids_are_known_to_the_gazetteer_and_stand_where_they_should() -> None:
    with_id = [place for place in gold_places().values() if place.id]
    with closing(open_gazetteer()) as gazetteer:
        for meant in with_id:
            place = gazetteer.place(meant.id)
            points = Toponym(0, 0, meant.lat, meant.lon), Toponym(0, 0, place.lat, place.lon)
            assert distance_km(*points) < NEAR_KM, meant.label
    assert len(with_id) > 500
