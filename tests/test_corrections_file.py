"""The author's corrections as a file: read, declined in one line, and drafted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap import pipeline
from storymap.corrections import Point, Statement
from storymap.corrections.applying import applied
from storymap.corrections.draft import draft
from storymap.corrections.file import beside, read
from storymap.corrections.places import place_of
from storymap.corrections.statements import quoted
from storymap.errors import CorrectionsError, OptionError
from storymap.gazetteer import normalise
from storymap.model import Article, Mention, Paragraph, Resolution
from tests.hostile import Hostile, HostileCorrections, hostile, hostile_corrections


def written(tmp_path: Path, toml: str) -> Path:
    path = tmp_path / "a.storymap.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def test_a_file_says_what_names_mean(tmp_path: Path) -> None:
    toml = """[names]
    "Mount Vernon" = "Mount Vernon, Rockcastle County, Kentucky"
    Georgetown = 4292686
    "The Hollow" = { lat = 37, lon = -84.5, label = "Renfro Hollow", kind = "valley" }
    "Paint Lick" = { lat = 37.62, lon = -84.41 }
    Jordan = false
    [paragraph.7]
    Berea = true
    Washington = [
        { occurrence = 1, means = "Washington, D.C." },
        { occurrence = 2, means = false },
    ]
    """
    assert read(written(tmp_path, toml)).statements == (
        Statement("Mount Vernon", "Mount Vernon, Rockcastle County, Kentucky"),
        Statement("Georgetown", "gn:4292686"),
        Statement("The Hollow", Point(37.0, -84.5, "Renfro Hollow", "valley")),
        Statement("Paint Lick", Point(37.62, -84.41, "Paint Lick")),
        Statement("Jordan", False),
        Statement("Berea", True, 7),
        Statement("Washington", "Washington, D.C.", 7, 1),
        Statement("Washington", False, 7, 2),
    )


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf[names]\r\nOslo = false\r\n", b"# nothing\n"])
def test_what_editors_write_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.storymap.toml").write_bytes(data)
    statements = read(tmp_path / "a.storymap.toml").statements
    assert statements == ((Statement("Oslo", False),) if b"Oslo" in data else ())


@pytest.mark.parametrize("case", hostile_corrections(), ids=lambda case: case.name)
def test_what_says_nothing_is_declined(tmp_path: Path, case: HostileCorrections) -> None:
    path = written(tmp_path, case.toml)
    with pytest.raises(CorrectionsError) as raised:
        read(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert case.says in message
    assert "\n" not in message
    assert len(message) < len(str(path)) + 500
    assert isinstance(raised.value, OptionError)


@pytest.mark.parametrize("data", [b"\xff\xfe[\0", b"[names]\ncaf\xe9 = false\n"])
def test_what_is_no_utf8_is_declined(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.storymap.toml").write_bytes(data)
    with pytest.raises(CorrectionsError, match="not UTF-8 at byte"):
        read(tmp_path / "a.storymap.toml")


def test_a_missing_file_and_a_folder_are_declined(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match="no such file"):
        read(tmp_path / "nope.toml")
    with pytest.raises(CorrectionsError, match="cannot be read"):
        read(tmp_path)


def test_the_file_stands_beside_the_article() -> None:
    assert beside(Path("letters/a.b.md")) == Path("letters/a.b.storymap.toml")


@pytest.mark.parametrize("case", hostile(), ids=lambda case: case.name)
def test_hostile_text_as_a_file_as_a_name_and_as_a_place(tmp_path: Path, case: Hostile) -> None:
    text = case.text[:20_000].encode("utf-8", "replace").decode()
    with pytest.raises(CorrectionsError, match=r"\A[^\n]*\Z"):
        read(written(tmp_path, text))
    path = written(tmp_path, f"[names]\n{quoted(text)} = {quoted(text)}\n")
    if not normalise(text):
        with pytest.raises(CorrectionsError, match="this is no name"):
            read(path)
        return
    said = read(path)
    assert [each.name for each in said.statements] == [text]
    article = Article((Paragraph(0, f"They said: {text}, and left."),))
    for mention in applied(said, article, (), pipeline.gazetteer()):
        assert article.paragraphs[0].text[mention.start : mention.end] == mention.text


@given(st.text())
def test_a_quoted_name_is_one_line_of_toml(text: str) -> None:
    line = f"{quoted(text)} = false"
    assert line.isprintable()
    assert tomllib.loads(line) == {text: False}


def test_a_draft_says_nothing_until_a_line_is_taken_over(tmp_path: Path) -> None:
    article = Article((Paragraph(0, "They met in Springfield, near Xyzzyburg."),))
    found = [
        *pipeline.geoparse(article),
        Resolution(Mention(0, 0, 4, "They\n\x1b", "They"), None, 0.0, "a\nreason"),
    ]
    lines = list(draft(found, pipeline.gazetteer()))
    assert all(line.isprintable() for line in lines)
    assert read(written(tmp_path, "\n".join(lines))).statements == ()
    offered = [
        line.removeprefix("# ") for line in lines if line.startswith('# "') and "lat" not in line
    ]
    assert any("Springfield" in line for line in offered)
    for line in offered:
        (statement,) = read(written(tmp_path, f"[names]\n{line}\n")).statements
        assert isinstance(statement.means, bool) or place_of(statement.means, pipeline.gazetteer())
