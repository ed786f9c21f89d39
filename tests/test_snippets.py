"""Snippets: each host's own escaping, the command, and the listener in a page of somebody else."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import lxml.html
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, expect

from storymap.errors import OptionError
from storymap.renderers import RenderOptions, snippets
from storymap.renderers.oembed import placement
from tests import stories
from tests.conftest import Run
from tests.embeds import BASE, host_page, made, settled, snippet_for, written
from tests.pages import opened

OPTIONS = RenderOptions(name="koreas", base_url=BASE)
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
TITLES = (
    *stories.HOSTILE,
    'A "quoted" [caption id=1] & an *emphasised* __title__ {{< x >}} -->',
    "ثلاث مدن — 東京 · Łódź\\",
    "two\nlines\n\n# and a heading",
)


def said(host: str, title: str) -> str:
    return snippets.snippet(host, placement(OPTIONS, title, 570))


def plain(text: str) -> str:
    return " ".join(text.split())


def frame_of(markup: str, tag: str = "iframe") -> lxml.html.HtmlElement:
    (frame,) = lxml.html.fragment_fromstring(markup, create_parent="div").iter(tag)
    return frame


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("host", ["html", "wordpress", "mkdocs", "markdown"])
def test_the_frame_says_what_it_should(host: str, title: str) -> None:
    frame = frame_of(said(host, title))
    assert frame.get("title") == plain(title)
    assert frame.get("src") == f"{BASE}/koreas.embed.html"
    assert frame.get("loading") == "lazy"
    assert frame.get("sandbox") == SANDBOX
    assert frame.get("height") == "570"


@pytest.mark.parametrize("title", TITLES)
def test_wordpress_finds_no_shortcode_and_no_comment(title: str) -> None:
    lines = said("wordpress", title).splitlines()
    assert (lines[0], lines[-1]) == ("<!-- wp:html -->", "<!-- /wp:html -->")
    assert not re.search(r"[\[\]]|--|&&", lines[1])


def test_wordpress_shows_no_script_where_it_strips_the_tags() -> None:
    bare = re.sub(r"</?(?:iframe|script)[^>]*>", "", said("wordpress", "The story"))
    assert re.sub(r"<!--.*?-->", "", bare, flags=re.DOTALL).strip() == ""


def test_the_wordpress_listener_runs_inside_its_comment(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "embed", stories.two_koreas, RenderOptions(name="koreas"))
    with opened(browser, host_page(tmp_path, snippet_for(path, "wordpress", 333))) as seen:
        settled(seen.page)
        height = seen.page.evaluate("window.told.find((each) => each.id === 'koreas').height")
        expect(seen.page.locator("iframe")).to_have_css("height", f"{height}px")


@pytest.mark.parametrize("host", ["html", "wordpress", "mkdocs", "hugo"])
def test_no_host_finds_a_hole_to_fill_in_the_script(host: str) -> None:
    script = said(host, "The story").partition("<script>")[2].partition("</script>")[0]
    assert not re.search(r"\$\{|\{\{|\}\}|<%|\[\[|`", script)


@pytest.mark.parametrize("title", TITLES)
def test_markdown_renders_a_frame_and_a_link(title: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(said("markdown", title))
    assert frame_of(rendered).get("title") == plain(title)
    link = frame_of(rendered, "a")
    assert link.get("href") == f"{BASE}/koreas.html"
    assert link.text_content() == plain(title)
    assert len(link) == 0


@pytest.mark.parametrize("title", TITLES)
def test_hugo_gets_a_shortcode_whose_quotes_hold(title: str) -> None:
    call = said("hugo", title).splitlines()[-1]
    match = re.fullmatch(
        r'\{\{< storymap src="([^"]*)" title="([^"\\`<>]*)" height="570" >\}\}', call
    )
    assert match
    assert match[1] == f"{BASE}/koreas.embed.html"
    assert html.unescape(match[2]) == plain(title)


@pytest.mark.parametrize("title", TITLES)
def test_amp_gets_its_own_element(title: str) -> None:
    frame = frame_of(said("amp", title), "amp-iframe")
    assert frame.get("src") == f"{BASE}/koreas.embed.html"
    assert frame.get("title") == plain(title)
    assert frame.get("sandbox") == SANDBOX
    assert frame.get("resizable") is not None
    (overflow,) = frame.xpath("div[@overflow]")
    assert overflow.get("role") == "button"
    assert "amp-iframe-0.1.js" in said("amp", title)


def test_amp_wants_https() -> None:
    options = RenderOptions(name="koreas", base_url="http://paper.example")
    with pytest.raises(OptionError, match="https"):
        snippets.snippet("amp", placement(options, "A title", 500))


def test_medium_gets_the_pages_address() -> None:
    assert said("medium", "A title") == f"{BASE}/koreas.html\n"


def test_names_are_encoded() -> None:
    options = RenderOptions(name='the "canal" (1)', base_url=BASE)
    frame = frame_of(snippets.snippet("html", placement(options, "A title", 500)))
    assert frame.get("src") == f"{BASE}/the%20%22canal%22%20%281%29.embed.html"


@pytest.mark.parametrize(
    "url",
    ["https://", "https://x.example/?a=1", "https://x.example/a b", 'https://x/">', "https://["],
)
def test_bad_addresses(url: str) -> None:
    with pytest.raises(OptionError, match="not https://host/path"):
        RenderOptions(base_url=url)


def test_the_command_prints_what_the_build_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    written(tmp_path / "output", "oembed", stories.two_koreas, RenderOptions(name="koreas"))
    done = run("embed", "koreas", "--base-url", BASE, "--for", "wordpress")
    assert (done.returncode, done.stderr) == (0, "")
    frame = frame_of(done.stdout)
    height = json.loads((tmp_path / "output" / "koreas.oembed.json").read_text("utf-8"))["height"]
    assert frame.get("title") == stories.two_koreas().article.title
    assert frame.get("height") == str(height)
    assert 360 <= height <= 900


def test_the_command_without_a_build_says_that_it_guesses(run: Run) -> None:
    done = run("embed", "koreas", "--base-url", BASE)
    assert done.returncode == 0
    assert frame_of(done.stdout).get("title") == "koreas"
    assert len(done.stderr.splitlines()) == 1
    assert "guesses" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--base-url", BASE, "--for", "geocities"], "unknown host 'geocities'; known: html, "),
        (["--base-url", "nowhere"], "does not begin with http"),
        (["--base-url", "https://"], "is not https://host/path"),
        ([], "Missing option '--base-url'"),
    ],
)
def test_wrong_calls_are_one_line(run: Run, words: list[str], message: str) -> None:
    done = run("embed", "koreas", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


def test_oembed_is_what_the_format_asks_for() -> None:
    answer = json.loads(made("oembed", stories.two_koreas, OPTIONS))
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert answer["title"] == stories.two_koreas().article.title
    assert answer["author_name"] == "Mira Solberg"
    assert answer["provider_name"] == "paper.example"
    assert answer["thumbnail_url"] == f"{BASE}/koreas.png"
    assert (answer["thumbnail_width"], answer["thumbnail_height"]) == (1200, 630)
    assert frame_of(answer["html"]).get("height") == str(answer["height"])
    alone = json.loads(made("oembed", stories.plain, RenderOptions(name="plain")))
    assert frame_of(alone["html"]).get("src") == "plain.embed.html"
    assert "thumbnail_url" not in alone


def test_the_listener_hears_its_own_frame_only(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "embed", stories.two_koreas, RenderOptions(name="koreas"))
    liar = "<script>parent.postMessage({ type: 'storymap:height', height: 999 }, '*')</script>"
    other = f'<iframe title="x" srcdoc="{html.escape(liar)}"></iframe>'
    page_path = host_page(tmp_path, snippet_for(path, "html", 333) + other, 320)
    with opened(browser, page_path) as seen:
        settled(seen.page)
        page = seen.page
        page.wait_for_function("window.told.some((each) => each.height === 999)")
        page.evaluate("window.postMessage({ type: 'storymap:height', height: 888 }, '*')")
        page.wait_for_function("window.told.some((each) => each.height === 888)")
        height = page.evaluate("window.told.find((each) => each.id === 'koreas').height")
        expect(page.locator("iframe").first).to_have_css("height", f"{height}px")


def test_the_listener_clamps(browser: Browser, tmp_path: Path) -> None:
    puppet = tmp_path / "puppet.embed.html"
    puppet.write_text("<!doctype html><title>A puppet</title>", "utf-8")
    with opened(browser, host_page(tmp_path, snippet_for(puppet, "html", 333), 320)) as seen:
        page, (_, frame) = seen.page, seen.page.frames
        for told, taken in (("x", 333), (-5, 333), (1e9, 1600), (3, 200), (512.3, 513)):
            message = {"type": "storymap:height", "height": told}
            frame.evaluate("message => parent.postMessage(message, '*')", message)
            frame.evaluate("parent.postMessage('over', '*')")
            page.wait_for_function("window.told.at(-1) === 'over'")
            expect(page.locator("iframe")).to_have_css("height", f"{taken}px")
