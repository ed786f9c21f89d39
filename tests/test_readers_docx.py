"""Word documents and pictures: files made by python-docx, read by mammoth."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from storymap import readers
from storymap.errors import ArticleError
from storymap.model import Article
from storymap.readers import from_bytes, from_path


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def document(path: Path) -> Path:
    made = docx.Document()
    made.core_properties.author = "Jana Roth"
    made.add_paragraph("The flood in Passau", style="Title")
    made.add_paragraph("Four days of rain", style="Subtitle")
    made.add_paragraph("The Danube rose in Passau <b>on Monday</b>.")
    made.add_heading("Upstream", 2)
    made.add_paragraph("Regensburg", style="List Bullet")
    made.add_paragraph("We look at the stairs.", style="Quote")
    made.add_picture(io.BytesIO(png()))
    made.add_paragraph("Water in the old town", style="Caption")
    made.save(str(path))
    return path


def test_styles_become_kinds(tmp_path: Path) -> None:
    article = readers.read(from_path(document(tmp_path / "flood.docx")))
    assert (article.title, article.byline) == ("The flood in Passau", "Jana Roth")
    assert article.standfirst == "Four days of rain"
    assert [(paragraph.kind.value, paragraph.text) for paragraph in article.paragraphs] == [
        ("text", "The Danube rose in Passau <b>on Monday</b>."),
        ("heading", "Upstream"),
        ("list-item", "Regensburg"),
        ("quotation", "We look at the stairs."),
        ("caption", "Water in the old town"),
    ]
    image = article.paragraphs[-1].image
    assert image is not None
    assert (image.media_type, image.data) == ("image/png", png())


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    whole = document(tmp_path / "flood.docx").read_bytes()
    with pytest.raises(ArticleError, match="damaged Word document"):
        readers.read(from_bytes(whole[: len(whole) // 2], "half.docx", suffix=".docx"))


def test_another_archive_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(ArticleError, match="no Word document"):
        readers.read(from_bytes(file.getvalue(), "a.docx", suffix=".docx"))


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 210_000_000)
    with pytest.raises(ArticleError, match="unpacks to more"):
        readers.read(from_bytes(file.getvalue(), "bomb.docx", suffix=".docx"))


def markdown(folder: Path, text: str) -> Article:
    path = folder / "articles" / "a.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return readers.read(from_path(path))


def test_pictures_beside_the_article_are_inlined(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "old town.png").write_bytes(png())
    text = '![Water](old%20town.png "The old town")\n\n![Water](old%20town.png)\n*Below it*\n'
    first, second = markdown(tmp_path, text).paragraphs
    assert first.image is not None
    assert second.image is not None
    assert (first.text, first.image.alt, first.image.data) == ("The old town", "Water", png())
    assert second.text == "Below it"


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("https://example.org/a.png", "only pictures beside the article"),
        ("//example.org/a.png", "only pictures beside the article"),
        ("../secret.png", "outside the article's folder"),
        ("/etc/hostname", "outside the article's folder"),
        ("missing.png", "No such file"),
        ("a.md", "no PNG, JPEG"),
        ("data:image/png;base64,AAAA", "no PNG, JPEG"),
    ],
)
def test_other_pictures_are_refused_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, reference: str, why: str
) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    article = markdown(tmp_path, f'![Alt]({reference} "Caption")\n\nText.\n')
    assert [paragraph.image for paragraph in article.paragraphs] == [None, None]
    assert article.paragraphs[0].text == "Caption"
    assert why in caplog.text
