"""The library: what `storymap.build` gives back."""

from __future__ import annotations

import json
from pathlib import Path

import folium
import geopandas
import pytest

import storymap
from storymap.errors import ArticleError, OptionError, StorymapError

TEXT = """The ferry from Bergen reached Denmark on Sunday.

It was a day late, Norwegian papers said.
"""


@pytest.fixture(scope="module")
def story() -> storymap.Story:
    return storymap.build(TEXT, title="Storm")


def test_a_story_of_a_string(story: storymap.Story) -> None:
    assert story.article.title == "Storm"
    assert [place.label for place in story.places][:2] == ["Bergen", "Denmark"]
    assert len(story.resolutions) >= 3


def test_a_geodataframe_has_a_row_a_mention(story: storymap.Story) -> None:
    frame = story.to_geodataframe()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert len(frame) == len(story.resolutions)
    bergen = frame.iloc[0]
    assert (bergen["name"], bergen["paragraph"], bergen["start"]) == ("Bergen", 0, 15)
    assert abs(bergen.geometry.y - 60.39) < 0.2
    assert abs(bergen.geometry.x - 5.32) < 0.3


def test_an_article_without_places_gives_an_empty_frame() -> None:
    frame = storymap.build("Nothing happened, and nobody went anywhere.").to_geodataframe()
    assert len(frame) == 0
    assert frame.crs == "EPSG:4326"


def test_the_map_is_a_folium_map(story: storymap.Story) -> None:
    assert isinstance(story.map, folium.Map)
    assert "iframe" in story._repr_html_()


def test_save_writes_what_the_suffix_says(story: storymap.Story, tmp_path: Path) -> None:
    assert story.save(tmp_path / "a.html") == tmp_path / "a.html"
    story.save(str(tmp_path / "a.geojson"))
    assert b'id="story-data"' in (tmp_path / "a.html").read_bytes()
    assert json.loads((tmp_path / "a.geojson").read_bytes())["title"] == "Storm"
    with pytest.raises(OptionError, match=r"cannot save as 'a\.xls'"):
        story.save(tmp_path / "a.xls")


def test_a_path_and_a_string_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "storm.txt").write_text(TEXT)
    for given in (tmp_path / "storm.txt", str(tmp_path / "storm.txt")):
        assert storymap.build(given).article.title == "Storm"
    with pytest.raises(ArticleError, match="no such file"):
        storymap.build("missing.txt")
    assert storymap.geoparse("A storm over Bergen.")[0].mention.text == "Bergen"


def test_errors_are_builtins_too() -> None:
    with pytest.raises(ValueError, match="unknown recogniser"):
        storymap.build(TEXT, recogniser="nope")
    assert issubclass(OptionError, StorymapError)


def test_locate_gives_entries_best_first() -> None:
    assert storymap.locate("Bergen")[0].place.country == "NO"
    assert storymap.locate("Xyzzyburg") == ()
