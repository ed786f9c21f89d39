"""The page for everyone: keys alone, no scripts, paper, reduced motion, both palettes, axe-core."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import stories
from tests.pages import PHONE, accessibility_findings, box_of, framed, opened, write_page

KOREAS = stories.two_koreas()
FOCUSED = "document.activeElement"


@pytest.fixture(scope="module")
def koreas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("access"), stories.two_koreas)


@pytest.mark.parametrize("make", [stories.two_koreas, stories.arabic], ids=["english", "arabic"])
@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, make: stories.Maker, palette: str, screen: str
) -> None:
    context: dict[str, Any] = {"color_scheme": palette, "reduced_motion": "reduce"}
    if screen == "phone":
        context |= {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    with opened(browser, write_page(tmp_path, make), **context) as seen:
        assert accessibility_findings(seen.page) == []
        seen.page.locator(".article button[data-place]").first.click()
        expect(seen.page.locator(".storymap-popup")).to_have_css("opacity", "1")
        assert accessibility_findings(seen.page) == []


def test_axe_finds_nothing_without_scripts(browser: Browser, koreas: Path) -> None:
    document = re.sub(r"<script>.*?</script>", "", koreas.read_text(encoding="utf-8"), flags=re.S)
    still = koreas.with_name("still.html")
    still.write_text(document.replace('data-map="', 'data-was="'), encoding="utf-8")
    with opened(browser, still) as seen:
        assert accessibility_findings(seen.page) == []


def _tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses the key until the focus stands on what the selector names."""
    for _ in range(150):
        page.keyboard.press(key)
        if page.evaluate(f"selector => {FOCUSED}.matches(selector)", selector):
            return
    raise AssertionError(f"{key} never reaches {selector}")


def test_a_walk_by_keys_alone(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page = seen.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the article")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.id") == "article"
        _tab_to(page, "#p7 button[data-place='sm:japan']")
        page.keyboard.press("Enter")
        popup = page.locator(".storymap-popup").last
        expect(popup).to_contain_text("Her grandfather")
        assert page.evaluate(f"{FOCUSED}.closest('.storymap-popup') !== null")
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
        expect(page.locator("#p7 button[data-place='sm:japan']")).to_be_focused()
        page.keyboard.press("Enter")
        expect(popup).to_be_visible()
        _tab_to(page, ".storymap-popup [data-way='next']")
        page.keyboard.press("Enter")
        expect(popup).to_contain_text("A cousin settled in the United States")
        _tab_to(page, ".storymap-card-read")
        page.keyboard.press("Enter")
        expect(page.locator("#p7 button[data-place='sm:united-states']").first).to_be_focused()
        _tab_to(page, "[data-goto='sm:vietnam']")
        page.keyboard.press("Enter")
        expect(popup).to_contain_text("Vietnam")
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)


def test_the_map_can_be_reached_moved_and_left_by_keys(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page = seen.page
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.id") == "map"
        _tab_to(page, ".folium-map")
        page.keyboard.press("ArrowRight")
        resume = page.get_by_role("button", name="Back to the story")
        expect(resume).to_be_visible()
        _tab_to(page, "#resume")
        page.keyboard.press("Enter")
        expect(resume).to_be_hidden()
        assert page.evaluate(f"{FOCUSED} !== document.body")


def test_reduced_motion_jumps(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page = seen.page
        page.evaluate(
            "document.addEventListener('scroll', () => window.scrolls = (window.scrolls ?? 0) + 1)"
        )
        page.evaluate("window.storymap.story.read(9)")
        framed(page, list(KOREAS.views[9]))
        assert page.evaluate("window.scrolls") <= 2


def test_without_scripts_the_story_is_whole(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, java_script_enabled=False) as seen:
        page = seen.page
        expect(page.locator(".still svg")).to_be_visible()
        expect(page.locator(".live")).to_be_hidden()
        expect(page.locator("#resume")).to_be_hidden()
        expect(page.locator("#places li")).to_have_count(7)
        page.get_by_role("link", name=re.compile("^4 ?Panmunjom")).click()
        assert page.url.endswith("#p2")
        mention = page.locator("#p7 button").first
        assert mention.evaluate("e => getComputedStyle(e).cursor") != "pointer"


def test_on_paper_it_is_two_pages(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        document = seen.page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", document)) == 2
        seen.page.emulate_media(media="print")
        expect(seen.page.locator(".still svg")).to_be_visible()
        expect(seen.page.locator(".live")).to_be_hidden()
        number = "getComputedStyle(document.querySelector('#p7 button'), '::after').content"
        assert seen.page.evaluate(number) == '"5"'


def test_night_follows_the_system_unless_the_theme_says_otherwise(
    browser: Browser, koreas: Path
) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        with opened(browser, koreas, color_scheme=scheme) as seen:
            colour = seen.page.evaluate(
                "getComputedStyle(document.documentElement).backgroundColor"
            )
            red = int(re.findall(r"\d+", colour)[0])
            assert (red < 60) is dark


def test_targets_are_large_enough(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, viewport=PHONE, has_touch=True, is_mobile=True) as seen:
        page = seen.page
        page.locator(".article button[data-place]").first.tap()
        expect(page.locator(".storymap-popup")).to_be_visible()
        # Mentions stand in sentences, which WCAG 2.5.8 excepts; the credits are a sentence too.
        # Pins lie where their places lie: `test_layers` holds how close they come.
        links = ".mention, .sources a, .skips a, .leaflet-control-attribution a"
        pins = "[class*='storymap-pin'], .storymap-area-label"
        selector = f":is(button, a):visible:not({links}, {pins})"
        for control in page.locator(selector).all():
            box = box_of(control)
            label = control.evaluate("e => e.outerHTML.slice(0, 120)")
            assert min(box["width"], box["height"]) >= 44, label


def test_right_to_left(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, write_page(tmp_path, stories.arabic)) as seen:
        page = seen.page
        assert page.evaluate("document.documentElement.dir") == "rtl"
        article = box_of(page.locator("#article"))
        panel = box_of(page.locator("#map"))
        assert article["x"] > panel["x"]
        expect(page.get_by_role("heading", name="أماكن هذه القصة")).to_be_visible()


def test_forced_colours_keep_the_marks(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, forced_colors="active", reduced_motion="reduce") as seen:
        seen.page.locator("#p7 button").first.click()
        style = "getComputedStyle(document.querySelector('#p7 button.open')).backgroundColor"
        plain = "getComputedStyle(document.querySelector('#p9 button')).backgroundColor"
        assert seen.page.evaluate(style) != seen.page.evaluate(plain)
