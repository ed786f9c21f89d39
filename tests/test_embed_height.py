"""How high an embed is: told to the page around it, and right where nobody listens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from storymap.model import Story
from storymap.renderers import RenderOptions
from tests import stories
from tests.embeds import BASE, box_of, host_page, made, overflow, settled, snippet_for, written
from tests.pages import opened, script

OPTIONS = RenderOptions(name="koreas", base_url=BASE)
COUNT = len(stories.two_koreas().places)


@pytest.fixture(scope="module")
def koreas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("embed"), "embed", stories.two_koreas, OPTIONS)


@pytest.mark.parametrize("width", [300, 320, 640, 900, 1200])
def test_the_height_follows_the_content(
    browser: Browser, koreas: Path, tmp_path: Path, width: int
) -> None:
    embed = tmp_path / koreas.name
    embed.write_bytes(koreas.read_bytes())
    path = host_page(tmp_path, snippet_for(embed, "html", 240), width)
    with opened(browser, path, viewport={"width": max(width, 400), "height": 900}) as seen:
        frame, locator = settled(seen.page)
        told = seen.page.evaluate("window.told.filter((each) => each.height).at(-1).height")
        expect(seen.page.locator("iframe")).to_have_css("height", f"{told}px")
        for step in range(COUNT + 1):
            frame.evaluate("n => window.storymap.embed.go(n)", step)
            assert overflow(frame) <= 0
        box = box_of(locator.locator(".map"))
        assert 0.45 <= box["height"] / box["width"] <= 0.9
        text = box_of(locator.locator(".panel"))
        beside = text["x"] >= box["x"] + box["width"] - 1
        assert beside == (width >= 800)
        expect(locator.locator("#next")).to_be_in_viewport()


def test_a_sentence_of_unusual_length_is_whole(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "embed", rambling, RenderOptions(name="rambling"))
    with opened(browser, host_page(tmp_path, snippet_for(path, "html", 400), 320)) as seen:
        frame, locator = settled(seen.page)
        opening = box_of(seen.page.locator("iframe"))["height"]
        locator.locator("#next").click()
        seen.page.wait_for_function(
            "least => document.querySelector('iframe').offsetHeight > least", arg=opening + 100
        )
        frame.wait_for_function(script("fits"))
        text = locator.locator("#step-1 .passage")
        assert box_of(text)["height"] > 400
        locator.locator("#next").click()
        seen.page.wait_for_function(
            "height => document.querySelector('iframe').offsetHeight === height", arg=opening
        )


def rambling() -> Story:
    """A story with one sentence that goes on and on."""
    long = (
        "The boat to [Bergen](sm:bergen) " + "was late, and then later, and nobody said why, " * 15
    )
    return stories.story_of(
        [stories.Draft(long + "so we slept."), stories.Draft("In [Oslo](sm:oslo) it rained.")],
        [
            stories.row("sm:bergen", "Bergen", 60.39, 5.32, "P.PPL"),
            stories.row("sm:oslo", "Oslo", 59.91, 10.75, "P.PPLC"),
        ],
        title="Slow boats",
    )


@pytest.mark.parametrize("width", [300, 320, 640, 1200])
def test_the_resting_height_is_right_where_scripts_are_stripped(
    browser: Browser, koreas: Path, tmp_path: Path, width: int
) -> None:
    (tmp_path / koreas.name).write_bytes(koreas.read_bytes())
    height = json.loads(made("oembed", stories.two_koreas, OPTIONS))["height"]
    path = host_page(tmp_path, snippet_for(koreas, "markdown", height), width)
    with opened(browser, path, viewport={"width": max(width, 400), "height": 900}) as seen:
        frame, locator = settled(seen.page)
        expect(seen.page.locator("iframe")).to_have_css("height", f"{height}px")
        assert overflow(frame) <= 0
        main = box_of(locator.locator("main"))
        assert main["height"] >= height - 1
        assert box_of(locator.locator(".map"))["height"] >= 176


def test_heights_are_told_in_four_forms(browser: Browser, koreas: Path, tmp_path: Path) -> None:
    (tmp_path / koreas.name).write_bytes(koreas.read_bytes())
    frame = f'<iframe title="x" sandbox="allow-scripts" src="{koreas.name}?childId=c7"></iframe>'
    path = host_page(tmp_path, frame)
    with opened(browser, path) as seen:
        settled(seen.page)
        told = seen.page.evaluate("window.told")
        height = told[0]["height"]
        address = f"{(tmp_path / koreas.name).as_uri()}?childId=c7"
        assert told[:3] == [
            {"type": "storymap:height", "id": "koreas", "height": height},
            f"pymxPYMxc7xPYMxheightxPYMx{height}",
            {"sentinel": "amp", "type": "embed-size", "height": height},
        ]
        assert json.loads(told[3]) == {
            "src": address, "context": "iframe.resize", "height": height,
        }  # fmt: skip
