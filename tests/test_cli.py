"""The command, as a user runs it: real articles, the real gazetteer, the real model."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from storymap import __version__
from tests.conftest import ROOT, Run

STORY = """Storm over the North Sea
The ferry from Bergen reached Denmark on Sunday, a day late.
The ferry lies at the quay in Bergen.
AFP
Norwegian officials said that nobody on board was hurt.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "storm.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout == f"storymap, version {__version__}\n"
    for words in ([], ["build"], ["geoparse"], ["locate"], ["gazetteer"]):
        done = run(*words, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Usage: storymap")
    for command in ("build", "geoparse", "locate"):
        assert f"  storymap {command} " in run(command, "--help").stdout


def test_build_writes_page_and_geojson_and_says_what_it_found(
    run: Run, tmp_path: Path, article: Path
) -> None:
    done = run("build", "storm.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("storm.txt: ")
    assert "Bergen" in done.stdout
    page = (tmp_path / "output" / "storm.html").read_bytes()
    assert page[:15].lower() == b"<!doctype html>"
    collection = json.loads((tmp_path / "output" / "storm.geojson").read_bytes())
    assert {"Bergen", "Denmark"} <= {each["properties"]["text"] for each in collection["features"]}
    assert len(list((tmp_path / "output").iterdir())) == len(done.stdout.split("wrote ")) - 1


def test_two_builds_give_the_same_bytes(run: Run, tmp_path: Path, article: Path) -> None:
    run("build", "storm.txt", "-o", "one", PYTHONHASHSEED="1")
    run("build", "storm.txt", "-o", "two", PYTHONHASHSEED="2")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "storm.html" in names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_one_broken_article_does_not_stop_the_others(
    run: Run, tmp_path: Path, article: Path
) -> None:
    (tmp_path / "broken.txt").write_bytes(b"caf\xe9")
    (tmp_path / "last.md").write_text("# Last\n\nIt rained in Oslo.\n")
    done = run("build", "storm.txt", "broken.txt", "last.md", "--jobs", "2")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "storymap: broken.txt: not UTF-8: byte 0xe9 at offset 3; save the article as UTF-8"
    ]
    places = [line.split(":")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert places == ["storm.txt", "last.md"]
    assert {"storm.html", "last.html"} <= {path.name for path in (tmp_path / "output").iterdir()}


def test_standard_input(run: Run, tmp_path: Path) -> None:
    done = run("build", "-", "--title", "Storm at sea", stdin=STORY)
    assert done.returncode == 0
    assert (tmp_path / "output" / "storm-at-sea.html").exists()
    assert "Storm at sea" in (tmp_path / "output" / "storm-at-sea.html").read_text("utf-8")


def test_standard_input_among_other_articles(run: Run, article: Path) -> None:
    done = run("geoparse", "storm.txt", "-", "-f", "jsonl", "-j", "2", stdin="It rained in Oslo.\n")
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == ["storm", "-"]
    assert '"Oslo"' in done.stdout


def test_the_title_can_be_said(run: Run, tmp_path: Path, article: Path) -> None:
    run("build", "storm.txt", "--title", "Late & safe")
    assert "Late &amp; safe" in (tmp_path / "output" / "storm.html").read_text("utf-8")


def spans(document: dict[str, object], text: str) -> list[str]:
    toponyms = document["toponyms"]
    assert isinstance(toponyms, list)
    for each in toponyms:
        assert text[each["start"] : each["end"]] == each["name"]
    return [each["name"] for each in toponyms]


def corpus(*texts: str) -> str:
    lines = ({"doc_id": f"d{i}", "text": text} for i, text in enumerate(texts))
    return "".join(json.dumps(line) + "\n" for line in lines)


TEXTS = ("A storm over Bergen.", "", "\U0001f600 Snow in\r\nOslo and Denmark.", "Nothing here.")


def test_geoparse_streams_a_corpus_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(corpus(*TEXTS * 40), encoding="utf-8")
    for jobs in ("1", "2"):
        done = run("geoparse", "--format", "jsonl", "corpus.jsonl", "--jobs", jobs)
        assert (done.returncode, done.stderr) == (0, "")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer["doc_id"] for answer in answers] == [f"d{i}" for i in range(160)]
        found = [spans(answer, TEXTS[i % 4]) for i, answer in enumerate(answers)]
        assert found[:4] == [["Bergen"], [], ["Oslo", "Denmark"], []]
    keys = "start end name lat lon geonameid place_id kind role confidence"
    assert list(answers[0]["toponyms"][0]) == keys.split()


def test_a_line_that_is_no_document_is_named(run: Run) -> None:
    lines = corpus(TEXTS[0]) + "{broken\n\n[1]\n" + corpus(TEXTS[0])
    done = run("geoparse", "-", "--format", "jsonl", stdin=lines)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    first, second = done.stderr.splitlines()
    assert first == "storymap: <stdin>: line 2: no JSON"
    assert second.startswith("storymap: <stdin>: line 4: no document")


def test_jsonl_of_an_article_counts_in_its_text(run: Run, article: Path, tmp_path: Path) -> None:
    assert "Bergen" in spans(json.loads(run("geoparse", "storm.txt", "-f", "jsonl").stdout), STORY)
    (tmp_path / "a.md").write_text("# A\n\nIt *rained* in [Oslo](x).\n\n- Bergen\n")
    document = json.loads(run("geoparse", "a.md", "-f", "jsonl").stdout)
    assert spans(document, document["text"]) == ["Oslo", "Bergen"]


def test_geoparse_prints_each_format(run: Run, article: Path) -> None:
    assert "Bergen" in run("geoparse", "storm.txt").stdout
    rows = list(csv.DictReader(io.StringIO(run("geoparse", "storm.txt", "-f", "csv").stdout)))
    assert rows[0]["doc_id"] == "storm"
    assert {"Bergen", "Denmark"} <= {row["text"] if "text" in row else row["name"] for row in rows}
    whole = json.loads(run("geoparse", "storm.txt", "-f", "json", "--explain").stdout)
    assert whole["title"] == "Storm over the North Sea"
    assert whole["toponyms"][0]["candidates"]
    collection = json.loads(run("geoparse", "storm.txt", "-f", "geojson").stdout)
    assert collection["type"] == "FeatureCollection"


def test_explain_shows_candidates(run: Run, article: Path) -> None:
    short = run("geoparse", "storm.txt").stdout.splitlines()
    long = run("geoparse", "storm.txt", "--explain").stdout.splitlines()
    assert [line for line in long if not line.startswith("    ")] == short
    assert len(long) > len(short)


def test_locate(run: Run) -> None:
    done = run("locate", "Bergen")
    assert done.returncode == 0
    assert "Norway" in done.stdout.splitlines()[1]
    nothing = run("locate", "Xyzzyburg")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.startswith("storymap: no place named 'Xyzzyburg'")


def test_a_reader_that_goes_away_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(corpus(*TEXTS * 400), encoding="utf-8")
    command = [sys.executable, "-m", "storymap", "geoparse", str(tmp_path / "corpus.jsonl")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"doc_id": "d0"')
        process.stdout.close()
        assert process.stderr.read() == b""


def test_who_asks_for_tiles_is_warned(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained in Paris.\n\nIt rained in Lyon.", encoding="utf-8")
    done = run("build", "a.txt", "-f", "page", "--tiles", "OpenStreetMap.Mapnik")
    assert done.returncode == 0
    assert "file://" in done.stderr
    assert done.stderr.count("\n") == 1
