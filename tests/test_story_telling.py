"""Stories from real places: numbers, passages, frames, one copy of the world."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.model import Article, Mention, Paragraph, Resolution, Role, Story
from storymap.story import tell

SEOUL, SOUTH_KOREA, JAPAN = "gn:1835848", "gn:1835841", "gn:1861060"
FRANCE, UNITED_STATES, FIJI, HAWAII = "gn:3017382", "gn:6252001", "gn:2205218", "gn:5855797"
VIENNA, COLOGNE = "gn:2761369", "gn:2886242"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def _told(gazetteer: Gazetteer, *paragraphs: Sequence[tuple[str, str | None, Role]]) -> Story:
    """A story whose paragraphs are lists of (text, place id or None, role), a sentence each."""
    texts, resolutions = [], []
    for index, mentions in enumerate(paragraphs):
        text = ""
        for name, ident, role in mentions:
            start = len(text) + len("It was in ")
            mention = Mention(index, start, start + len(name), name, name)
            place = gazetteer.place(ident) if ident else None
            resolutions.append(Resolution(mention, place, 0.9 if place else 0.0, "test", role))
            text += f"It was in {name}. "
        texts.append(Paragraph(index, text.strip() or "Nothing happened."))
    return tell(Article(tuple(texts)), resolutions, gazetteer)


def test_places_are_numbered_by_first_mention_and_keep_their_passages(
    gazetteer: Gazetteer,
) -> None:
    story = _told(
        gazetteer,
        [("Japan", JAPAN, Role.SETTING), ("Seoul", SEOUL, Role.SETTING)],
        [("Japan", JAPAN, Role.MENTION), ("Narnia", None, Role.SETTING)],
    )
    assert [(p.number, p.label) for p in story.places] == [(1, "Japan"), (2, "Seoul")]
    assert [p.paragraph for p in story.places[0].passages] == [0, 1]
    assert story.places[0].role is Role.SETTING
    assert [r.mention.text for r in story.unresolved] == ["Narnia"]


@pytest.mark.parametrize(
    ("ident", "called", "label"),
    [
        (COLOGNE, ["Cologne"], "Cologne"),
        (COLOGNE, ["Cologne", "Köln"], "Köln"),
        (COLOGNE, ["COLOGNE"], "Köln"),
        (SEOUL, ["SEOUL"], "Seoul"),
        (UNITED_STATES, ["U.S.", "US"], "United States"),
        (UNITED_STATES, ["Somewhere"], "United States"),
    ],
)
def test_a_place_is_written_as_the_article_writes_it(
    gazetteer: Gazetteer, ident: str, called: list[str], label: str
) -> None:
    story = _told(gazetteer, [(name, ident, Role.SETTING) for name in called])
    assert [place.label for place in story.places] == [label]


def test_a_paragraph_frames_the_city_rather_than_its_country(gazetteer: Gazetteer) -> None:
    both = [("Seoul", SEOUL, Role.SETTING), ("South Korea", SOUTH_KOREA, Role.SETTING)]
    story = _told(gazetteer, both, [])
    west, south, east, north = story.views[0]
    assert west < 126.98 < east
    assert south < 37.57 < north
    assert north - south < 4
    assert story.views[1] == story.views[0]


def test_where_things_happen_outweighs_what_is_spoken_of(gazetteer: Gazetteer) -> None:
    paragraph = [("Seoul", SEOUL, Role.SETTING), ("US", UNITED_STATES, Role.MENTION)]
    story = _told(gazetteer, paragraph)
    west, _, east, _ = story.views[0]
    assert east - west < 8


def test_of_places_only_spoken_of_those_of_the_story_are_framed(gazetteer: Gazetteer) -> None:
    story = _told(
        gazetteer,
        [("Seoul", SEOUL, Role.SETTING)],
        [("Seoul", SEOUL, Role.MENTION), ("US", UNITED_STATES, Role.MENTION)],
        [("US", UNITED_STATES, Role.MENTION)],
    )
    assert story.views[1] == story.views[0]
    west, _, east, _ = story.views[2]
    assert east - west > 50


def test_a_town_on_a_river_is_framed_rather_than_the_river(gazetteer: Gazetteer) -> None:
    river = next(e.place.id for e in gazetteer.lookup("Danube") if e.place.feature == "H.STM")
    vienna = [("Vienna", VIENNA, Role.SETTING), ("Danube", river, Role.SETTING)]
    story = _told(gazetteer, vienna, [("Danube", river, Role.SETTING)])
    west, south, east, north = story.views[0]
    assert north - south < 2
    assert south < 48.2 < north
    assert west < 16.4 < east
    west, _, east, _ = story.views[1]
    assert east - west > 10


def test_a_town_by_the_sea_is_framed_rather_than_the_sea(gazetteer: Gazetteer) -> None:
    sea = next(e.place.id for e in gazetteer.lookup("Sea of Japan") if e.place.feature == "H.SEA")
    story = _told(gazetteer, [("Seoul", SEOUL, Role.SETTING), ("Sea of Japan", sea, Role.SETTING)])
    west, south, east, north = story.overview
    assert south < 37.6 < north
    assert north - south < 6
    assert 128 < east < 133
    assert west < 127


def test_a_place_far_away_and_named_once_stays_out_of_the_overview(gazetteer: Gazetteer) -> None:
    seoul = [("Seoul", SEOUL, Role.SETTING)]
    story = _told(gazetteer, *[seoul] * 8, [("Fiji", FIJI, Role.SETTING)])
    west, _, east, _ = story.overview
    assert east - west < 8
    assert story.views[8] == story.places[1].frame


def test_far_parts_of_a_country_do_not_widen_its_frame(gazetteer: Gazetteer) -> None:
    story = _told(gazetteer, [("France", FRANCE, Role.SETTING)])
    west, south, east, north = story.places[0].frame
    assert -12 < west < -3
    assert 38 < south < 43
    assert 7 < east < 14
    assert 50 < north < 56


def test_a_story_across_the_antimeridian_stays_on_one_copy_of_the_world(
    gazetteer: Gazetteer,
) -> None:
    story = _told(
        gazetteer,
        [("Tokyo", JAPAN, Role.SETTING), ("Hawaii", HAWAII, Role.SETTING)],
        [("Fiji", FIJI, Role.SETTING)],
    )
    west, _, east, _ = story.overview
    assert east - west < 110
    west, _, east, _ = story.views[1]
    assert east - west < 25
    assert all(west - 1 <= p.at[1] <= east + 60 for p in story.places if p.label == "Fiji")


def test_a_story_without_places_frames_the_world(gazetteer: Gazetteer) -> None:
    story = _told(gazetteer, [])
    assert story.places == ()
    assert story.views == (story.overview,)
