"""A story with the traps of two Koreas: the map holds what a careful reader would put on it."""

from __future__ import annotations

import csv

import pytest

from storymap import pipeline, readers
from storymap.model import MentionKind, ParagraphKind, Story
from tests.accuracy import Outcome, table, verdict
from tests.news import DATA, NewsArticle, read_article

TWIN = DATA / "twin"


@pytest.fixture(scope="module")
def news() -> NewsArticle:
    return read_article(TWIN / "article.txt")


@pytest.fixture(scope="module")
def story(news: NewsArticle) -> Story:
    return pipeline.build(readers.from_text(news.text))


def test_each_place_stands_in_its_paragraphs_and_no_other_place(story: Story) -> None:
    found = {
        place.place.id: sorted({story.resolutions[i].mention.paragraph for i in place.mentions})
        for place in story.places
    }
    assert found == _expected()


def _expected() -> dict[str, list[int]]:
    with (TWIN / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["id"]: [int(number) for number in row["paragraphs"].split()] for row in rows}


def test_every_mention_is_found_with_its_span_and_place(story: Story, news: NewsArticle) -> None:
    result = Outcome(news, story.article, story.resolutions)
    verdicts = {verdict(result, found) for found in story.resolutions}
    assert verdicts <= {"right", "free"}, table(result)
    assert "missed" not in table(result)


def test_short_forms_mean_what_the_text_introduced(story: Story, news: NewsArticle) -> None:
    result = Outcome(news, story.article, story.resolutions)
    places = {result.span(found): found.place for found in story.resolutions}
    for mark in news.generic:
        ends = [place for span, place in places.items() if span[1] == mark.end]
        assert [place.id for place in ends if place] == [mark.place.id]
    for mark in news.optional:
        place = places.get((mark.start, mark.end))
        assert place is None or place.id == mark.place.id


def test_persons_agencies_and_days_are_no_places(story: Story) -> None:
    never = (TWIN / "never.txt").read_text(encoding="utf-8").split("\n")
    spans = [found.mention.text for found in story.resolutions]
    assert not [span for span in spans for word in never if word and word in span]


def test_demonyms_and_roles_are_told_apart(story: Story) -> None:
    kinds = {found.mention.text: found.mention.kind for found in story.resolutions}
    assert kinds["North Korean"] is MentionKind.DEMONYM
    assert kinds["Panmunjom"] is MentionKind.NAME
    setting = {place.place.name for place in story.places if place.role.value == "setting"}
    assert {"Panmunjom", "Japan", "Vietnam"} <= setting


def test_captions_stand_before_their_credit_lines(story: Story) -> None:
    kinds = [paragraph.kind for paragraph in story.article.paragraphs]
    lines = [index for index, kind in enumerate(kinds) if kind is ParagraphKind.CREDIT]
    assert lines == [3, 11, 14]
    assert all(kinds[index - 1] is ParagraphKind.CAPTION for index in lines)


def test_countries_and_the_zone_are_areas(story: Story) -> None:
    areas = {place.place.id for place in story.places if place.geometry}
    assert areas >= set(_expected()) - {"sm:panmunjom"}
