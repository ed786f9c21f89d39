"""Bad input: one clear line on stderr, exit code 1 or 2, no traceback, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = "The ferry from Bergen reached Denmark on Sunday.\n"

BAD: dict[str, tuple[bytes, str]] = {
    "latin1.txt": (b"The caf\xe9 in Paris.\n", "not UTF-8: byte 0xe9 at offset 7"),
    "empty.txt": (b"", "the article is empty"),
    "blank.txt": (b" \n\t\n \n", "the article is empty"),
    "binary.txt": (bytes(range(256)), "binary file"),
    "story.pdf": (b"%PDF-1.7\n%...", "this is a PDF"),
    "story.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word file of the old .doc kind"),
    "picture.md": (b"\x89PNG\r\n\x1a\n", "this is a picture"),
    "broken.docx": (b"PK\x03\x04 not really", "damaged Word document"),
    "cut.txt": (b"\xff\xfea\x00b", "not UTF-16"),
    "front.md": (b"---\ntitle: [\n---\nText.\n", "no valid YAML"),
    "nothing.html": (b"<!doctype html><html></html>", "no article found"),
}


def check(done: object, code: int, message: str) -> None:
    assert done.returncode == code  # type: ignore[attr-defined]
    errors = done.stderr.splitlines()  # type: ignore[attr-defined]
    assert len(errors) == 1
    assert errors[0].startswith("storymap: ")
    assert message in errors[0]


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_article(run: Run, tmp_path: Path, name: str) -> None:
    data, message = BAD[name]
    (tmp_path / name).write_bytes(data)
    check(run("build", name), 1, f"{name}: ")
    check(run("geoparse", name), 1, message)
    assert not list(tmp_path.glob("output/*"))


def test_missing_file_and_directory(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    check(run("build", "missing.txt"), 1, "missing.txt: no such file")
    check(run("build", "folder.txt"), 1, "storymap: folder.txt: this is a directory")


def test_a_file_beyond_the_limit(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50_000_001)
    check(run("build", "large.txt"), 1, "larger than 50 MB")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "good.txt", "--theme", "nope"], "unknown theme 'nope'"),
        (["build", "good.txt", "--palette", "nope"], "unknown palette 'nope'"),
        (["build", "good.txt", "--locale", "xx"], "unknown locale 'xx'"),
        (["build", "good.txt", "--base-url", "nope"], "does not begin with http"),
        (["build", "good.txt", "--format", "nope"], "'nope'"),
        (["build", "good.txt", "--reader", "nope"], "unknown reader 'nope'"),
        (["build", "good.txt", "--recogniser", "nope"], "unknown recogniser 'nope'"),
        (["build", "good.txt", "--resolver", "nope"], "unknown resolver 'nope'"),
        (["build", "good.txt", "./good.txt"], "two articles would both be written"),
        (["build"], "Missing argument"),
        (["build", "good.txt", "--nope"], "--nope"),
        (["geoparse", "good.txt", "--format", "nope"], "'nope'"),
        (["geoparse", "a.jsonl", "--format", "csv"], "with --format jsonl only"),
        (["nope"], "No such command"),
    ],
)
def test_wrong_calls(run: Run, tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    check(run(*words), 2, message)
    assert not (tmp_path / "output").exists()


def test_output_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "out").write_text("here first")
    check(run("build", "good.txt", "-o", "out"), 1, "cannot write to out")
    assert (tmp_path / "out").read_text() == "here first"


def test_output_that_cannot_be_replaced_leaves_nothing_half(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "out" / "good.geojson").mkdir(parents=True)
    check(run("build", "good.txt", "-o", "out"), 1, "cannot write to out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.geojson"]


def test_unwritable_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    check(run("build", "good.txt", "-o", "good.txt/out"), 1, "cannot write to good.txt/out")


def test_a_missing_gazetteer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    check(run("build", "good.txt", "--gazetteer", "nope.csv"), 1, "nope.csv")


def test_control_characters_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    done = run("build", "a\x1b[31m.txt")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
