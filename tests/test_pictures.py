"""The pictures: exact sizes, whole texts, the same bytes, well-formed whatever the words."""

from __future__ import annotations

import io
from functools import cache
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageFont

from storymap.renderers import RenderOptions, renderer
from storymap.renderers.lettering import FONTS, fitted, width, wrapped
from tests import stories
from tests.pages import gazetteer
from tests.stories import Maker

TEXT = "{http://www.w3.org/2000/svg}text"
LONG = "A morning at the narrowest border on Earth, and what remains of the others, seen slowly. "


@cache
def made(kind: str, make: Maker, size: tuple[int, int] = (1200, 630)) -> bytes:
    return renderer(kind).render(make(), gazetteer(), RenderOptions(size=size))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a box are not of its most common colour."""
    part = picture.crop(box)
    colours = part.getcolors(part.width * part.height) or []
    return part.width * part.height - max(count for count, _ in colours)


@pytest.mark.parametrize("make", [stories.two_koreas, stories.arabic, stories.plain])
def test_the_card_has_the_size_and_shows_map_and_title(make: Maker) -> None:
    picture = opened(made("png", make))
    assert picture.size == (1200, 630)
    assert ink(picture, (44, 480, 1156, 560)) > 2000
    assert ink(picture, (0, 0, 1200, 440)) > 2000
    for edge in ((0, 520, 20, 630), (1180, 520, 1200, 630), (0, 618, 1200, 630)):
        assert ink(picture, edge) == 0, "text runs into the margin"


def test_the_title_is_on_the_card() -> None:
    strip = (44, 480, 1156, 560)
    titled = opened(made("png", stories.two_koreas)).crop(strip)
    other = renderer("png").render(
        stories.two_koreas(title="Elsewhere"), gazetteer(), RenderOptions()
    )
    assert titled.tobytes() != opened(other).crop(strip).tobytes()


@pytest.mark.parametrize("size", [(600, 315), (800, 800), (2400, 1260)])
def test_other_sizes(size: tuple[int, int]) -> None:
    assert opened(made("png", stories.two_koreas, size)).size == size


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_story_is_the_same_bytes(kind: str) -> None:
    again = renderer(kind).render(stories.two_koreas(), gazetteer(), RenderOptions())
    assert again == made(kind, stories.two_koreas)


def test_a_long_title_stays_within_the_card() -> None:
    story = stories.two_koreas(title=LONG * 12, byline=LONG * 3)
    picture = opened(renderer("png").render(story, gazetteer(), RenderOptions()))
    assert ink(picture, (1172, 420, 1200, 630)) == 0
    assert ink(picture, (0, 618, 1200, 630)) == 0


def test_the_print_picture_lists_every_place() -> None:
    root = ElementTree.fromstring(made("svg", stories.two_koreas))  # noqa: S314
    texts = [each.text for each in root.iter(TEXT) if each.text]
    story = stories.two_koreas()
    for place in story.places:
        assert place.label in texts
        assert str(place.number) in texts
    assert story.article.title in texts
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_hostile_words_are_only_words() -> None:
    root = ElementTree.fromstring(made("svg", stories.hostile))  # noqa: S314
    shown = "".join("".join(each.itertext()) for each in root.iter(TEXT))
    assert "<img src=x onerror=window.pwned=1>" in shown
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {
        "svg", "title", "defs", "clipPath", "g", "rect", "path", "circle", "text", "tspan",
    }  # fmt: skip
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert opened(made("png", stories.hostile)).size == (1200, 630)


def test_control_characters_do_not_break_the_picture() -> None:
    story = stories.two_koreas(title="A\x00 bell\x07 and \x1b[31m \ufffe a tab\t")
    data = renderer("svg").render(story, gazetteer(), RenderOptions())
    title = ElementTree.fromstring(data).find("{http://www.w3.org/2000/svg}title")  # noqa: S314
    assert title is not None
    assert (title.text or "").split() == ["A", "bell", "and", "[31m", "a", "tab"]


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_the_fonts_own(bold: bool) -> None:
    file = FONTS / f"StorymapSans-{'Bold' if bold else 'Regular'}.ttf"
    font = ImageFont.truetype(file, 100, layout_engine=ImageFont.Layout.BASIC)
    for text in ("Panmunjom", "Ærø, Łódź", "Санкт-Петербург", "Αθήνα", "250 km"):
        assert width(text, 100, bold) == pytest.approx(font.getlength(text), rel=0.06)


def test_lines_fit_and_lose_nothing() -> None:
    for text in (
        LONG,
        "W" * 200,
        "東京から平壌まで、汽車で行く道を、ゆっくりと歩いた。" * 4,
        "a b",
    ):
        lines = wrapped(text, 40, 500)
        assert all(width(line, 40) <= 500 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.startswith("、") for line in wrapped("山、" * 60, 40, 500))


def test_what_does_not_fit_is_shortened_with_a_sign() -> None:
    setting = fitted(LONG * 9, ((40.0, 1), (30.0, 2)), 500)
    assert setting.size == 30
    assert len(setting.lines) == 2
    assert setting.lines[-1].endswith("…")
    assert all(width(line, 30) <= 500 for line in setting.lines)
    assert fitted("", ((40.0, 1),), 500).lines == ()
