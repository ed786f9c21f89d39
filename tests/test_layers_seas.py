"""Seas lie under the land, on the map and on pictures: the sea is lit, its islands are not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageColor
from playwright.sync_api import Browser

from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.layers import StoryMap, draw_svg, make_palettes
from storymap.model import Story
from tests.layers_stories import make_story
from tests.pages import opened

MAP = "storymap.map('story_map')"
# The outline of the Aegean in the gazetteer takes in the island of Imbros.
IMBROS, AEGEAN, BLACK_SEA = (40.161, 25.836), (39.3, 24.9), (42.8, 31.0)
BOX = (22.0, 36.0, 32.0, 44.0)
DAY = make_palettes().day


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def aegean(gazetteer: Gazetteer) -> Story:
    return make_story("Calm on the [Aegean Sea] does not last.", gazetteer)


def colour(picture: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour that most of a spot of five pixels' width has."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    spot = image.crop((int(x) - 2, int(y) - 2, int(x) + 3, int(y) + 3)).getcolors()
    assert spot
    return max(spot)[1]  # type: ignore[return-value]


def test_on_the_map(browser: Browser, tmp_path: Path, aegean: Story, gazetteer: Gazetteer) -> None:
    path = tmp_path / "map.html"
    StoryMap(aegean, gazetteer).save(path)
    with opened(browser, path, reduced_motion="reduce") as seen:
        seen.page.evaluate(f"{MAP}.frame({list(BOX)}, {{animate: false}})")
        points = [
            seen.page.evaluate(f"(at) => {MAP}.leaflet.latLngToContainerPoint(at)", list(at))
            for at in (IMBROS, AEGEAN, BLACK_SEA)
        ]
        island, lit, water = (colour(seen.page.screenshot(), p["x"], p["y"]) for p in points)
    assert island == ImageColor.getrgb(DAY.land)
    assert water == ImageColor.getrgb(DAY.water)
    assert lit not in (island, water)


def test_on_a_picture(aegean: Story, gazetteer: Gazetteer) -> None:
    from storymap.layers.drawing import view_of

    svg = draw_svg(aegean, gazetteer, 900, 900, box=BOX, inset=False)
    picture = bytes(resvg_py.svg_to_bytes(svg_string=svg))
    view = view_of(BOX, 900, 900)
    island, lit, water = (
        colour(picture, *view.point(lon, lat)) for lat, lon in (IMBROS, AEGEAN, BLACK_SEA)
    )
    assert island == ImageColor.getrgb(DAY.land)
    assert water == ImageColor.getrgb(DAY.water)
    assert lit not in (island, water)
