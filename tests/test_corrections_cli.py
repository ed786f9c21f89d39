"""The author's corrections as a user makes them: a file beside the article, and the next build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import storymap
from storymap.corrections.file import read
from storymap.errors import CorrectionsError
from tests.conftest import Run

ARTICLE = """The long way home
They met in Springfield on Sunday.
The next day Jordan Miles drove to Lebanon, past the mill at Renfro Hollow.
Nobody in Springfield had seen such rain.
"""
CORRECTIONS = """[names]
Springfield = "Springfield, Washington County, Kentucky"
"Renfro Hollow" = { lat = 37.39, lon = -84.35 }
Jordan = false

[paragraph.3]
Springfield = "gn:4250542"
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def corrected(article: Path) -> Path:
    article.with_name("rain.storymap.toml").write_text(CORRECTIONS, encoding="utf-8")
    return article


def rows(output: str) -> list[tuple[int, str, str | None, float]]:
    return [
        (each["paragraph"], each["name"], each["place_id"], each["confidence"])
        for each in json.loads(output)["toponyms"]
    ]


HOLLOW = "author:renfro-hollow@37.39,-84.35"
EXPECTED = {
    (0, "Springfield", "gn:4309329", 1.0),
    (1, "Renfro Hollow", HOLLOW, 1.0),
    (2, "Springfield", "gn:4250542", 1.0),
}


def test_a_build_reads_the_corrections_beside_its_article(
    run: Run, tmp_path: Path, corrected: Path
) -> None:
    done = run("build", "rain.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("the author's correction") == 3
    features = json.loads((tmp_path / "output" / "rain.geojson").read_bytes())["features"]
    told = [each["properties"] for each in features]
    assert {(each["text"], each["confidence"], each["reason"]) for each in told} >= {
        ("Springfield", 1.0, "the author's correction"),
        ("Renfro Hollow", 1.0, "the author's correction"),
    }
    page = (tmp_path / "output" / "rain.html").read_text("utf-8")
    assert HOLLOW in page


def test_geoparse_and_the_library_read_them_too(run: Run, corrected: Path) -> None:
    done = run("geoparse", "rain.txt", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = rows(done.stdout)
    assert set(found) >= EXPECTED
    assert "Jordan" not in {name for _, name, _, _ in found}
    (lebanon,) = (ident for _, name, ident, _ in found if name == "Lebanon")
    assert lebanon == "gn:4297653"  # the one in Kentucky, near the corrected Springfield
    library = [(r.mention.text, r.place and r.place.id) for r in storymap.geoparse(corrected)]
    assert library == [(name, ident) for _, name, ident, _ in found]


def test_a_file_elsewhere_is_named(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "said.toml").write_text(CORRECTIONS, encoding="utf-8")
    named = run("geoparse", "rain.txt", "-f", "json", "--corrections", "said.toml")
    assert set(rows(named.stdout)) >= EXPECTED
    piped = run("geoparse", "-", "-f", "json", "--corrections", "said.toml", stdin=ARTICLE)
    assert rows(piped.stdout) == rows(named.stdout)
    story = storymap.build(ARTICLE, corrections=tmp_path / "said.toml")
    assert story.places[0].place.id == "gn:4309329"
    assert not set(rows(run("geoparse", "rain.txt", "-f", "json").stdout)) & EXPECTED


def declined(done: Any, message: str) -> None:
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("storymap: ")
    assert message in line


def test_a_broken_file_is_an_error_and_nothing_is_written(
    run: Run, tmp_path: Path, corrected: Path
) -> None:
    corrected.with_name("rain.storymap.toml").write_text("[names]\nMount Vernon = 1\n")
    for words in (
        ["build", "rain.txt"],
        ["geoparse", "rain.txt"],
        ["correct", "rain.txt", "--print"],
    ):
        declined(run(*words), "rain.storymap.toml: no valid TOML")
    assert not list(tmp_path.glob("output/*"))
    with pytest.raises(CorrectionsError, match="quote a name"):
        storymap.build(corrected)


def test_a_file_that_is_not_there_or_is_for_many_is_an_error(
    run: Run, tmp_path: Path, corrected: Path
) -> None:
    (tmp_path / "a.jsonl").write_text('{"doc_id": 1, "text": "Oslo"}\n')
    said = ["--corrections", "rain.storymap.toml"]
    declined(run("build", "rain.txt", "--corrections", "x.toml"), "x.toml: no such file")
    declined(run("build", "rain.txt", "a.txt", *said), "one article at a time")
    declined(run("geoparse", "rain.txt", "a.txt", *said), "one article at a time")
    declined(run("geoparse", "a.jsonl", *said), "a corpus has none")


def test_a_changed_article_is_still_built_and_the_misfits_are_told(
    run: Run, tmp_path: Path, corrected: Path
) -> None:
    corrected.write_text("Rain\nIt rained in Oslo.\n")
    (tmp_path / "sun.txt").write_text("Sun\nThe sun shone on Bergen.\n")
    (tmp_path / "sun.storymap.toml").write_text('[names]\nBergen = "gn:1"\n"\\u001b[31m" = true\n')
    for jobs in ("1", "2"):
        done = run("build", "rain.txt", "sun.txt", "-j", jobs)
        assert done.returncode == 0
        told = [line.removeprefix("storymap: ") for line in sorted(done.stderr.splitlines())]
        gone = "this name does not stand in the article"
        assert told == [
            f'rain.storymap.toml: names."Jordan": {gone}',
            f'rain.storymap.toml: names."Renfro Hollow": {gone}',
            f'rain.storymap.toml: names."Springfield": {gone}',
            'rain.storymap.toml: paragraph.3."Springfield": the article ends with paragraph 2',
            "sun.storymap.toml: names.\"Bergen\": no place has the id 'gn:1'",
            f'sun.storymap.toml: names."\\u001b[31m": {gone}',
        ]
    assert {"rain.html", "sun.html"} <= {path.name for path in (tmp_path / "output").iterdir()}


def test_correct_writes_a_file_to_begin_with_and_never_over_one(run: Run, article: Path) -> None:
    target = article.with_name("rain.storymap.toml")
    before = run("geoparse", "rain.txt").stdout
    done = run("correct", "rain.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "  wrote rain.storymap.toml\n"
    assert read(target).statements == ()
    assert run("geoparse", "rain.txt").stdout == before
    target.write_text(target.read_text("utf-8") + CORRECTIONS.removeprefix("[names]\n"), "utf-8")
    mine = target.read_bytes()
    again = run("correct", "rain.txt")
    assert again.returncode == 1
    assert "rain.storymap.toml is there already" in again.stderr
    shown = run("correct", "rain.txt", "--print")
    assert shown.returncode == 0
    assert '"Springfield" = ' not in shown.stdout
    assert target.read_bytes() == mine


def test_a_name_too_long_for_a_file_beside_it_is_no_fault(run: Run, tmp_path: Path) -> None:
    name = f"{'a' * 245}.txt"
    (tmp_path / name).write_text(ARTICLE)
    assert run("geoparse", name).returncode == 0
    done = run("correct", name)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "cannot write" in done.stderr


def test_what_correct_offers_works_when_pasted(run: Run, article: Path) -> None:
    run("correct", "rain.txt")
    target = article.with_name("rain.storymap.toml")
    text = target.read_text("utf-8")
    offered = [line for line in text.splitlines() if line.startswith('# "Springfield" = "')]
    assert len(offered) > 1
    target.write_text(text.replace(offered[-1], offered[-1].removeprefix("# ")), "utf-8")
    wanted = offered[-1].split('"')[3]
    found = rows(run("geoparse", "rain.txt", "-f", "json").stdout)
    assert {row[2:] for row in found if row[1] == "Springfield"} == {(wanted, 1.0)}


def test_correct_reads_standard_input_and_declines_what_it_cannot_write(
    run: Run, tmp_path: Path
) -> None:
    assert "[names]" in run("correct", "-", stdin=ARTICLE).stdout.splitlines()
    missing = run("correct", "nope.txt")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr == "storymap: nope.txt: no such file\n"
    assert run("correct", ".").stderr == "storymap: .: this is a directory, not an article\n"
    assert not list(tmp_path.iterdir())


def test_build_says_where_doubt_is_corrected(run: Run, tmp_path: Path, article: Path) -> None:
    article.write_text("Rain\nIt rained in Xyzzyburg.\n")
    (tmp_path / "sure.txt").write_text("Rain\nIt rained in Norway.\n")
    assert "  to correct these: storymap correct rain.txt\n" in run("build", "rain.txt").stdout
    assert "to correct" not in run("build", "sure.txt").stdout
    run("correct", "rain.txt")
    assert "  to correct these: rain.storymap.toml\n" in run("build", "rain.txt").stdout
