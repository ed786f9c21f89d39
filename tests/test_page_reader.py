"""The page in the hands of all its readers: hasty ones, fingers, forced colours, hosted tiles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from storymap.model import Story
from storymap.renderers import RenderOptions
from tests import stories
from tests.layers_stories import story_of
from tests.pages import PHONE, box_of, framed, gazetteer, opened, script, write_page

MAP = "window.storymap.map(document.body.dataset.map)"
KOREAS = stories.two_koreas()
FINGER: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
TILES = re.compile(r"^https://tile\.openstreetmap\.org/")


@pytest.fixture(scope="module")
def koreas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("page"), stories.two_koreas)


def wordy() -> Story:
    """The story with sentences far longer than a telephone's map is high."""
    story = stories.two_koreas()
    places = tuple(
        replace(
            place,
            passages=tuple(
                replace(one, pieces=(*one.pieces, (" and so on" * 90, False)))
                for one in place.passages
            ),
        )
        for place in story.places
    )
    return replace(story, places=places)


def test_who_scrolls_through_in_haste_starts_no_flight_on_the_way(
    browser: Browser, koreas: Path
) -> None:
    with opened(browser, koreas) as seen:
        page = seen.page
        framed(page, list(KOREAS.overview))
        page.evaluate(
            f"() => {{ const map = {MAP}.leaflet; const fly = map.flyTo; window.flights = 0;"
            " map.flyTo = function (...to) { window.flights += 1; return fly.apply(this, to); } }"
        )
        passed = page.evaluate(script("haste"))
        framed(page, list(KOREAS.views[passed["last"]]))
        assert passed["read"] >= 6
        assert page.evaluate("window.flights") == 1


def test_under_reduced_motion_nothing_glides(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page = seen.page
        page.evaluate(
            f"() => {{ window.moves = 0; {MAP}.leaflet.on('move', () => window.moves += 1);"
            f" {MAP}.leaflet.on('zoomanim', () => window.moves += 100); }}"
        )
        for act in ("zoomIn()", "panBy([80, 0])", "panTo([38, 127])"):
            before = page.evaluate("window.moves")
            page.evaluate(f"() => void {MAP}.leaflet.{act}")
            page.evaluate("() => new Promise((done) => setTimeout(done, 400))")
            assert page.evaluate("window.moves") - before <= 1, act
        assert page.locator(".leaflet-fade-anim, .leaflet-zoom-anim").count() == 0


@pytest.mark.parametrize("kind", [".storymap-pin", ".storymap-area-label"])
def test_a_finger_hits_a_pin_that_is_drawn_smaller(
    browser: Browser, koreas: Path, kind: str
) -> None:
    with opened(browser, koreas, **FINGER, reduced_motion="reduce") as seen:
        hits = seen.page.evaluate(script("targets"), kind)
        assert hits
        for each in hits:
            assert min(each["width"], each["height"]) >= 43, each


def test_controls_of_the_map_are_large_enough_for_a_finger(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, **FINGER) as seen:
        for button in seen.page.locator(".leaflet-bar a").all():
            box = box_of(button)
            assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_names_pins_and_focus_legible(
    browser: Browser, koreas: Path, scheme: str
) -> None:
    options = {"forced_colors": "active", "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, koreas, **options) as seen:
        page = seen.page
        styles = (
            "e => { const s = getComputedStyle(e);"
            " return [s.color, s.webkitTextStrokeColor, s.backgroundColor, s.outlineStyle] }"
        )
        for name in page.locator(".storymap-name:not(:empty)").all():
            letters, halo, *_ = name.evaluate(styles)
            assert letters != halo
        for number in page.locator(".storymap-number").all():
            letters, _, ground, _ = number.evaluate(styles)
            assert letters != ground
        mention = page.locator("#p7 button").first
        assert mention.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
        page.keyboard.press("Tab")
        for _ in range(12):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            assert focused.evaluate(styles)[3] != "none", focused.evaluate("e => e.outerHTML")


def test_a_scale_is_read_from_left_to_right_in_arabic(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, write_page(tmp_path, stories.arabic), reduced_motion="reduce") as seen:
        seen.page.evaluate(f"{MAP}.leaflet.setZoom(8)")
        line = seen.page.locator(".leaflet-control-scale-line").first
        assert re.fullmatch(r"\d+ km", line.text_content() or "")
        assert line.evaluate("e => getComputedStyle(e).direction") == "ltr"
        for control in seen.page.locator(".leaflet-control").all():
            inside = control.evaluate(
                "e => { const a = e.getBoundingClientRect();"
                " const b = document.querySelector('.folium-map').getBoundingClientRect();"
                " return a.left >= b.left && a.right <= b.right }"
            )
            assert inside


def test_miles_are_told_where_they_are_counted(browser: Browser, tmp_path: Path) -> None:
    for name, unit in (("local", "mi"), ("korea", "km")):
        make = partial(story_of, name, gazetteer())
        path = write_page(tmp_path, make, RenderOptions(name=name))
        with opened(browser, path, reduced_motion="reduce") as seen:
            seen.page.evaluate(f"{MAP}.leaflet.setZoom(8)")
            line = seen.page.locator(".leaflet-control-scale-line")
            expect(line).to_have_count(1)
            expect(line).to_have_text(re.compile(rf"^\d+ {unit}$"))


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (320, 568)])
def test_a_card_higher_than_the_map_scrolls_inside_it(
    browser: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    view = {"viewport": {"width": size[0], "height": size[1]}, "has_touch": True, "is_mobile": True}
    with opened(browser, write_page(tmp_path, wordy), **view, reduced_motion="reduce") as seen:
        page = seen.page
        page.evaluate("window.storymap.story.read(7)")
        page.locator("#p7 button").first.tap()
        page.wait_for_function(script("popup_inside"))
        body = page.locator(".storymap-card-body")
        assert body.evaluate("e => e.scrollHeight > e.clientHeight && e.clientHeight > 40")
        for button in page.locator(".storymap-card button").all():
            expect(button).to_be_in_viewport(ratio=1)


@contextmanager
def with_tiles(
    browser: Browser, page: Path, *, answering: bool
) -> Iterator[tuple[Page, list[str]]]:
    """The page with hosted tiles, whose host answers or is out of reach."""
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), (190, 210, 190)).save(picture, "PNG")
    asked: list[str] = []

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        if answering:
            route.fulfill(body=picture.getvalue(), content_type="image/png")
        else:
            route.abort()

    own = browser.new_context(reduced_motion="reduce")
    own.route(TILES, serve)
    opened_page = own.new_page()
    opened_page.goto(page.as_uri())
    opened_page.wait_for_function("window.storymap?.ready")
    yield opened_page, asked
    own.close()


@pytest.mark.parametrize("answering", [True, False])
def test_hosted_tiles_are_credited_and_may_fail(
    browser: Browser, tmp_path: Path, answering: bool
) -> None:
    path = write_page(tmp_path, stories.two_koreas, RenderOptions(tiles="OpenStreetMap.Mapnik"))
    with with_tiles(browser, path, answering=answering) as (page, asked):
        expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
        if answering:
            expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
        page.wait_for_function("() => document.querySelector('.storymap-pin') !== null")
        assert asked
        page.locator("#p9 button[data-place]").click()
        expect(page.locator(".storymap-popup")).to_contain_text("the river that once divided")
        expect(page.locator(".storymap-name:not(:empty)").first).to_be_visible()
