"""Article text never becomes code: the strings that broke folium, opened in a browser."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from storymap.renderers import RenderOptions
from tests import stories
from tests.pages import opened, page_bytes, write_page
from tests.stories import HOSTILE

STORY = stories.hostile()
NAME = "</script><script>window.pwned=1<" + "!--"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("hostile"), stories.hostile)


def test_nothing_runs_and_all_reads_as_written(browser: Browser, path: Path) -> None:
    with opened(browser, path) as seen:
        page = seen.page
        everything = STORY.article.title
        assert page.locator("h1").text_content() == everything
        assert page.locator(".standfirst").text_content() == everything
        assert page.locator(".author").text_content() == everything
        assert page.locator(".byline time").text_content() == everything
        assert page.evaluate("document.querySelector('.article img').alt") == everything
        assert page.evaluate("document.title") == " ".join(re.split("[\t\n\f\r ]+", everything))
        for paragraph in STORY.article.paragraphs:
            found = page.locator(f'[data-paragraph="{paragraph.index}"]').text_content()
            assert found == paragraph.text
        assert page.locator("#places .label").all_text_contents() == list(HOSTILE)
        assert page.evaluate("window.pwned") is None
        assert seen.requests == [path.as_uri()]
        assert seen.complaints == []
        assert seen.violations() == []


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_a_popup_reads_as_written(browser: Browser, path: Path, number: int) -> None:
    text = HOSTILE[number - 1]
    with opened(browser, path, reduced_motion="reduce") as seen:
        page = seen.page
        page.locator(f"#p{number} button[data-place]").click()
        popup = page.locator(".storymap-popup")
        expect(popup).to_be_visible()
        assert popup.locator(".storymap-card-title").text_content() == text
        assert popup.locator("mark").first.text_content() == text.strip()
        assert page.evaluate("window.pwned") is None
        assert seen.complaints == []


def test_deep_links_to_places_of_any_name(browser: Browser, path: Path) -> None:
    for number, text in enumerate(HOSTILE, start=1):
        url = f"{path.as_uri()}#p{number}"
        with opened(browser, url, reduced_motion="reduce") as seen:
            seen.page.evaluate("id => { location.hash = `#place-${id}` }", f"user:{text}")
            title = seen.page.locator(".storymap-popup .storymap-card-title")
            expect(title).to_be_visible()
            assert title.text_content() == text


def test_without_scripts_it_reads_as_written_too(browser: Browser, path: Path) -> None:
    with opened(browser, path, java_script_enabled=False) as seen:
        for paragraph in STORY.article.paragraphs:
            found = seen.page.locator(f'[data-paragraph="{paragraph.index}"]').text_content()
            assert found == paragraph.text
        assert seen.requests == [path.as_uri()]


def test_a_file_name_is_data(browser: Browser, tmp_path: Path) -> None:
    options = RenderOptions(name=NAME, base_url="https://paper.example/")
    target = tmp_path / "story.html"
    target.write_bytes(page_bytes(stories.hostile, options))
    with opened(browser, target) as seen:
        canonical = seen.page.locator('link[rel="canonical"]').get_attribute("href") or ""
        assert canonical.startswith("https://paper.example/%3C/script%3E")
        assert seen.page.evaluate("window.pwned") is None
        assert seen.complaints == []


class _Scripts(HTMLParser):
    """Counts the elements of a page that could run or reach out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"iframe", "object", "embed", "base", "form", "link"} or "style" in names:
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in names if name.startswith("on")]
        source = dict(attrs).get("src") or ""
        if source and not source.startswith("data:image/"):
            self.found.append(f"{tag} {source}")


def test_no_element_could_run_or_reach_out() -> None:
    parser = _Scripts()
    parser.feed(page_bytes(stories.hostile).decode())
    assert parser.found == []


def test_the_islands_parse_and_hold_the_text() -> None:
    document = page_bytes(stories.hostile).decode()
    for kind in ("application/ld+json", "application/json"):
        for body in re.findall(rf'<script type="{re.escape(kind)}"[^>]*>(.*?)</script>', document):
            assert json.loads(body)
            assert html.unescape(body) == body
