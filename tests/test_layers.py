"""The map's data: cells, frames, names, folium layers and the still map, without a browser."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import OptionError
from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.layers import StoryMap, VectorBasemap, draw_svg, make_palettes
from storymap.layers.basemap import open_basemap
from storymap.layers.cells import LEVELS, cut, read, to_world, write
from storymap.layers.coverage import (
    Detail,
    affordable_cells,
    cells_of,
    frames_of,
    level_of,
    windows_of,
)
from storymap.layers.elements import safe_json
from storymap.layers.layout import Board, Rect, merge, ranges
from storymap.layers.mercator import fitting_zoom, project, unproject
from storymap.layers.tiles import tile_layer, tile_warning
from storymap.model import Story
from tests.layers_stories import story_of

HOSTILE = (
    "${window.x=1}",
    "\\\\`);window.x=1;//",
    "<img src=x onerror=window.x=1>",
    "</script><script>window.x=1</script>",
    "</title><script>window.x=1</script>",
    "C:\\users\\x",
    "`",
    "{{ 7*7 }}{% raw %}",
    "a\u2028b\u2029c & <b>",
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def korea(gazetteer: Gazetteer) -> Story:
    return story_of("korea", gazetteer)


def hostile(story: Story) -> Story:
    """The story with hostile strings for labels, contexts and sentences."""
    places = [
        dataclasses.replace(
            place,
            label=HOSTILE[index % len(HOSTILE)],
            context=HOSTILE[(index + 1) % len(HOSTILE)],
            passages=tuple(
                dataclasses.replace(one, pieces=((HOSTILE[index % len(HOSTILE)], True),))
                for one in place.passages
            ),
        )
        for index, place in enumerate(story.places)
    ]
    return dataclasses.replace(story, places=tuple(places))


@given(st.lists(st.tuples(st.integers(0, 2048), st.integers(0, 2048)), min_size=2, max_size=40))
def test_written_lines_read_the_same(points: list[tuple[int, int]]) -> None:
    level, cell = LEVELS[1], (3, 5)
    scale = level.extent * 2**level.cell
    line = shapely.LineString(
        [(x / scale + 3 / 2**level.cell, y / scale + 5 / 2**level.cell) for x, y in points]
    )
    parts = read(write([line], level, cell), level, cell)
    drawn = shapely.MultiLineString(parts) if parts else shapely.MultiLineString()
    assert shapely.hausdorff_distance(drawn, line) < 1 / scale if parts else line.length < 1 / scale


def test_cutting_loses_nothing_and_crosses_the_antimeridian() -> None:
    shape = to_world(shapely.box(170, -10, 190, 10))
    cells = dict(cut(shape, LEVELS[1]))
    assert set(cells) == {(7, 3), (7, 4), (0, 3), (0, 4)}
    assert sum(piece.area for piece in cells.values()) == pytest.approx(shape.area, rel=0.1)
    some = dict(cut(shape, LEVELS[1], [(0, 3)]))
    assert set(some) == {(0, 3)}


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_projection_goes_back(lon: float, lat: float) -> None:
    assert unproject(*project(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


def test_a_frame_fits_the_screen_it_is_fitted_to() -> None:
    assert fitting_zoom((-180, -85, 180, 85), 512, 512) == 1.0
    assert fitting_zoom((10, 50, 10, 50), 512, 512, most=9) == 9
    assert [level_of(zoom).number for zoom in (0, 3.4, 3.5, 5, 7, 7.5, 12)] == [0, 0, 1, 1, 2, 3, 3]


def test_cells_keep_to_their_budget(gazetteer: Gazetteer) -> None:
    windows = windows_of(frames_of(story_of("world", gazetteer)))
    sizes = open_basemap().sizes
    full = sum(len(cells) for cells in cells_of(windows).values())
    tight = Detail(budget=100_000)
    few = sum(len(cells) for cells in affordable_cells(windows, sizes, tight).values())
    assert few < full


def test_numbers_are_written_as_ranges() -> None:
    assert ranges([1, 2, 3, 4]) == "1\N{EN DASH}4"
    assert ranges([1, 3, 5]) == "1, 3, 5"
    assert ranges([1, 2]) == "1, 2"
    assert ranges([1, 2, 3, 10, 12, 14]) == "1\N{HORIZONTAL ELLIPSIS}14"


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=30))
def test_merged_pins_never_touch(points: list[tuple[float, float]]) -> None:
    groups = merge(points, 27, lambda members: 24 + 4 * len(members))
    assert sorted(i for group in groups for i in group.members) == list(range(len(points)))
    for index, a in enumerate(groups):
        for b in groups[:index]:
            assert abs(a.y - b.y) >= 27 or abs(a.x - b.x) >= (a.width + b.width) / 2


def test_a_board_gives_no_place_twice() -> None:
    board = Board(Rect(0, 0, 100, 20))
    first = board.place([Rect(0, 0, 60, 20)])
    assert first
    assert board.place([Rect(50, 0, 100, 20), Rect(60, 0, 110, 20)]) is None
    assert board.place([Rect(60, 0, 100, 20)])


def test_the_map_is_the_same_twice_and_asks_nobody(korea: Story, gazetteer: Gazetteer) -> None:
    one, two = (StoryMap(korea, gazetteer).parts() for _ in range(2))
    assert one == two
    assert one.head == ""
    assert not re.search(r"(src|href)=", one.html)
    assert one.scripts[0].name.startswith("vendor/leaflet")
    assert 'id="story_map"' in one.html
    assert len(one.script) < 600


def test_the_page_stays_light(korea: Story, gazetteer: Gazetteer) -> None:
    html = StoryMap(korea, gazetteer).parts().html
    assert len(gzip.compress(html.encode())) < 180_000


def test_other_layers_come_along(korea: Story, gazetteer: Gazetteer) -> None:
    import folium

    story_map = StoryMap(korea, gazetteer, name="other")
    folium.Circle((37.5, 127), radius=1000).add_to(story_map)
    parts = story_map.parts()
    assert "L.circle" in parts.script
    assert parts.element_id == "other"


def test_data_cannot_end_its_element() -> None:
    for text in HOSTILE:
        safe = safe_json({"text": text})
        assert not set(safe) & set("<>&\u2028\u2029")
        assert json.loads(safe)["text"] == text


def test_names_and_palettes_and_tiles_are_checked(korea: Story) -> None:
    with pytest.raises(OptionError, match="letters"):
        StoryMap(korea, name="a-b;alert(1)")
    with pytest.raises(OptionError, match="#rrggbb"):
        make_palettes(day={"land": "red;}"})
    with pytest.raises(OptionError, match="unknown tiles"):
        tile_layer("No.Such.Tiles")
    assert "file://" in tile_warning("OpenStreetMap.Mapnik")
    assert make_palettes(day={"land": "#123456"}).day.land == "#123456"


def test_hosted_tiles_are_credited_and_send_a_referrer(korea: Story) -> None:
    parts = StoryMap(korea, tiles="OpenStreetMap.Mapnik").parts()
    assert "tile.openstreetmap.org" in parts.script
    assert "strict-origin-when-cross-origin" in parts.script
    assert "OpenStreetMap" in parts.script


def test_a_basemap_without_gazetteer_has_no_towns() -> None:
    layer = VectorBasemap([(-24.6, 63.2, -13.4, 66.6)])
    labels = layer.data["labels"]
    assert labels["town"] == []  # type: ignore[index]
    assert any(row[0] == "Iceland" for row in labels["country"])  # type: ignore[index]


@pytest.mark.parametrize("name", ["korea", "pacific", "arctic", "arabic", "local", "world"])
def test_the_still_map_is_plain_svg(name: str, gazetteer: Gazetteer) -> None:
    svg = draw_svg(story_of(name, gazetteer), gazetteer, 960, 600, ident="still")
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg",
        "title",
        "defs",
        "clipPath",
        "rect",
        "g",
        "path",
        "text",
        "tspan",
        "circle",
    }
    assert not any("style" in element.attrib for element in root.iter())
    assert all(e.attrib["id"].startswith("still") for e in root.iter() if "id" in e.attrib)
    assert len(svg) < 160_000


def test_the_still_map_writes_hostile_names_as_they_are(korea: Story, gazetteer: Gazetteer) -> None:
    svg = draw_svg(hostile(korea), gazetteer, 1200, 800, title=HOSTILE[4], variables=True)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
    said = {"".join(e.itertext()) for e in root.iter() if e.tag in (f"{SVG}text", f"{SVG}title")}
    assert HOSTILE[4] in said
    assert len(said & set(HOSTILE)) >= 3
    assert "var(--map-land, #" in svg


def test_the_pacific_is_drawn_in_one_piece(gazetteer: Gazetteer) -> None:
    story = story_of("pacific", gazetteer)
    svg = draw_svg(story, gazetteer, 960, 600)
    for label in ("Tokyo", "Honolulu", "Auckland", "Apia"):
        assert label in svg
