"""Pages rendered for the tests, and what a browser asks for and complains of when it opens them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page

from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.renderers import RenderOptions, renderer
from tests.stories import Maker

SCRIPTS = Path(__file__).parent / "data" / "browser"
DESKTOP = {"width": 1360, "height": 820}
PHONE = {"width": 390, "height": 844}


@cache
def gazetteer() -> Gazetteer:
    """The bundled gazetteer, which the maps are drawn from."""
    return open_gazetteer()


@cache
def page_bytes(make: Maker, options: RenderOptions = RenderOptions()) -> bytes:  # noqa: B008
    """The story's page; rendered once a run."""
    return renderer("page").render(make(), gazetteer(), options)


def write_page(folder: Path, make: Maker, options: RenderOptions = RenderOptions()) -> Path:  # noqa: B008
    """The story's page as a file, with what must stand beside it."""
    path = folder / f"{options.name}.html"
    path.write_bytes(page_bytes(make, options))
    for name, data in renderer("page").assets(make(), gazetteer(), options).items():
        (folder / name).write_bytes(data)
    return path


def script(name: str) -> str:
    """The text of a script that is run in the page."""
    return (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


@dataclass
class Opened:
    """A page in the browser, and all that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """The Content-Security-Policy's complaints, as the page's own events tell them."""
        return list(self.page.evaluate("window.violations ?? []"))


@contextmanager
def opened(browser: Browser, url: str | Path, **context: Any) -> Iterator[Opened]:
    """A fresh context with the page open in it and its scripts run."""
    context.setdefault("viewport", DESKTOP)
    own = browser.new_context(**context)
    page = own.new_page()
    seen = Opened(page)
    page.add_init_script(script("violations"))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
    page.goto(url.as_uri() if isinstance(url, Path) else url)
    if context.get("java_script_enabled", True):
        page.wait_for_function("() => !document.body.dataset.map || window.storymap?.ready")
    yield seen
    own.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP, on a port of its own."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def box_of(found: Locator) -> FloatRect:
    """Where an element that is on the screen lies, in CSS pixels."""
    box = found.bounding_box()
    assert box is not None
    return box


def accessibility_findings(page: Page) -> list[str]:
    """What axe-core finds, a line each: the rule and where."""
    response = Axe().run(page).response
    return [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in response["violations"]]


def framed(page: Page, box: list[float]) -> None:
    """Waits until the map shows the box, whole and not lost in a much larger view."""
    page.wait_for_function(script("framed"), arg=box)
