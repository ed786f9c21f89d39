"""Weight and speed of story pages in a browser: `python -m benchmarks.page_speed`.

For each story: bytes, gzipped bytes, milliseconds to the first paint and until the map is drawn
(the median of several openings), and frames a second while the page is scrolled from end to end.
Beside each stands a plain folium map of the same places with Leaflet inlined and no base map.
"""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from storymap.gazetteer import open_gazetteer
from storymap.model import Story
from storymap.renderers import RenderOptions, renderer
from tests import stories

OPENINGS = 5
SCRIPTS = Path(__file__).parent / "browser"


def _stories() -> Iterator[tuple[str, Story]]:
    yield "7 places", stories.two_koreas()
    yield "60 places, the world", stories.world()
    yield "300 places, 500 mentions", stories.crowd()


def measure(browser: Browser, page: Path) -> tuple[float, float, float]:
    """Milliseconds to the first paint and to the drawn map, and frames a second of scrolling."""
    paints, drawn = [], []
    frames = 0.0
    for _ in range(OPENINGS):
        context = browser.new_context(viewport={"width": 1360, "height": 820})
        opened = context.new_page()
        opened.goto(page.as_uri())
        opened.wait_for_function("() => window.storymap?.ready")
        times = opened.evaluate((SCRIPTS / "times.js").read_text(encoding="utf-8"))
        paints.append(times["paint"])
        drawn.append(times["drawn"])
        frames = opened.evaluate((SCRIPTS / "scroll.js").read_text(encoding="utf-8"))
        context.close()
    return median(paints), median(drawn), frames


def plain_map(story: Story) -> bytes:
    """A folium map as anybody would make it: outlines, markers, tooltips, no text, no base map."""
    import folium

    from storymap.layers import offline

    chart = offline(folium.Map(tiles=None))
    for place in story.places:
        if place.geometry is not None:
            folium.GeoJson(place.geometry).add_to(chart)
        folium.CircleMarker(place.at, tooltip=str(place.number)).add_to(chart)
    west, south, east, north = story.overview
    chart.fit_bounds([(south, west), (north, east)])
    return str(chart.get_root().render()).encode()


def measure_plain(browser: Browser, page: Path) -> tuple[float, float]:
    """Milliseconds to the first paint and to the loaded page of a plain folium map."""
    paints, drawn = [], []
    for _ in range(OPENINGS):
        opened = browser.new_page(viewport={"width": 1360, "height": 820})
        opened.goto(page.as_uri())
        times = opened.evaluate((SCRIPTS / "plain_times.js").read_text(encoding="utf-8"))
        paints.append(times["paint"])
        drawn.append(times["drawn"])
        opened.close()
    return median(paints), median(drawn)


def main() -> None:
    """Prints two lines a story: its page, and the plain map of its places."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    gazetteer = open_gazetteer()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        print(f"{'story':28}{'kB':>8}{'kB gz':>8}{'paint ms':>10}{'drawn ms':>10}{'frames/s':>10}")
        for name, story in _stories():
            page = Path(folder) / "page.html"
            data = renderer("page").render(story, gazetteer, RenderOptions())
            page.write_bytes(data)
            paint, drawn, frames = measure(browser, page)
            sizes = f"{len(data) / 1000:8.0f}{len(gzip.compress(data, 9)) / 1000:8.0f}"
            print(f"{name:28}{sizes}{paint:10.0f}{drawn:10.0f}{frames:10.1f}")
            page.write_bytes(data := plain_map(story))
            paint, drawn = measure_plain(browser, page)
            sizes = f"{len(data) / 1000:8.0f}{len(gzip.compress(data, 9)) / 1000:8.0f}"
            print(f"{'  plain folium map':28}{sizes}{paint:10.0f}{drawn:10.0f}")
        browser.close()


if __name__ == "__main__":
    main()
