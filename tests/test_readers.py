"""Readers: what a file of each kind becomes, real files through the real parsers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap import readers
from storymap.errors import ArticleError, OptionError
from storymap.model import Article
from storymap.readers import from_bytes, from_text
from storymap.readers.blocks import is_credit, is_one_sentence
from storymap.readers.text import read_lines


def told(text: str, name: str = "article.txt", kind: str = "text") -> Article:
    return readers.read(from_bytes(text.encode(), name, suffix=".txt"), kind)


def kinds(article: Article) -> list[str]:
    return [paragraph.kind.value for paragraph in article.paragraphs]


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


NEWS = (
    "The ferry reached Bergen on Sunday after a night of storms, and nobody was hurt on the way.\n"
    "The ferry lies at the quay in Bergen.\n"
    "AFP\n"
    '"We are glad to be here," the captain said. "It was a long night."\n'
)


def test_each_line_is_a_paragraph_and_credits_and_captions_are_told() -> None:
    article = told(NEWS)
    assert kinds(article) == ["text", "caption", "credit", "text"]
    assert article.title == "Article"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_offsets_are_exact_whatever_ends_a_line(newline: str) -> None:
    source = NEWS.replace("\n", newline)
    article = told(source)
    assert len(article.paragraphs) == 4
    for paragraph in article.paragraphs:
        end = paragraph.offset + len(paragraph.text)
        assert source[paragraph.offset : end] == paragraph.text


@given(st.text())
def test_offsets_are_exact_for_any_text(source: str) -> None:
    for paragraph in read_lines(source).paragraphs:
        end = paragraph.offset + len(paragraph.text)
        assert source[paragraph.offset : end] == paragraph.text
    joined = "".join(texts(read_lines(source)))
    assert "".join(joined.split()) == "".join(source.split())


WRAPPED = """The river had been rising since Thursday, and on Sunday night the
water stood on the lower steps of the ferry landing in Basel.

Upstream nobody was surprised. The gauge had shown as much, and
the gauge, people say along the river, has no reason to lie.
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    article = told(WRAPPED)
    assert len(article.paragraphs) == 2
    assert article.paragraphs[0].text.startswith("The river had been rising since Thursday, and on")
    for paragraph in article.paragraphs:
        piece = WRAPPED[paragraph.offset : paragraph.offset + len(paragraph.text)]
        assert piece.replace("\n", " ") == paragraph.text


def test_a_headline_is_the_title_and_a_sentence_is_not() -> None:
    headed = told("Storm over Bergen\nBy Ann Lee and Bo Berg\n" + NEWS)
    assert (headed.title, headed.byline) == ("Storm over Bergen", "Ann Lee and Bo Berg")
    assert len(headed.paragraphs) == 4
    assert len(told(NEWS).paragraphs) == 4


def test_a_string_has_no_file_to_be_titled_by() -> None:
    assert readers.read(from_text(NEWS)).title == ""


@pytest.mark.parametrize(
    "line",
    [
        "AAP",
        "Reuters",
        "AP Photo/Jane Doe",
        "(AP Photo/Jane Doe, File)",
        "(Getty Images)",
        "Carl Court/Getty Images",
        "Photo: Jane Doe",
        "Photograph by Ann Lee",
        "dpa",
    ],
)
def test_credit_lines(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Paris",
        "Jane Doe",
        "AP said.",
        "The AP reported it",
        "Pa",
        "Image of a nation",
        "Reuters says it.",
    ],
)
def test_lines_that_are_no_credits(line: str) -> None:
    assert not is_credit(line)


def test_one_sentence_may_hold_an_abbreviation() -> None:
    assert is_one_sentence("Gov. Ann Lee of Ky. meets Dr. Berg and the U.S. team in St. Louis.")
    assert not is_one_sentence("The ferry came. It was late.")
    assert not is_one_sentence('"I was there," she said.')


def test_the_credit_that_signs_the_article_makes_no_caption_of_its_end() -> None:
    article = told(NEWS + "The ferry sails again on Monday.\nReuters\n")
    assert kinds(article)[-2:] == ["text", "credit"]


MARKDOWN = """---
title: "Water: a story"
author: [Ann Lee, Bo Berg]
date: 2024-06-05
language: de-CH
home: Basel
---
# Water: a story

The *river* rose in [Basel](https://example.org/basel)\\
and `Kehl`.<br>It fell.

## Upstream <!-- not to be seen -->

> We look at the stairs.

- Basel
- Kehl
  and Strasbourg

<img src=x onerror=alert(1)>

| town | metres |
|---|---|
| Kaub | 7.8 |
"""


def markdown(text: str) -> Article:
    return readers.read(from_bytes(text.encode(), "a.md", suffix=".md"))


def test_markdown_keeps_kinds_and_front_matter() -> None:
    article = markdown(MARKDOWN)
    assert (article.title, article.byline) == ("Water: a story", "Ann Lee, Bo Berg")
    assert (article.date, article.language, article.home) == ("2024-06-05", "de-CH", "Basel")
    assert list(zip(kinds(article), texts(article), strict=True)) == [
        ("text", "The river rose in Basel and Kehl. It fell."),
        ("heading", "Upstream"),
        ("quotation", "We look at the stairs."),
        ("list-item", "Basel"),
        ("list-item", "Kehl and Strasbourg"),
        ("text", "<img src=x onerror=alert(1)>"),
        ("text", "town | metres"),
        ("text", "Kaub | 7.8"),
    ]
    assert article.paragraphs[1].level == 2


def test_toml_front_matter() -> None:
    article = markdown('+++\ntitle = "Water"\ndate = 2024-06-05\n+++\nIt rained in Basel.\n')
    assert (article.title, article.date) == ("Water", "2024-06-05")


def test_the_first_heading_is_the_title_where_no_one_else_says() -> None:
    article = markdown("# The flood\n\nIt rained in Basel.\n")
    assert article.title == "The flood"
    assert texts(article) == ["It rained in Basel."]


@pytest.mark.parametrize(
    "head", ["---\ntitle: [a\n---\n", "---\n- a\n- b\n---\n", "+++\na = = b\n+++\n"]
)
def test_broken_front_matter_is_said_in_one_line(head: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.md: the front matter") as caught:
        markdown(head + "Text.\n")
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_no_crash() -> None:
    article = markdown("> " * 5000 + "deep\n\nIt rained in Basel.\n")
    assert texts(article)[-1] == "It rained in Basel."


PAGE = """<!doctype html><html lang="de"><head><title>Flood in Passau | Donau-Blatt</title>
<meta name="author" content="Jana Roth">
<meta property="article:published_time" content="2024-06-04T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics in Lisbon</a></li></ul></nav>
<article><h1>Flood in Passau</h1>
<p>The Danube rose above ten metres in <b>Passau</b> on Monday, and the old town was closed to
cars. Shops along the river stayed shut.</p>
<figure><img src="a.png" alt="Water"><figcaption>Water stands in the old town.</figcaption></figure>
<h2>Upstream</h2>
<p>In Regensburg the river had already passed its highest point early in the morning, the city
said in a statement.</p>
<blockquote><p>We have never seen so much water come so quickly, said the mayor.</p></blockquote>
<ul><li>Passau: 10.1 metres</li><li>Regensburg: 6.2 metres</li></ul>
<p>In Austria the towns of Linz and Krems prepared for the wave, and in Hungary Budapest closed
its lower quays to all traffic for several days.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Fire in Paris, Texas</a></li></ul></aside>
<script>document.write("Madrid")</script>
<footer>Copyright Donau-Blatt, Munich. Imprint. Privacy.</footer></body></html>"""


def page(text: str) -> Article:
    return readers.read(from_bytes(text.encode(), "a.html", suffix=".html"))


def test_a_page_is_read_without_its_furniture() -> None:
    article = page(PAGE)
    assert (article.title, article.byline) == ("Flood in Passau", "Jana Roth")
    assert (article.date, article.language) == ("2024-06-04", "de")
    assert kinds(article) == [
        *("text", "caption", "heading", "text", "quotation", "list-item", "list-item", "text")
    ]
    everything = " ".join(texts(article))
    for furniture in ("Lisbon", "Paris", "Madrid", "Munich"):
        assert furniture not in everything


def test_words_of_a_page_are_not_torn_apart() -> None:
    text = "<p>In <b>Pass</b>au, <i>Linz</i>, and<br>Krems it rained.</p>"
    rows = "<table><tr><td>Kaub</td><td>7.8</td></tr></table>"
    filler = "<p>Nobody could remember so much water, and nobody had a word for it.</p>"
    article = page(f"<!doctype html><article><h1>Rain</h1>{text}{filler}{rows}</article>")
    assert texts(article)[0] == "In Passau, Linz, and Krems it rained."
    assert texts(article)[-1] == "Kaub | 7.8"


def test_no_words_of_a_page_are_lost_beside_nested_blocks() -> None:
    filler = "<p>Nobody could remember so much water, and nobody had a word for it.</p>"
    items = "<ul><li>One <p>nested</p> rest</li><li>Two<ul><li>inner</li></ul></li></ul>"
    small = "<p>H<sub>2</sub>O and <code>code</code></p><blockquote>Bare <b>words</b></blockquote>"
    article = page(f"<!doctype html><article>{filler}{items}{small}</article>")
    told_items = list(zip(kinds(article), texts(article), strict=True))[1:]
    assert told_items == [
        *(("list-item", words) for words in ("One", "nested", "rest", "Two", "inner")),
        ("text", "H2O and code"),
        ("quotation", "Bare words"),
    ]


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="no article found"):
        page("<!doctype html><html><body></body></html>")


def test_standard_input_is_known_by_how_it_opens() -> None:
    assert readers.kind_of(from_text(PAGE)) == "html"
    assert readers.kind_of(from_text(MARKDOWN)) == "markdown"
    assert readers.kind_of(from_text(NEWS)) == "text"
    assert readers.kind_of(from_bytes(b"PK\x03\x04...", "<stdin>")) == "docx"


def test_an_unknown_reader_names_the_known_ones() -> None:
    with pytest.raises(OptionError, match="markdown, html, docx, text"):
        readers.read(from_text(NEWS), "wordstar")


def test_front_matter_alone_is_no_article() -> None:
    with pytest.raises(ArticleError, match="the article is empty"):
        readers.read(from_text("---\ntitle: x\n---\n"), "markdown")
