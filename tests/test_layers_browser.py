"""The map in a browser: nothing overlaps, everything can be reached, nothing of a text runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import folium
import pytest
from playwright.sync_api import Browser, Page

from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.layers import StoryMap, VectorBasemap, offline
from storymap.model import Story
from tests.layers_stories import story_of
from tests.pages import opened, script
from tests.test_layers import HOSTILE, hostile

SIZES = ((820, 820), (390, 360), (1200, 600))
STORIES = ("korea", "pacific", "arctic", "arabic", "local", "world", "gorge")
MAP = "storymap.map('story_map')"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@contextmanager
def shown(
    browser: Browser, folder: Path, story: Story, gazetteer: Gazetteer, **context: Any
) -> Iterator[Page]:
    """The story's map alone, from a file; it must ask for nothing and complain of nothing."""
    path = folder / "map.html"
    StoryMap(story, gazetteer).save(path)
    context.setdefault("viewport", {"width": 820, "height": 820})
    with opened(browser, path, **context) as seen:
        yield seen.page
        assert seen.requests == [path.as_uri()]
        assert seen.complaints == []


@pytest.mark.parametrize("name", STORIES)
def test_labels_and_pins_never_overlap(
    name: str, browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of(name, gazetteer)
    with shown(browser, tmp_path, story, gazetteer) as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(f"{MAP}.resize()")
            for place in story.places[:20]:
                page.evaluate(f"(box) => {MAP}.frame(box, {{animate: false}})", place.frame)
                page.evaluate(f"(id) => {MAP}.current([id])", place.place.id)
                found = page.evaluate(script("map_boxes"), "story_map")
                assert found["overlaps"] == [], (name, width, place.label)
                assert found["names"] <= 25
                assert found["count"] > 2


@pytest.mark.parametrize("name", ["gorge", "world"])
def test_merged_pins_and_their_labels_never_overlap(
    name: str, browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of(name, gazetteer)
    with shown(browser, tmp_path, story, gazetteer) as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(f"{MAP}.resize()")
            page.evaluate(f"{MAP}.overviewFrame({{animate: false}})")
            for further in (0, 0.5, 0.5, 0.5, 0.5):  # nearer and nearer the merged come apart
                page.evaluate(
                    f"(by) => {MAP}.leaflet.setZoom({MAP}.leaflet.getZoom() + by,"
                    " {animate: false})",
                    further,
                )
                assert page.evaluate(script("map_boxes"), "story_map")["overlaps"] == []


def test_the_world_fills_a_tall_map_and_no_pin_is_cut(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    with shown(browser, tmp_path, story_of("world", gazetteer), gazetteer) as page:
        for width, height in ((512, 700), (707, 820), (390, 360)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(f"{MAP}.resize()")
            page.evaluate(f"{MAP}.overviewFrame({{animate: false}})")
            assert 256 * 2 ** page.evaluate(f"{MAP}.leaflet.getZoom()") >= 0.67 * height
            # The map hears of its new size a moment later, and arranges its pins again.
            page.wait_for_function(
                "(width) => [...document.querySelectorAll('.storymap-pin .storymap-number')]"
                ".map((e) => e.getBoundingClientRect())"
                ".every(({ left, right }) => left >= 0 && right <= width)",
                arg=width,
            )


def test_a_map_that_grows_is_not_the_readers_move(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    with shown(browser, tmp_path, story_of("world", gazetteer), gazetteer) as page:
        page.set_viewport_size({"width": 600, "height": 300})
        page.wait_for_function(f"{MAP}.leaflet.getSize().y === 300")
        page.evaluate(f"{MAP}.overviewFrame({{animate: false}})")
        page.evaluate(f"window.moves = 0; {MAP}.on('usermove', () => (window.moves += 1))")
        page.set_viewport_size({"width": 800, "height": 1100})
        page.wait_for_function(f"{MAP}.leaflet.getZoom() >= {MAP}.leaflet.getMinZoom()")
        page.wait_for_function(f"256 * 2 ** {MAP}.leaflet.getZoom() > 700")
        page.wait_for_timeout(400)  # longer than Leaflet zooms
        assert page.evaluate("moves") == 0


@pytest.mark.parametrize("name", ["arctic", "world"])
def test_an_areas_name_lies_on_it(
    name: str, browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of(name, gazetteer)
    with shown(browser, tmp_path, story, gazetteer) as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(f"{MAP}.resize()")
            for box in (story.overview, *story.views):
                page.evaluate(f"(box) => {MAP}.frame(box, {{animate: false}})", box)
                assert page.evaluate(script("astray"), "story_map") == []


def test_a_framed_place_is_in_view_and_named(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of("pacific", gazetteer)
    with shown(browser, tmp_path, story, gazetteer) as page:
        for place in story.places:
            page.evaluate(f"(box) => {MAP}.frame(box, {{animate: false}})", place.frame)
            page.evaluate(f"(id) => {MAP}.current([id])", place.place.id)
            button = page.get_by_role("button", name=place.label)
            assert button.first.is_visible(), place.label
        page.evaluate(f"{MAP}.overviewFrame({{animate: false}})")
        assert page.get_by_role("button", name="Honolulu").is_visible()
        tokyo = page.get_by_role("button", name="Tokyo").first.bounding_box()
        honolulu = page.get_by_role("button", name="Honolulu").bounding_box()
        assert tokyo
        assert honolulu
        assert tokyo["x"] < honolulu["x"]


def test_a_place_is_opened_read_and_left_by_keys(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of("korea", gazetteer)
    with shown(browser, tmp_path, story, gazetteer, reduced_motion="reduce") as page:
        page.evaluate(script("map_told"), "story_map")
        button = page.get_by_role("button", name="1. Seoul, South Korea")
        button.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Seoul")
        assert dialog.locator("mark").all_text_contents() == ["Seoul", "Panmunjom", "Seoul"]
        assert page.evaluate("document.activeElement.textContent") == "Seoul"
        page.keyboard.press("Escape")
        assert dialog.count() == 0
        assert page.evaluate("document.activeElement.dataset.pin") == story.places[0].place.id
        page.keyboard.press("Enter")
        dialog.get_by_role("button", name="Next place").click()
        page.get_by_role("dialog", name="North Korea").get_by_role("button", name="Read").click()
        told = page.evaluate("told")
        assert [name for name, _ in told] == ["select", "close", "select", "select", "read"]
        assert told[-1][1] == {"id": story.places[1].place.id, "paragraph": 0}


def test_a_card_stays_inside_the_map(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of("korea", gazetteer)
    viewport = {"width": 390, "height": 380}
    with shown(
        browser, tmp_path, story, gazetteer, viewport=viewport, reduced_motion="reduce"
    ) as page:
        for place in story.places:
            page.evaluate(f"(id) => {MAP}.select(id, {{animate: false}})", place.place.id)
            box = page.locator(".storymap-card").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["y"] + box["height"] <= 380


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_only_the_reader_moves_as_the_reader(
    motion: str, browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of("local", gazetteer)
    with shown(browser, tmp_path, story, gazetteer, reduced_motion=motion) as page:
        page.evaluate(f"window.moves = 0; {MAP}.on('usermove', () => {{ moves += 1; }});")
        page.evaluate(f"{MAP}.frame({MAP}.places[0].frame, {{animate: true}})")
        page.wait_for_function(f"{MAP}.leaflet.getZoom() > 7.4")
        page.evaluate(f"{MAP}.select({MAP}.places[1].id)")
        page.locator(".storymap-card").wait_for()
        assert page.evaluate("moves") == 0
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Zoom out").click()
        page.wait_for_function("moves > 0")
        page.wait_for_function("!document.querySelector('.leaflet-zoom-anim')")
        before = page.evaluate("moves")
        page.mouse.move(400, 600)
        page.mouse.down()
        page.mouse.move(300, 500, steps=4)
        page.mouse.up()
        page.wait_for_function(f"moves > {before}")


def test_an_area_is_opened_by_a_click_on_it(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = story_of("local", gazetteer)
    with shown(browser, tmp_path, story, gazetteer, reduced_motion="reduce") as page:
        at = page.evaluate(f"{MAP}.leaflet.latLngToContainerPoint([37.1, -87.6])")
        page.mouse.click(at["x"], at["y"])
        assert page.get_by_role("dialog", name="Kentucky").is_visible()
        at = page.evaluate(f"{MAP}.leaflet.latLngToContainerPoint([40.3, -84.9])")
        page.mouse.click(at["x"], at["y"])
        assert page.get_by_role("dialog").count() == 0


def test_hostile_names_read_as_written_and_never_run(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    story = hostile(story_of("korea", gazetteer))
    with shown(browser, tmp_path, story, gazetteer, reduced_motion="reduce") as page:
        for place in story.places:
            page.evaluate(f"(id) => {MAP}.select(id, {{animate: false}})", place.place.id)
            assert page.locator(".storymap-card-title").text_content() == place.label
            assert page.locator(".storymap-card mark").first.text_content() in HOSTILE
        assert page.evaluate("window.x") is None


def test_each_palette_is_drawn(browser: Browser, tmp_path: Path, gazetteer: Gazetteer) -> None:
    story = story_of("arabic", gazetteer)
    with shown(browser, tmp_path, story, gazetteer, color_scheme="dark") as page:
        container = page.locator(".folium-map")
        assert container.get_attribute("data-scheme") == "night"
        page.evaluate(f"{MAP}.palette('day')")
        assert container.get_attribute("data-scheme") == "day"
        page.add_style_tag(content=":root { --map-water: rgb(1, 2, 3); }")
        page.evaluate(f"{MAP}.repaint()")
        colour = page.evaluate(
            "getComputedStyle(document.querySelector('.folium-map')).backgroundColor"
        )
        assert colour == "rgb(1, 2, 3)"


def test_the_base_map_works_in_any_folium_map(
    browser: Browser, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    iceland = folium.Map(location=(65, -18.5), zoom_start=6, tiles=None)
    VectorBasemap([(-24.6, 63.2, -13.4, 66.6)], gazetteer).add_to(iceland)
    folium.CircleMarker((64.15, -21.94)).add_to(iceland)
    path = tmp_path / "iceland.html"
    offline(iceland).save(path)
    with opened(browser, path) as seen:
        seen.page.locator("canvas.leaflet-tile").first.wait_for()
        assert seen.requests == [path.as_uri()]
        assert seen.complaints == []
        names = seen.page.evaluate("vector_basemap.names.placed.map((spot) => spot.label.name)")
        assert "Iceland" in names
        assert "Reykjavík" in names
        assert seen.page.locator("path.leaflet-interactive").count() == 1
