"""The map's and the embed's pure functions, run where they will run, beside their Python twins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import Browser, Page

from storymap.layers import mercator
from storymap.layers.cells import LEVELS, read, write
from storymap.layers.elements import asset_text
from storymap.layers.layout import Rect, merge, ranges
from storymap.layers.layout import beside as still_beside
from storymap.renderers.templating import asset

FAR = float("inf")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    for name in ("geometry.js", "trace.js", "layout.js", "popup.js"):
        opened.evaluate(asset_text(name))
    for name in ("embed_steps.js", "embed_height.js"):
        opened.evaluate(asset(name))
    yield opened
    context.close()


def call(page: Page, function: str, *arguments: object) -> Any:
    return page.evaluate(f"(values) => storymap.{function}(...values)", list(arguments))


def measured(page: Page, function: str, lines: list[list[int]], x: float, y: float) -> Any:
    """A function of geometry.js about lines or rings, which trace.js keeps with their boxes."""
    return page.evaluate(
        """([name, lines, ...at]) => {
          const parts = lines.map((line) => storymap.trace.part(Int32Array.from(line)));
          return storymap.geometry[name](parts, ...at);
        }""",
        [function, lines, x, y],
    )


def box(found: dict[str, float]) -> Rect:
    return Rect(found["left"], found["top"], found["right"], found["bottom"])


@pytest.mark.parametrize(
    "lines",
    [
        [[(0.51, 0.31), (0.52, 0.33), (0.515, 0.35)]],
        [[(0.5, 0.3), (0.55, 0.36)], [(0.53, 0.31), (0.531, 0.3), (0.56, 0.37)]],
    ],
)
def test_geometries_are_read_as_they_were_written(page: Page, lines: Any) -> None:
    level, cell = LEVELS[1], (4, 2)
    text = write([shapely.LineString(line) for line in lines], level, cell)
    parts = page.evaluate("text => storymap.geometry.parts(text).map((part) => [...part])", text)
    scale = level.extent * 2**level.cell
    here = [np.array(part).reshape(-1, 2) for part in parts]
    for mine, twin in zip(here, read(text, level, cell), strict=True):
        assert (mine + np.array(cell) * level.extent) / scale == pytest.approx(twin)


def test_quantities_have_signs_and_any_size(page: Page) -> None:
    numbers = page.evaluate("text => [...storymap.geometry.quantities(text)]", "ACDgBhB")
    assert numbers == [0, 1, -1, 16, -16]


@pytest.mark.parametrize(
    ("x", "y", "inside"), [(5, 5, True), (11, 5, False), (3, 3, True), (2.5, 7, False)]
)
def test_a_point_in_rings_with_a_hole(page: Page, x: float, y: float, inside: bool) -> None:
    rings = [[0, 0, 10, 0, 10, 10, 0, 10], [1, 6, 4, 6, 4, 8, 1, 8]]
    assert measured(page, "inside", rings, x, y) is inside


@pytest.mark.parametrize(("x", "y", "squared"), [(5, 3, 9), (-4, 0, 16), (13, 4, 25), (10, 0, 0)])
def test_the_distance_from_lines(page: Page, x: float, y: float, squared: float) -> None:
    assert measured(page, "nearness", [[0, 0, 10, 0], [90, 90, 91, 91]], x, y) == squared


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (-157.86, 21.31), (179.9, -41.3), (15.6, 78.2)])
def test_the_projection_is_the_same_on_both_sides(page: Page, lon: float, lat: float) -> None:
    assert call(page, "geometry.project", lon, lat) == pytest.approx(mercator.project(lon, lat))


@pytest.mark.parametrize(("lon", "centre"), [(-157.9, 180), (139.7, -170), (10, 10), (-10, 700)])
def test_longitudes_are_unwrapped_alike(page: Page, lon: float, centre: float) -> None:
    found = call(page, "geometry.near", lon, centre)
    assert found == mercator.near(lon, centre)
    assert abs(found - centre) <= 180
    moved = call(page, "geometry.nearBox", [lon - 1, 0, lon + 1, 2], centre)
    assert moved == pytest.approx([found - 1, 0, found + 1, 2])


def test_flights_take_longer_the_farther_they_go(page: Page) -> None:
    times = [call(page, "geometry.flightSeconds", screens, 1) for screens in (0, 0.5, 2, 8, 500)]
    assert all(a < b for a, b in pairwise(times))
    assert times[0] >= 0.8
    assert times[-1] == 2.2


def test_an_area_that_fills_the_screen_is_tinted_less(page: Page) -> None:
    shares = [call(page, "geometry.thinning", [5, 45, 15, 55], zoom) for zoom in (2, 6, 7, 10)]
    assert shares[0] == 1
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.35


@pytest.mark.parametrize(
    "numbers", [[4], [1, 2], [1, 2, 3, 4], [1, 3, 5], [2, 3, 9], [1, 2, 3, 10, 12, 14], [8, 21, 22]]
)
def test_numbers_are_written_alike(page: Page, numbers: Sequence[int]) -> None:
    assert call(page, "geometry.ranges", numbers) == ranges(numbers)


def test_boxes_that_only_touch_do_not_overlap(page: Page) -> None:
    one, beside = {"left": 0, "top": 0, "right": 9, "bottom": 9}, {"top": 0, "bottom": 9}
    assert not call(page, "layout.overlaps", one, beside | {"left": 9, "right": 20})
    assert call(page, "layout.overlaps", one, beside | {"left": 8, "right": 20})
    assert call(page, "layout.rect", 1, 2, 3, 4) == {"left": 1, "top": 2, "right": 4, "bottom": 6}


def test_a_board_gives_no_place_twice_and_none_outside(page: Page) -> None:
    found = page.evaluate(
        """() => {
          const { Board, rect } = storymap.layout;
          const board = new Board(rect(0, 0, 100, 20));
          const boxes = [rect(-5, 0, 40, 20), rect(0, 0, 60, 20), rect(60, 0, 40, 20)];
          const first = board.place(boxes);
          const never = board.place(boxes, () => false);
          return [first, never, board.place(boxes), board.place(boxes)];
        }"""
    )
    assert box(found[0]) == Rect(0, 0, 60, 20)
    assert found[1] is None
    assert box(found[2]) == Rect(60, 0, 100, 20)
    assert found[3] is None


def test_labels_stand_beside_a_pin_where_the_stylesheet_draws_them(page: Page) -> None:
    found = [box(each) for each in call(page, "layout.beside", 50, 40, 30, 20, [31, 14])]
    assert found == [
        Rect(81, 30, 111, 50),
        Rect(-11, 30, 19, 50),
        Rect(35, 8, 65, 28),
        Rect(35, 52, 65, 72),
    ]
    assert found == still_beside(50, 40, 30, 20, (31, 14))
    mirrored = [box(each) for each in call(page, "layout.beside", 50, 40, 30, 20, [31, 14], True)]
    assert mirrored == [found[1], found[0], *found[2:]]


def test_labels_upon_an_area_step_up_and_down(page: Page) -> None:
    tops = [each["top"] for each in call(page, "layout.upon", 50, 40, 30, 20, [0, -1, 1])]
    assert tops == [30, 10, 50]


@pytest.mark.parametrize(
    "points", [[(0, 0), (10, 5), (400, 0)], [(0, 0), (25, 0), (50, 0), (75, 0)], [(0, 0), (0, 40)]]
)
def test_pins_are_merged_alike(page: Page, points: list[tuple[float, float]]) -> None:
    groups = page.evaluate(
        """(points) => storymap.layout
          .merge(points.map(([x, y], item) => ({ x, y, item })), 27, (all) => 24 + 4 * all.length)
          .map(({ x, y, items }) => [x, y, [...items].sort((a, b) => a - b)])""",
        points,
    )
    twin = merge(points, 27, lambda members: 24 + 4 * len(members))
    assert groups == [[group.x, group.y, list(group.members)] for group in twin]


def test_no_edge_cuts_a_merged_pin(page: Page) -> None:
    points = [(1, 0), (8, 5), (390, 90), (399, 90)]
    groups = page.evaluate(
        """(points) => storymap.layout
          .merge(points.map(([x, y], item) => ({ x, y, item })), 27, () => 40, 400)
          .map(({ x }) => x)""",
        points,
    )
    assert groups == [20, 380]
    assert [group.x for group in merge(points, 27, lambda _: 40, 400)] == groups


def test_long_names_take_two_lines(page: Page) -> None:
    assert call(page, "layout.lines", "North Atlantic Ocean") == ["North Atlantic", "Ocean"]
    assert call(page, "layout.lines", "Baffin Bay") == ["Baffin Bay"]
    assert call(page, "layout.lines", "Mittelmeerraum") == ["Mittelmeerraum"]


@pytest.mark.parametrize(
    ("start", "end", "move"), [(20, 80, 0), (4, 50, -6), (60, 105, 15), (30, 190, 20)]
)
def test_what_sticks_out_is_moved_in_its_start_first(
    page: Page, start: float, end: float, move: float
) -> None:
    assert call(page, "layout.overflow", start, end, 10, 90) == move


def test_words_are_filled(page: Page) -> None:
    assert call(page, "word", {"of": "{n} of {total}"}, "of", {"n": 2, "total": 9}) == "2 of 9"
    assert call(page, "word", {"of": "{n} {else}"}, "of", {"n": "$&"}) == "$& {else}"
    assert call(page, "word", {}, "of") == ""


@pytest.mark.parametrize(("index", "step"), [(-3, 0), (2, 2), (9, 4), (FAR, 4), (-FAR, 0)])
def test_steps_stay_within_the_story(page: Page, index: float, step: int) -> None:
    assert page.evaluate("index => storymap.stepping.clamped(index, 5)", index) == step


@pytest.mark.parametrize(
    ("key", "steps"), [("ArrowRight", 1), ("ArrowLeft", -1), ("Home", -FAR), ("End", FAR), ("a", 0)]
)
def test_keys_step_the_way_the_page_is_read(page: Page, key: str, steps: float) -> None:
    assert call(page, "stepping.keyStep", key, False) == steps
    turned = steps if abs(steps) == FAR else -steps
    assert call(page, "stepping.keyStep", key, True) == turned


@pytest.mark.parametrize(
    ("dx", "dy", "steps"), [(-80, 5, 1), (80, 5, -1), (-30, 0, 0), (-80, 70, 0), (0, 200, 0)]
)
def test_a_swipe_is_flat_and_long(page: Page, dx: float, dy: float, steps: int) -> None:
    assert call(page, "stepping.swipeStep", dx, dy, False) == steps
    assert call(page, "stepping.swipeStep", dx, dy, True) == -steps


def test_patterns_are_filled(page: Page) -> None:
    assert call(page, "stepping.filled", "{n}/{total} {x}", {"n": 1, "total": 3}) == "1/3 {x}"


def test_heights_are_told_in_the_words_of_four_hosts(page: Page) -> None:
    names = {"name": "story", "child": "", "address": "https://a.example/s.embed.html"}
    ours, pym, amp, medium = call(page, "heightMessages", 480, names)
    assert ours == {"type": "storymap:height", "id": "story", "height": 480}
    assert pym == "pymxPYMxstoryxPYMxheightxPYMx480"
    assert amp == {"sentinel": "amp", "type": "embed-size", "height": 480}
    assert '"context":"iframe.resize"' in medium
    assert call(page, "heightMessages", 480, names | {"child": "f0"})[1].split("xPYMx")[1] == "f0"
