"""The page in a real browser: one request, no complaint, text and map linked both ways."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from storymap.renderers import RenderOptions
from storymap.renderers.geojson import collection
from tests import stories
from tests.pages import PHONE, box_of, framed, opened, page_bytes, script, served, write_page

MAP = "window.storymap.map(document.body.dataset.map)"
KOREAS = stories.two_koreas()
READING = re.compile(r"\breading\b")


@pytest.fixture(scope="module")
def koreas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("page"), stories.two_koreas)


@pytest.fixture(scope="module")
def serving(browser: Browser, chromium: str) -> Iterator[Browser]:
    """A browser that reaches this machine, and no other."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    own = browser.browser_type.launch(executable_path=chromium, args=["--no-sandbox", rules])
    yield own
    own.close()


def test_one_request_and_no_complaint_from_a_file(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        seen.page.mouse.wheel(0, 700)
        framed(seen.page, list(KOREAS.views[5]))
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
    document = koreas.read_text(encoding="utf-8") if way == "srcdoc" else koreas.as_uri()
    host = (Path(__file__).parent / "data" / "browser" / "host.html").read_text(encoding="utf-8")
    path = tmp_path / "host.html"
    path.write_text(host.replace("WAY", way).replace("DOCUMENT", html.escape(document)))
    with opened(browser, path, reduced_motion="reduce") as seen:
        frame = seen.page.frame_locator("iframe")
        frame.locator("html.ready").wait_for()
        frame.locator("#p9 button[data-place]").click()
        popup = frame.locator(".storymap-popup")
        expect(popup).to_contain_text("the river that once divided the country")
        popup.get_by_role("button", name="Read in the article").click()
        expect(frame.locator("#p9")).to_have_class(READING)
        frame.locator("[data-goto]").first.click()
        expect(popup).to_contain_text("South Korea")
        assert seen.complaints == []
        assert not [url for url in seen.requests if url not in (path.as_uri(), koreas.as_uri())
                    and not url.startswith("about:")]  # fmt: skip


def test_scripts_and_styles_as_files(serving: Browser, tmp_path: Path) -> None:
    path = write_page(tmp_path, stories.two_koreas, RenderOptions(assets="files"))
    document = path.read_text(encoding="utf-8")
    assert "<style" not in document
    assert not re.search(r"<script>", document)
    with served(tmp_path) as base, opened(serving, f"{base}/story.html") as seen:
        seen.page.locator("#p9 button[data-place]").click()
        expect(seen.page.locator(".storymap-popup")).to_be_visible()
        assert seen.violations() == []


def test_the_island_is_the_export(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        data = json.loads(seen.page.locator("#story-data").text_content() or "")
    assert data == json.loads(json.dumps(collection(KOREAS)))


def test_every_mention_is_a_button_of_its_place(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        found = seen.page.locator("button[data-place]")
        ids = [each.get_attribute("data-place") for each in found.all()]
    assert ids == [r.place.id for r in KOREAS.resolutions if r.place]


def test_paragraphs_read_as_written(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        for paragraph in KOREAS.article.paragraphs:
            text = seen.page.locator(f'[data-paragraph="{paragraph.index}"]').text_content()
            assert text == paragraph.text


def test_a_mention_opens_its_place_and_leads_back(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        page = seen.page
        page.locator('#p7 button[data-place="sm:japan"]').click()
        popup = page.locator(".storymap-popup")
        expect(popup).to_contain_text("Japan")
        expect(popup).to_contain_text("Her grandfather came south by sea")
        expect(page.locator("#announcer")).to_have_text("Japan, country, 1 mention")
        page.mouse.wheel(0, -200)
        expect(page.locator("#p7")).not_to_have_class(READING)
        popup.get_by_role("button", name="Read in the article").click()
        expect(page.locator('#p7 button[data-place="sm:japan"]')).to_be_focused()
        expect(page.locator("#p7")).to_have_class(READING)
        expect(page.locator("#p7 button.open")).to_have_text("Japan")


def test_the_list_opens_places_too(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        seen.page.get_by_role("link", name=re.compile("Panmunjom")).click()
        expect(seen.page.locator(".storymap-popup")).to_contain_text("hamlet of four houses")


@pytest.mark.parametrize("index", [1, 5, 9])
def test_reading_frames_the_paragraph(browser: Browser, koreas: Path, index: int) -> None:
    with opened(browser, koreas) as seen:
        framed(seen.page, list(KOREAS.overview))
        seen.page.locator("#article").evaluate(
            "(article, index) => window.storymap.story.read(index)", index
        )
        expect(seen.page.locator(f"#p{index}")).to_have_class(READING)
        framed(seen.page, list(KOREAS.views[index]))


def test_the_end_shows_the_whole_story(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        seen.page.locator("#p9").scroll_into_view_if_needed()
        seen.page.keyboard.press("End")
        expect(seen.page.locator(".reading")).to_have_count(0)
        framed(seen.page, list(KOREAS.overview))


def test_every_paragraph_can_be_the_one_being_read(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas) as seen:
        for paragraph in KOREAS.article.paragraphs:
            seen.page.evaluate("index => window.storymap.story.read(index)", paragraph.index)
            expect(seen.page.locator(f"#p{paragraph.index}")).to_have_class(READING)


def test_the_readers_own_panning_is_respected(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, reduced_motion="reduce") as seen:
        page = seen.page
        resume = page.get_by_role("button", name="Back to the story")
        expect(resume).to_be_hidden()
        box = box_of(page.locator(".folium-map"))
        page.mouse.move(box["x"] + 300, box["y"] + 400)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 300, steps=5)
        page.mouse.up()
        expect(resume).to_be_visible()
        zoom = page.evaluate(f"{MAP}.leaflet.getZoom()")
        page.mouse.move(200, 400)
        page.mouse.wheel(0, 900)
        expect(page.locator(".reading")).to_have_count(1)
        # A timer set now fires after the one that would move the map.
        page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
        assert page.evaluate(f"{MAP}.leaflet.getZoom()") == zoom
        resume.click()
        index = int(page.locator(".reading").get_attribute("data-paragraph") or "")
        framed(page, list(KOREAS.views[index]))
        expect(resume).to_be_hidden()


def test_deep_links(browser: Browser, koreas: Path) -> None:
    with opened(browser, f"{koreas.as_uri()}#p7") as seen:
        expect(seen.page.locator("#p7")).to_have_class(READING)
        framed(seen.page, list(KOREAS.views[7]))
    with opened(browser, f"{koreas.as_uri()}#place-sm:vietnam") as seen:
        expect(seen.page.locator(".storymap-popup")).to_contain_text("Vietnam")
        expect(seen.page.locator("#p9")).to_have_class(READING)
        seen.page.evaluate("location.hash = '#place-sm:japan'")
        expect(seen.page.locator(".storymap-popup")).to_contain_text("Japan")
    with opened(browser, f"{koreas.as_uri()}#place-%E0%A4%A") as seen:
        assert seen.complaints == []


def test_a_phone(browser: Browser, koreas: Path) -> None:
    with opened(browser, koreas, viewport=PHONE, has_touch=True, is_mobile=True) as seen:
        page = seen.page
        page.locator("#p5").scroll_into_view_if_needed()
        page.evaluate("index => window.storymap.story.read(index)", 5)
        expect(page.locator("#p5")).to_have_class(READING)
        map_box = box_of(page.locator("#map"))
        assert map_box["y"] == 0
        assert 0.40 <= map_box["height"] / PHONE["height"] <= 0.45
        text_box = box_of(page.locator("#p5"))
        assert text_box["y"] >= map_box["height"]
        page.locator("#p5 button").first.tap()
        expect(page.locator(".storymap-popup")).to_be_visible()
        page.wait_for_function(script("popup_inside"))


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (680, 410), (844, 390), (1024, 768)])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, koreas: Path, size: tuple[int, int]
) -> None:
    with opened(browser, koreas, viewport={"width": size[0], "height": size[1]}) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_weight() -> None:
    assert len(gzip.compress(page_bytes(stories.two_koreas), 9)) <= 300_000
    assert len(gzip.compress(page_bytes(stories.world), 9)) <= 900_000


def test_the_same_story_is_the_same_bytes() -> None:
    options = RenderOptions()
    first = page_bytes.__wrapped__(stories.two_koreas, options)
    assert first == page_bytes.__wrapped__(stories.two_koreas, options)


def test_the_head_comes_first() -> None:
    options = RenderOptions(name="koreas", base_url="https://paper.example/maps")
    document = page_bytes(stories.two_koreas, options)
    head = document[: document.index(b"</head>")].decode()
    assert len(head.encode()) <= 100_000
    for expected in (
        '<html lang="en" dir="ltr">',
        '<link rel="canonical" href="https://paper.example/maps/koreas.html">',
        '<meta property="og:title" content="A table with a line through it">',
        '<meta property="og:image" content="https://paper.example/maps/koreas.png">',
        '<meta name="twitter:card" content="summary_large_image">',
        'application/json+oembed" href="https://paper.example/maps/koreas.oembed.json"',
        '"sameAs":"https://sws.geonames.org/1873107/"',
    ):
        assert expected in head
