"""The base map's recipe on a small world of its own, and its product."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from gazetteer.basemap.lines import disputed_pairs, part_borders
from gazetteer.basemap.topology import read_topology
from storymap.errors import GazetteerError
from storymap.layers.areas import cell_polygons
from storymap.layers.basemap import Basemap, open_basemap
from storymap.layers.cells import LEVELS, Level, write
from storymap.layers.mercator import project

CURATED = Path(__file__).parent.parent / "gazetteer" / "basemap" / "curated"


def small_world() -> bytes:
    """West and East share a border at 10 degrees; Far lies across the antimeridian."""
    arcs = [
        [[10, 0], [10, 5], [10, 10]],
        [[10, 10], [0, 10], [0, 0], [10, 0]],
        [[10, 0], [20, 0], [20, 10], [10, 10]],
        [[178, 0], [180, 0], [-178, 0], [-178, 4], [180, 4], [178, 4], [178, 0]],
    ]
    deltas = [np.diff(np.array(arc), axis=0, prepend=[[0, 0]]).tolist() for arc in arcs]
    shapes = [
        {"type": "Polygon", "id": "1", "properties": {"name": "West"}, "arcs": [[0, 1]]},
        {"type": "Polygon", "id": "2", "properties": {"name": "East"}, "arcs": [[2, -1]]},
        {"type": "MultiPolygon", "properties": {"name": "Far"}, "arcs": [[[3]]]},
    ]
    return json.dumps(
        {
            "arcs": deltas,
            "transform": {"scale": [1, 1], "translate": [0, 0]},
            "objects": {"countries": {"geometries": shapes}},
        }
    ).encode()


def test_neighbours_share_their_border_when_simplified() -> None:
    topology = read_topology(small_world(), 1e-3)
    west, east, _ = (country.geometry for country in topology.countries)
    assert west.intersection(east).area == 0
    assert [(a, b) for a, b, _ in topology.borders] == [("East", "West")]
    ((_, _, border),) = topology.borders
    assert border.length == pytest.approx(project(10, 0)[1] - project(10, 10)[1])


def test_a_country_across_the_antimeridian_is_one_piece() -> None:
    far = read_topology(small_world(), 0).countries[2].geometry
    left, _, right, _ = far.bounds
    assert right - left == pytest.approx(4 / 360)
    assert len(shapely.get_parts(far)) == 1


def test_claimed_lines_are_drawn_apart_from_borders_that_stand() -> None:
    topology = read_topology(small_world(), 0)
    ((first, second, border),) = topology.borders
    claim = shapely.line_interpolate_point(border, [0.0, 0.5], normalized=True)
    claimed = shapely.MultiLineString([shapely.LineString(claim)])
    standing, disputed = part_borders(topology.borders, frozenset(), claimed)
    assert disputed.length == pytest.approx(border.length / 2, rel=0.05)
    assert standing.length + disputed.length == pytest.approx(border.length, rel=0.01)
    standing, disputed = part_borders(
        topology.borders, frozenset({(first, second)}), shapely.MultiLineString()
    )
    assert standing.is_empty
    assert disputed.length == pytest.approx(border.length)


def test_disputed_pairs_are_in_order() -> None:
    pairs = disputed_pairs(CURATED / "disputed_pairs.tsv")
    assert ("Israel", "Palestine") in pairs
    assert all(first < second for first, second in pairs)


def land_at(basemap: Basemap, level: Level, lon: float, lat: float) -> bool:
    x, y = project(lon, lat)
    cell = int(x * 2**level.cell), int(y * 2**level.cell)
    text = basemap.cell(level, cell)[0].get("land", "")
    return bool(text and np.any(shapely.contains_xy(cell_polygons(text, level, cell), x, y)))


def test_polygons_of_a_cell_have_their_holes_and_are_valid() -> None:
    level = LEVELS[0]
    square = shapely.box(0.1, 0.1, 0.9, 0.9)
    lakes = [shapely.box(x, 0.2, x + 0.1, 0.4) for x in (0.2, 0.4, 0.6)]
    island = shapely.box(0.65, 0.25, 0.68, 0.3)
    bow_tie = shapely.Polygon([(0, 0), (0.09, 0.09), (0.09, 0), (0, 0.05)])
    land = [square.difference(shapely.union_all(lakes)), island]
    polygons = cell_polygons(write([*land, bow_tie], level, (0, 0)), level, (0, 0))
    assert shapely.is_valid(polygons).all()
    holes = sorted(shapely.get_num_interior_rings(polygons).tolist())
    assert holes == [0, 0, 0, 3]
    dry = sum(shape.area for shape in land) + shapely.make_valid(bow_tie).area
    assert shapely.area(polygons).sum() == pytest.approx(dry, rel=0.01)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: f"level{level.number}")
def test_land_and_water_are_where_they_are(level: Level) -> None:
    basemap = open_basemap()
    for lon, lat in ((127.5, 36.5), (-98.0, 39.0), (15.5, 78.8), (178.0, 67.5), (-179.0, 67.5)):
        assert land_at(basemap, level, lon, lat), (lon, lat)
    for lon, lat in ((-150.0, 20.0), (3.0, 56.0), (131.0, 39.0), (0.0, 0.0)):
        assert not land_at(basemap, level, lon, lat), (lon, lat)


def test_every_country_can_be_lit() -> None:
    basemap = open_basemap()
    codes = set(basemap.cell(LEVELS[0], (0, 0))[1])
    assert {"KP", "KR", "VN", "US", "FJ", "XK", "SG", "MV"} <= codes
    assert len(codes) > 220


def test_seas_with_two_names_are_written_with_both() -> None:
    labels = open_basemap().labels("sea", (-180, -90, 180, 90), 12)
    names = {label.name for label in labels}
    assert "Sea of Japan (East Sea)" in names
    assert "Sea of Japan" not in names


def test_names_of_countries_follow_the_language() -> None:
    basemap = open_basemap()
    german = {label.country: label.name for label in basemap.labels("country", WORLD, 9, "de-AT")}
    plain = {label.country: label.name for label in basemap.labels("country", WORLD, 9)}
    assert (german["KP"], plain["KP"]) == ("Nordkorea", "North Korea")


WORLD = (-180.0, -90.0, 180.0, 90.0)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    stray = tmp_path / "stray.sqlite"
    stray.write_text("no database")
    with pytest.raises(GazetteerError, match="cannot be opened"):
        open_basemap(stray)
    with pytest.raises(GazetteerError):
        open_basemap(tmp_path / "missing.sqlite")
