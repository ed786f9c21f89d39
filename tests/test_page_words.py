"""Locales and themes: complete, checked where they are read, and refused in one line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from storymap import locales, themes
from storymap.errors import OptionError
from storymap.renderers import RenderOptions
from storymap.renderers.look import look_of, theme_css
from tests import stories

KINDS = Path(__file__).parent.parent / "storymap" / "story" / "kinds.toml"
ENGLISH = locales.locale("en")


@pytest.mark.parametrize("language", locales.known())
def test_every_locale_has_every_word(language: str) -> None:
    words = locales.locale(language)
    assert words.language == language
    assert set(words.words) == set(ENGLISH.words)
    assert all(text.strip() for text in words.words.values())
    assert len(words.months) == 12


@pytest.mark.parametrize("language", locales.known())
def test_every_locale_keeps_the_placeholders(language: str) -> None:
    for key, text in locales.locale(language).words.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", ENGLISH[key])), key


@pytest.mark.parametrize("language", locales.known())
def test_every_locale_counts(language: str) -> None:
    words = locales.locale(language)
    assert all(words.mentions(n) for n in (*range(130), 1000))
    assert "7" in words.mentions(7)


def test_eight_languages_and_every_kind_of_place() -> None:
    assert set(locales.known()) >= {"en", "de", "fr", "es", "ar", "zh", "ja", "ko"}
    for kind in tomllib.loads(KINDS.read_text(encoding="utf-8"))["kind"]:
        assert f"kind.{kind}" in ENGLISH.words
    assert ENGLISH.kind("no such kind") == "place"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 mention"),
        ("en", 2, "2 mentions"),
        ("fr", 0, "0 mention"),
        ("ar", 2, "إشارتان"),
        ("ar", 3, "3 إشارات"),
        ("ar", 11, "11 إشارة"),
        ("ja", 5, "言及 5回"),
    ],
)
def test_plurals(language: str, n: int, said: str) -> None:
    assert locales.locale(language).mentions(n) == said


def test_dates_in_words_and_as_written() -> None:
    assert locales.locale("de").date("2024-03-02") == "2. März 2024"
    assert locales.locale("ko").date("2024-03-02T10:00:00Z") == "2024년 3월 2일"
    assert ENGLISH.date("last Tuesday") == "last Tuesday"


def test_an_unknown_language_falls_back_and_an_unknown_wish_is_refused() -> None:
    assert locales.locale("nl-BE").language == "en"
    assert locales.locale("zh-Hant-TW").language == "zh"
    with pytest.raises(OptionError, match="unknown locale 'nl'; known: ar, de, en"):
        locales.chosen("nl")


def test_directions() -> None:
    assert [locales.direction(each) for each in ("ar", "he-IL", "en", "zh")] == [
        "rtl", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT_ON = [
    ("ink", "paper"), ("muted", "paper"), ("accent", "paper"), ("on_accent", "accent"),
    ("mark_ink", "mark"), ("ink", "card"), ("muted", "card"), ("accent", "card"),
    ("label", "land"), ("label_country", "land"), ("label_water", "water"),
]  # fmt: skip


@pytest.mark.parametrize("name", themes.known())
@pytest.mark.parametrize("palette", ["day", "night"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out(name: str, palette: str, text: str, ground: str) -> None:
    colours = getattr(themes.theme(name), palette)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", themes.known())
@pytest.mark.parametrize("palette", ["day", "night"])
def test_pins_stand_out_on_land_and_water(name: str, palette: str) -> None:
    colours = getattr(themes.theme(name), palette)
    assert min(contrast(colours["accent"], colours[g]) for g in ("land", "water")) >= 3


def _folder(path: Path, toml: str, css: str = "") -> Path:
    folder = path / "gazette"
    folder.mkdir()
    (folder / "theme.toml").write_text(toml, encoding="utf-8")
    if css:
        (folder / "theme.css").write_text(css, encoding="utf-8")
    return folder


def test_a_theme_of_ones_own_states_only_what_differs(tmp_path: Path) -> None:
    toml = 'scheme = "night"\n[night]\naccent = "#ffcc00"\n[words]\nplaces = "Where it happened"\n'
    folder = _folder(tmp_path, toml, ".masthead { text-align: center; }")
    look = look_of(stories.two_koreas(), RenderOptions(theme=folder))
    assert look.scheme == "night"
    assert look.words["places"] == "Where it happened"
    assert look.words["close"] == "Close"
    assert "--page-accent:#ffcc00" in look.css
    assert f"--page-paper:{themes.theme('default').night['paper']}" in look.css
    assert ".masthead { text-align: center; }" in look.css
    assert look_of(stories.two_koreas(), RenderOptions(theme=folder, palette="day")).scheme == "day"


@pytest.mark.parametrize(
    ("toml", "css", "said"),
    [
        ("not = = toml", "", "cannot be read"),
        ('[day]\naccent = "red"', "", r"day\.accent cannot be 'red'"),
        ('[day]\naccent = 3', "", r"\[day\] must be a table of strings"),
        ('[day]\nacent = "#ff0000"', "", r"unknown day\.acent; known: paper"),
        ('[fonts]\ntext = "serif}body{display:none"', "", r"fonts\.text cannot be"),
        ('[variables]\nleading = "url(//x)"', "", r"variables\.leading cannot be"),
        ('scheme = "sepia"', "", "scheme 'sepia'; known: auto, day, night"),
        ("", "a{}</style><script>", "must hold neither"),
        ("", "@import 'x.css';", "must hold neither"),
    ],
)  # fmt: skip
def test_a_bad_theme_is_refused_in_one_line(tmp_path: Path, toml: str, css: str, said: str) -> None:
    with pytest.raises(OptionError, match=said) as refused:
        themes.theme(_folder(tmp_path, toml, css))
    assert "\n" not in str(refused.value)


def test_unknown_names_are_told_the_known_ones() -> None:
    with pytest.raises(OptionError, match="unknown theme 'nope'; known: broadsheet, default"):
        themes.theme("nope")


def test_an_unknown_word_of_a_theme_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, '[words]\nplaecs = "x"\n')
    with pytest.raises(OptionError, match=r"unknown words\.plaecs"):
        look_of(stories.two_koreas(), RenderOptions(theme=folder))


def test_a_theme_of_one_palette_has_no_other() -> None:
    assert "prefers-color-scheme" in theme_css(themes.theme("default"), "auto")
    assert "prefers-color-scheme" not in theme_css(themes.theme("default"), "night")
