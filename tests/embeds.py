"""Embeds rendered for the tests, and the pages of somebody else that they stand in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import FloatRect, Frame, FrameLocator, Locator, Page

from storymap.renderers import RenderOptions, renderer, snippets
from storymap.renderers.oembed import placement
from tests.pages import gazetteer, script
from tests.stories import Maker

BASE = "https://paper.example/maps"


@cache
def made(kind: str, make: Maker, options: RenderOptions) -> bytes:
    """The story as that kind of file; rendered once a run."""
    return renderer(kind).render(make(), gazetteer(), options)


def written(folder: Path, kind: str, make: Maker, options: RenderOptions) -> Path:
    """The story as that kind of file, with what must stand beside it."""
    path = folder / f"{options.name}{renderer(kind).suffix}"
    path.write_bytes(made(kind, make, options))
    for name, data in renderer(kind).assets(make(), gazetteer(), options).items():
        (folder / name).write_bytes(data)
    return path


def host_page(folder: Path, content: str, width: int = 640, name: str = "host.html") -> Path:
    """A page of somebody else with ``content`` in a column that wide."""
    text = (Path(__file__).parent / "data" / "browser" / "column.html").read_text("utf-8")
    path = folder / name
    path.write_text(text.replace("WIDTH", str(width)).replace("CONTENT", content), "utf-8")
    return path


def snippet_for(embed: Path, host: str, height: int) -> str:
    """The snippet of a host, leading to a file beside the page."""
    name = embed.name.removesuffix(".embed.html")
    return snippets.snippet(host, placement(RenderOptions(name=name), "The story", height))


def settled(page: Page) -> tuple[Frame, FrameLocator]:
    """The first frame of a host page, once its stepper runs and the host has its height."""
    locator = page.frame_locator("iframe").first
    locator.locator("html.ready").wait_for()
    page.wait_for_function("window.told.some((each) => each.type === 'storymap:height')")
    frame = next(frame for frame in page.frames if frame is not page.main_frame)
    return frame, locator


def overflow(frame: Frame) -> float:
    """How many pixels of a frame's document are out of its view: 0 where it all fits."""
    return float(frame.evaluate(script("overflow")))


def box_of(element: Locator) -> FloatRect:
    """Where an element is on the page, in CSS pixels."""
    box = element.bounding_box()
    assert box
    return box
