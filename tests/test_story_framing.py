"""Frames: one copy of the world, boxes that hold what they frame."""

from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Box
from storymap.story import framing

_LON = st.floats(-180, 180)


def test_tokyo_and_honolulu_are_neighbours() -> None:
    centre = framing.centre_longitude([139.7, -157.9])
    assert framing.unwrap(-157.9, centre) - framing.unwrap(139.7, centre) < 65


@given(st.lists(_LON, min_size=1, max_size=12))
def test_unwrapped_longitudes_lie_on_one_copy_of_the_world(longitudes: list[float]) -> None:
    centre = framing.centre_longitude(longitudes)
    shifted = [framing.unwrap(lon, centre) for lon in longitudes]
    assert max(shifted) - min(shifted) <= 360.0 + 1e-6
    assert all(
        abs((a - b) % 360.0) < 1e-6 or abs((a - b) % 360.0 - 360.0) < 1e-6
        for a, b in zip(shifted, longitudes, strict=True)
    )


@given(_LON, st.floats(-80, 80), st.floats(0.1, 20), st.floats(0.1, 40), st.floats(0, 4))
def test_padding_keeps_what_was_framed(
    west: float, south: float, wide: float, reach: float, tall: float
) -> None:
    box: Box = (west, south, west + wide, south + tall)
    grown = framing.padded(box, reach)
    assert grown[0] <= box[0] + 1e-3
    assert grown[2] >= box[2] - 1e-3
    assert grown[1] <= box[1] + 1e-3
    assert grown[3] >= box[3] - 1e-3
    assert -85 <= grown[1] < grown[3] <= 85


def test_far_and_tiny_parts_do_not_widen_a_frame() -> None:
    from shapely.geometry import MultiPolygon, box

    home, islet, overseas = box(0, 42, 8, 51), box(9, 42, 9.2, 42.2), box(-54, 2, -51, 6)
    parts = framing.main_parts(MultiPolygon([islet, overseas, home]))
    assert parts == [home]


def test_one_far_place_does_not_frame_half_the_world() -> None:
    towns: list[Box] = [(-88.4, 37.1, -88.4, 37.1), (-88.6, 37.0, -88.6, 37.0)]
    norway: Box = (4, 58, 31, 71)
    assert framing.without_outliers([*towns, norway], [3, 2, 1], 1) == [0, 1]
    assert framing.without_outliers([norway, *towns], [1, 2, 3], 0.9) == [0, 1, 2]


def test_a_compact_story_keeps_all_its_places() -> None:
    korea: Box = (124, 33, 131, 43)
    japan: Box = (129, 30, 146, 46)
    vietnam: Box = (102, 8, 110, 24)
    assert framing.without_outliers([korea, japan], [9, 1], 3) == [0, 1]
    assert framing.without_outliers([vietnam, korea, japan], [1, 9, 1], 3) == [1, 2]


@given(st.lists(st.tuples(_LON, st.floats(-80, 80)), min_size=1, max_size=9), st.floats(0, 9))
def test_what_is_left_out_weighs_no_more_than_it_may(
    points: list[tuple[float, float]], most: float
) -> None:
    boxes: list[Box] = [(lon, lat, lon, lat) for lon, lat in points]
    kept = framing.without_outliers(boxes, [1.0] * len(boxes), most)
    assert kept
    assert kept == sorted(set(kept))
    assert len(boxes) - len(kept) <= most


def test_the_nearest_point_of_a_river() -> None:
    river = {"type": "LineString", "coordinates": [(0, 0), (10, 0)]}
    assert framing.nearest(river, (1, 4)) == (4, 0, 4, 0)
