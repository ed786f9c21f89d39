"""Weight and speed of story pages in a browser: `python -m benchmarks.page_speed`.

For each story its page, its embed, and beside them the same places as plain folium maps
(`benchmarks.page_rivals`). All are opened from `file://` in turn, each time in a fresh context of
one browser, and timed by one clock (`browser/clock.js`). Columns, medians of `OPENINGS`:

- `kB`, `kB gz`: the page with the scripts and styles it loads, as they are and gzipped
- `paint`: milliseconds from navigation to the first contentful paint
- `drawn`: until every marker and outline that the map will show stands painted
- `base`: until the base map stands painted, and with it the areas that our map lights
- `frames/s`: while the page is scrolled from end to end in three seconds
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import page_rivals
from storymap.gazetteer import open_gazetteer
from storymap.model import Story
from storymap.renderers import RenderOptions, renderer
from tests import stories

OPENINGS = 11
_SETTLED = 500  # milliseconds after loading in which nothing may change any more
SCRIPTS = Path(__file__).parent / "browser"
Times = dict[str, float]


def _stories() -> Iterator[tuple[str, Story]]:
    yield "7 places", stories.two_koreas()
    yield "60 places, the world", stories.world()
    yield "300 places, 500 mentions", stories.crowd()


def _pages(story: Story) -> Iterator[tuple[str, bytes]]:
    gazetteer = open_gazetteer()
    for name in ("page", "embed"):
        yield name, renderer(name).render(story, gazetteer, RenderOptions())
    yield "plain folium map", page_rivals.plain_map(story)
    yield "plain folium map, land", page_rivals.plain_map(story, base=True)
    yield "folium, Leaflet inlined", page_rivals.lean_map(story)


def opening(browser: Browser, page: Path) -> Times:
    """The clock's times of one opening of a page."""
    context = browser.new_context(viewport={"width": 1360, "height": 820})
    context.add_init_script(path=SCRIPTS / "clock.js")
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.wait_for_timeout(_SETTLED)
    opened.wait_for_function("() => pageTimes()")
    times: Times = opened.evaluate("pageTimes()")
    context.close()
    return times


def frames_a_second(browser: Browser, page: Path) -> float:
    """Frames a second while the page is scrolled to its end."""
    opened = browser.new_page(viewport={"width": 1360, "height": 820})
    opened.goto(page.as_uri())
    opened.wait_for_timeout(_SETTLED)
    script = (SCRIPTS / "scroll.js").read_text(encoding="utf-8")
    found = median(float(opened.evaluate(script)) for _ in range(3))
    opened.close()
    return found


def measure(browser: Browser, pages: Mapping[str, Path]) -> dict[str, Times]:
    """Medians of the times of pages that are opened in turn."""
    found: dict[str, list[Times]] = {name: [] for name in pages}
    for _ in range(OPENINGS):
        for name, page in pages.items():
            found[name].append(opening(browser, page))
    return {
        name: {key: median(one[key] for one in times) for key in times[0]}
        for name, times in found.items()
    }


def _weight(page: Path) -> tuple[float, float]:
    """Kilobytes of a page with what it loads, plain and gzipped."""
    text = page.read_text(encoding="utf-8")
    files = [page, *(page.parent / name for name in page_rivals.FILES if f'"{name}"' in text)]
    contents = [file.read_bytes() for file in files]
    zipped = sum(len(gzip.compress(one, 9)) for one in contents)
    return sum(map(len, contents)) / 1000, zipped / 1000


def _report(browser: Browser, folder: Path, story: Story) -> None:
    pages = {}
    for name, data in _pages(story):
        pages[name] = folder / f"{name.replace(' ', '-').replace(',', '')}.html"
        pages[name].write_bytes(data)
    for name, times in measure(browser, pages).items():
        line = "".join(f"{value:8.0f}" for value in _weight(pages[name]))
        line += "".join(f"{times[key]:8.0f}" for key in ("paint", "drawn", "base"))
        line += f"{frames_a_second(browser, pages[name]):10.1f}" if name == "page" else ""
        print(f"  {name:26}{line}")


def main() -> None:
    """Prints a block for each story, or for those whose names contain the given words."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page_rivals.unpack_files(folder)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        columns = "".join(f"{each:>8}" for each in ("kB", "kB gz", "paint", "drawn", "base"))
        print(f"{'':28}{columns}{'frames/s':>10}")
        for title, story in _stories():
            if all(word in title for word in sys.argv[1:]):
                print(title)
                _report(browser, folder, story)
        browser.close()


if __name__ == "__main__":
    main()
