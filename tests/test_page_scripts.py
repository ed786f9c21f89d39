"""The page's pure functions, run where they will run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from storymap.renderers.templating import asset

AREA = {"top": 100, "bottom": 600}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.evaluate(asset("reading.js"))
    yield opened
    context.close()


def call(page: Page, function: str, *arguments: object) -> object:
    return page.evaluate(
        "([name, values]) => window.storymap.reading[name](...values)", [function, list(arguments)]
    )


@pytest.mark.parametrize(
    ("scroll", "most", "line"), [(0, 1000, 200), (1000, 1000, 400), (500, 1000, 300), (0, 0, 200)]
)
def test_the_line_moves_down_the_area(page: Page, scroll: int, most: int, line: int) -> None:
    assert call(page, "readingLine", scroll, most, AREA) == pytest.approx(line)


@pytest.mark.parametrize("target", [300, 500, 900, 1300])
def test_scrolling_to_a_point_puts_the_line_on_it(page: Page, target: int) -> None:
    scroll = call(page, "scrollTo", target, 1000, AREA)
    assert isinstance(scroll, int | float)
    line = call(page, "readingLine", scroll, 1000, AREA)
    assert line == pytest.approx(target - scroll)


def test_scrolling_stays_within_the_page(page: Page) -> None:
    assert call(page, "scrollTo", 10, 1000, AREA) == 0
    assert call(page, "scrollTo", 9000, 1000, AREA) == 1000
    assert call(page, "scrollTo", 9000, -20, AREA) == 0


@pytest.mark.parametrize(("line", "index"), [(15, 0), (55, 1), (28, 0), (46, 1), (400, 2), (-9, 0)])
def test_the_nearest_box(page: Page, line: int, index: int) -> None:
    boxes = [{"top": 0, "bottom": 20}, {"top": 50, "bottom": 60}, {"top": 61, "bottom": 90}]
    assert call(page, "nearest", boxes, line) == index


def test_no_box_is_nearest(page: Page) -> None:
    assert call(page, "nearest", [], 10) == -1


def test_places_by_paragraph(page: Page) -> None:
    features = [
        {"properties": {"paragraph": paragraph, "place_id": place}}
        for paragraph, place in ((0, "a"), (0, "b"), (0, "a"), (2, "c"))
    ]
    function = "features => [...window.storymap.reading.placesByParagraph(features)]"
    assert page.evaluate(function, features) == [[0, ["a", "b"]], [2, ["c"]]]


@pytest.mark.parametrize(
    ("hash_", "link"),
    [
        ("#p7", {"paragraph": 7}),
        ("#place-gn:1873107", {"place": "gn:1873107"}),
        ("#place-%D8%A7", {"place": "ا"}),
        ("#place-100%", {"place": "100%"}),
        ("#place-{%%20raw%20%}%ff", {"place": "{% raw %}%ff"}),
        ("#places", None),
        ("#p7x", None),
        ("", None),
    ],
)
def test_deep_links(page: Page, hash_: str, link: object) -> None:
    assert call(page, "deepLink", hash_) == link
