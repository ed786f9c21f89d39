"""The stepper in a real browser: one request, no complaint, every way to step, every width."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from storymap.renderers import RenderOptions
from storymap.renderers.templating import asset
from tests import stories
from tests.embeds import BASE, host_page, made, settled, snippet_for, written
from tests.pages import accessibility_findings, opened, script, served

OPTIONS = RenderOptions(name="koreas", base_url=BASE)
KOREAS = stories.two_koreas()
COUNT = len(KOREAS.places)


@pytest.fixture(scope="module")
def koreas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("embed"), "embed", stories.two_koreas, OPTIONS)


@pytest.fixture(scope="module")
def serving(browser: Browser, chromium: str) -> Iterator[Browser]:
    """A browser that reaches this machine, and no other."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    own = browser.browser_type.launch(executable_path=chromium, args=["--no-sandbox", rules])
    yield own
    own.close()


def shows(page: Page, number: int) -> None:
    """The step of that number is the one that shows, in words and on the map."""
    place = KOREAS.places[number - 1]
    expect(page.locator(".step.current .name")).to_have_text(place.label)
    expect(page.locator(".count")).to_have_text(f"Place {number} of {COUNT}")
    expect(page.locator("[data-state=active]")).to_have_count(1)


def test_one_request_and_no_complaint_from_a_file(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        seen.page.locator("#next").click()
        shows(seen.page, 1)
        assert seen.requests == [koreas.as_uri()]
        assert seen.complaints == []
        assert seen.violations() == []


def test_one_request_over_http(serving: Browser, koreas: Path) -> None:
    with served(koreas.parent) as base, opened(serving, f"{base}/{koreas.name}") as seen:
        asked = [url for url in seen.requests if not url.endswith("/favicon.ico")]
        assert asked == [f"{base}/{koreas.name}"]
        assert seen.violations() == []


@pytest.mark.parametrize("way", ["src", "srcdoc"])
def test_a_sandboxed_frame(browser: Browser, koreas: Path, tmp_path: Path, way: str) -> None:
    document = koreas.read_text("utf-8") if way == "srcdoc" else koreas.as_uri()
    frame = f'<iframe title="x" sandbox="allow-scripts" {way}="{html.escape(document)}"></iframe>'
    path = host_page(tmp_path, frame)
    with opened(browser, path) as seen:
        inner, locator = settled(seen.page)
        locator.locator("#next").click()
        expect(locator.locator(".step.current .name")).to_have_text(KOREAS.places[0].label)
        assert seen.complaints == []
        assert inner.evaluate("window.violations ?? []") == []
        others = [url for url in seen.requests if not url.startswith("about:")]
        assert others == [path.as_uri()] if way == "srcdoc" else [path.as_uri(), koreas.as_uri()]


def test_scripts_and_styles_as_files_in_a_sandboxed_frame(serving: Browser, tmp_path: Path) -> None:
    options = RenderOptions(name="koreas", assets="files")
    path = written(tmp_path, "embed", stories.two_koreas, options)
    assert not re.search(r"<style|<script>", path.read_text("utf-8"))
    host_page(tmp_path, snippet_for(path, "html", 600))
    with served(tmp_path) as base, opened(serving, f"{base}/host.html") as seen:
        inner, locator = settled(seen.page)
        locator.locator("#next").click()
        expect(locator.locator(".step.current .name")).to_have_text(KOREAS.places[0].label)
        assert inner.evaluate("window.violations ?? []") == []


def test_the_stepper_by_keyboard(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page, keyboard = seen.page, seen.page.keyboard
        assert 'id="back" aria-disabled="true"' in koreas.read_text()  # before any script
        expect(page.locator(".count")).to_have_text("Whole story")
        page.locator("#next").focus()
        keyboard.press("Enter")
        shows(page, 1)
        expect(page.locator("#announcer")).to_have_text(f"Place 1 of {COUNT}: South Korea, country")
        keyboard.press("ArrowRight")
        shows(page, 2)
        keyboard.press("End")
        shows(page, COUNT)
        expect(page.locator("#next")).to_have_attribute("aria-disabled", "true")
        keyboard.press("Enter")
        shows(page, COUNT)
        keyboard.press("ArrowLeft")
        shows(page, COUNT - 1)
        keyboard.press("Home")
        expect(page.locator(".count")).to_have_text("Whole story")
        expect(page.locator("[data-state=active]")).to_have_count(0)
        expect(page.locator("#next")).to_be_focused()


def test_the_other_way_round(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "embed", stories.arabic, RenderOptions(name="cities"))
    with opened(browser, path) as seen:
        seen.page.keyboard.press("ArrowLeft")
        expect(seen.page.locator("#step-1")).to_have_class("step current")
        seen.page.evaluate(script("swipe"), [90, 5])
        expect(seen.page.locator("#step-2")).to_have_class("step current")


def test_swiping(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        for way, step in (
            ([-90, 8], 1),
            ([-90, -8], 2),
            ([90, 0], 1),
            ([60, 90], 1),
            ([-20, 0], 1),
        ):
            seen.page.evaluate(script("swipe"), way)
            shows(seen.page, step)


def test_a_pin_leads_to_its_step(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        seen.page.get_by_role("button", name=re.compile("United States")).click()
        shows(seen.page, 6)
        expect(seen.page.locator(".storymap-popup")).to_have_count(0)


def test_the_sentence_is_whole_and_its_mention_marked(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        for place in KOREAS.places:
            seen.page.evaluate("n => window.storymap.embed.go(n)", place.number)
            sentence = seen.page.locator(f"#step-{place.number} > .passage")
            pieces = place.passages[0].pieces
            expect(sentence).to_be_visible()
            assert sentence.text_content() == "".join(text for text, _ in pieces)
            marks = sentence.locator("mark").all_text_contents()
            assert marks == [text for text, marked in pieces if marked]
        link = seen.page.get_by_role("link", name="Read the story")
        assert link.get_attribute("href") == f"{BASE}/koreas.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_accessibility(browser: Browser, koreas: Path, scheme: str, width: int) -> None:
    size = {"width": width, "height": 760}
    with opened(
        browser, koreas, color_scheme=scheme, viewport=size, reduced_motion="reduce"
    ) as seen:
        assert accessibility_findings(seen.page) == []
        seen.page.keyboard.press("ArrowRight")
        shows(seen.page, 1)
        assert accessibility_findings(seen.page) == []


def test_without_scripts_the_story_is_whole(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, java_script_enabled=False) as seen:
        page = seen.page
        expect(page.locator(".still svg")).to_be_visible()
        expect(page.locator(".controls")).to_be_hidden()
        for place in KOREAS.places:
            step = page.locator(f"#step-{place.number}")
            expect(step).to_be_visible()
            for passage in place.passages:
                expect(step).to_contain_text("".join(text for text, _ in passage.pieces))


def test_hostile_words_read_as_written_and_never_run(browser: Browser, tmp_path: Path) -> None:
    options = RenderOptions(name="x\"'><b>&`", base_url=BASE)
    path = tmp_path / "hostile.embed.html"
    path.write_bytes(made("embed", stories.hostile, options))
    with opened(browser, path) as seen:
        page, story = seen.page, stories.hostile()
        assert page.locator("h1").text_content() == story.article.title
        assert page.locator(".author").text_content() == story.article.byline
        names = page.locator(".step .name").all_text_contents()
        assert names == [place.label for place in story.places]
        texts = page.locator(".step > .passage").all_text_contents()
        assert texts == ["".join(t for t, _ in p.passages[0].pieces) for p in story.places]
        for number in range(len(story.places) + 1):
            page.evaluate("n => window.storymap.embed.go(n)", number)
        assert page.evaluate("window.pwned") is None
        assert seen.complaints == []


@pytest.mark.parametrize("make", [stories.two_koreas, stories.world, stories.crowd])
def test_weight(make: stories.Maker) -> None:
    assert len(gzip.compress(made("embed", make, OPTIONS), 9)) <= 200_000


def test_the_same_story_is_the_same_bytes(koreas: Path) -> None:
    assert made.__wrapped__("embed", stories.two_koreas, OPTIONS) == koreas.read_bytes()


def test_no_unit_of_the_window_and_nothing_sticky() -> None:
    embed_styles = ("embed.css", "embed_steps.css", "embed_fit.css")
    assert not re.search(
        r"\d(?:[sld]?v(?:h|w|b|i|min|max))\b|sticky|fixed", "".join(map(asset, embed_styles))
    )


def test_a_story_without_places(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "embed", stories.plain, RenderOptions(name="plain"))
    with opened(browser, path) as seen:
        expect(seen.page.locator(".standfirst")).to_contain_text("it happened nowhere")
        expect(seen.page.locator(".controls")).to_have_count(0)
        assert seen.complaints == []
