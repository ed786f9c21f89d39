"""The fragment in pages of somebody else: two on one page, and nothing leaks either way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from storymap.renderers import RenderOptions
from tests import stories
from tests.embeds import host_page, made, written
from tests.pages import accessibility_findings, opened, served

KOREAS = RenderOptions(name="koreas")
CITIES = RenderOptions(name='the "cities" & more')


def fragment(make: stories.Maker, options: RenderOptions) -> str:
    return made("fragment", make, options).decode()


@pytest.fixture(scope="module")
def page_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    both = fragment(stories.two_koreas, KOREAS) + fragment(stories.arabic, CITIES)
    return host_page(tmp_path_factory.mktemp("fragment"), both)


@pytest.fixture(scope="module")
def serving(browser: Browser, chromium: str) -> Iterator[Browser]:
    """A browser that reaches this machine, and no other."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    own = browser.browser_type.launch(executable_path=chromium, args=["--no-sandbox", rules])
    yield own
    own.close()


def answered(page: Page, count: int) -> None:
    """Waits until so many elements show their frames in place of their lists."""
    expect(page.locator("storymap-story article:visible")).to_have_count(0)
    page.wait_for_function(
        "n => new Set(window.told.filter((m) => m.type === 'storymap:height').map((m) => m.id))"
        ".size === n",
        arg=count,
    )


def test_two_stories_on_one_page(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 2)
        first, second = seen.page.frames[1:]
        first.evaluate("window.storymap.embed.go(2)")
        expect(first.locator(".step.current .name")).to_have_text("North Korea")
        expect(second.locator(".step.current")).to_have_id("step-0")
        assert [frame.locator("html").get_attribute("dir") for frame in (first, second)] == [
            "ltr",
            "rtl",
        ]
        assert seen.complaints == []
        assert [url for url in seen.requests if not url.startswith("about:")] == [
            page_of_two.as_uri()
        ]


def test_each_is_as_high_as_it_told(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 2)
        boxes = [each.bounding_box() for each in seen.page.locator("storymap-story").all()]
        told = {
            each["id"]: each["height"]
            for each in seen.page.evaluate("window.told.filter((m) => m.type)")
            if each["type"] == "storymap:height"
        }
        heights = [round(box["height"]) for box in boxes if box]
        assert sorted(heights) == sorted(told.values())  # they answer in any order


def test_nothing_leaks_either_way(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 2)
        page, first = seen.page, seen.page.frames[1]
        assert page.evaluate("[window.L, window.storymap, window.Story].every((x) => !x)")
        expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 254)")
        expect(first.locator(".title")).not_to_have_css("color", "rgb(0, 0, 254)")
        expect(first.locator("#next")).to_have_css("letter-spacing", "normal")
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
        assert len(ids) == len(set(ids))


def test_accessibility(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 2)
        assert accessibility_findings(seen.page) == []


def test_messages_of_others_change_nothing(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 2)
        story = seen.page.locator("storymap-story").first
        before = story.bounding_box()
        seen.page.evaluate("window.postMessage({ type: 'storymap:height', height: 999 }, '*')")
        seen.page.wait_for_function("window.told.some((each) => each.height === 999)")
        assert story.bounding_box() == before


def test_without_scripts_the_list_is_there(browser: Browser, page_of_two: Path) -> None:
    with opened(browser, page_of_two, java_script_enabled=False) as seen:
        article = seen.page.locator("storymap-story article").first
        expect(article.locator("svg")).to_be_visible()
        for place in stories.two_koreas().places:
            expect(article.get_by_role("heading", name=place.label, exact=True)).to_be_visible()


def test_where_inline_scripts_are_forbidden_the_list_stays(
    browser: Browser, tmp_path: Path
) -> None:
    path = host_page(tmp_path, fragment(stories.two_koreas, KOREAS))
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    path.write_text(path.read_text("utf-8").replace("<head>", f"<head>{policy}"), "utf-8")
    with opened(browser, path) as seen:
        expect(seen.page.locator("storymap-story svg")).to_be_visible()
        expect(seen.page.get_by_role("heading", name="Panmunjom")).to_be_visible()


def test_as_files_for_a_site_that_forbids_inline_scripts(serving: Browser, tmp_path: Path) -> None:
    options = RenderOptions(name="koreas", assets="files")
    path = written(tmp_path, "fragment", stories.two_koreas, options)
    assert not re.search(r"<style|<script>", path.read_text("utf-8"))
    host = host_page(tmp_path, path.read_text("utf-8"))
    text = re.sub(r"<script>.*?</script>", "", host.read_text("utf-8"), count=1, flags=re.S)
    policy = "default-src 'self'; style-src 'self' 'unsafe-inline'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    host.write_text(text.replace("<head>", f"<head>{meta}"), "utf-8")
    with served(tmp_path) as base, opened(serving, f"{base}/host.html") as seen:
        expect(seen.page.locator("storymap-story article")).to_be_hidden()
        inner = seen.page.frames[1]
        inner.locator("#next").click()
        expect(inner.locator(".step.current .name")).to_have_text("South Korea")
        assert seen.violations() == []


def test_hostile_words_never_run(browser: Browser, tmp_path: Path) -> None:
    options = RenderOptions(name='x"><img src=x onerror=window.pwned=1>')
    path = host_page(tmp_path, fragment(stories.hostile, options))
    with opened(browser, path, viewport={"width": 900, "height": 1500}) as seen:
        answered(seen.page, 1)
        assert seen.page.evaluate("window.pwned") is None
        assert seen.page.frames[1].evaluate("window.pwned") is None
        title = stories.hostile().article.title
        assert seen.page.locator("storymap-story h2").text_content() == title
        assert seen.page.frames[1].locator("h1").text_content() == title
        assert seen.complaints == []


def test_the_same_story_is_the_same_bytes() -> None:
    again = made.__wrapped__("fragment", stories.two_koreas, KOREAS)
    assert again == made("fragment", stories.two_koreas, KOREAS)
