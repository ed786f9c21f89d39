"""What opening a page costs: each tile painted once, and of each only what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from storymap.layers.elements import asset_text
from tests import stories
from tests.pages import script, write_page
from tests.stories import Maker


@pytest.mark.parametrize("make", [stories.two_koreas, stories.crowd])
def test_nothing_is_painted_twice_and_places_come_first(
    browser: Browser, tmp_path: Path, make: Maker
) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 820})
    context.add_init_script(script("count_paints"))
    page = context.new_page()
    page.goto(write_page(tmp_path, make).as_uri())
    page.wait_for_function("() => window.storymap?.ready && window.paints > 0")
    page.wait_for_timeout(600)  # longer than a paragraph is read before the map moves for it
    assert page.evaluate("paints") == page.locator(".leaflet-tile").count()
    assert page.evaluate("placesBefore") > 2
    context.close()


@pytest.mark.parametrize("kind", ["ring", "line"])
@pytest.mark.parametrize("zoom", [0, 2, 4])
def test_what_a_tile_cannot_show_is_not_missed(browser: Browser, kind: str, zoom: int) -> None:
    page = browser.new_page()
    page.evaluate(asset_text("trace.js"))
    found = page.evaluate(script("traced"), {"kind": kind, "zoom": zoom})
    assert found["inked"] > 1000
    assert found["wrong"] <= found["inked"] / 10_000  # smoothing differs at a few joints
    page.close()
