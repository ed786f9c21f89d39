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
