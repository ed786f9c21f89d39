"""The measures of the benchmark, on documents small enough to count by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from benchmarks.accuracy import below_floor
from benchmarks.scoring import (
    Tally,
    Toponym,
    error_measures,
    intervals,
    match_lenient,
    match_right,
    measures,
    read_documents,
    tally,
)

OSLO = (59.91, 10.75)
BERGEN = (60.39, 5.32)


def at(start: int, end: int, point: tuple[float, float] | None = OSLO, number: int = 1) -> Toponym:
    lat, lon = point or (None, None)
    return Toponym(start, end, lat, lon, number)


def figures(gold: list[Toponym], found: list[Toponym]) -> dict[str, float]:
    return measures([float(count) for count in tally(gold, found).counts])


def test_a_perfect_answer_scores_one_everywhere() -> None:
    gold = [at(0, 4), at(10, 16, BERGEN, 2)]
    assert set(figures(gold, gold).values()) == {1.0}


def test_overlap_counts_leniently_but_not_strictly() -> None:
    found = figures([at(0, 10)], [at(2, 10)])
    assert found["recognition_strict"] == 0
    assert found["recognition_lenient"] == 1
    assert found["end_to_end_161"] == 1


def test_unresolved_is_a_miss() -> None:
    assert figures([at(0, 4)], [at(0, 4, None)])["resolution_161"] == 0


def test_a_gold_without_coordinates_is_not_asked_for() -> None:
    gold = [at(0, 4), at(10, 14, None)]
    found = figures(gold, [at(0, 4)])
    assert found["resolution_161"] == 1
    assert found["end_to_end_161"] == 1


def test_the_right_id_may_lie_far_away() -> None:
    found = figures([at(0, 4, OSLO, 7)], [at(0, 4, BERGEN, 7)])
    assert found["resolution_161"] == 0
    assert found["resolution_id"] == 1


def test_matching_is_one_to_one_and_as_large_as_can_be() -> None:
    gold = [at(0, 10), at(10, 20)]
    found = [at(5, 15), at(0, 3)]
    assert sorted(match_lenient(gold, found)) == [(0, 1), (1, 0)]
    assert len(match_right(gold, found)) == 2


def test_error_measures() -> None:
    found = error_measures([0.0, 10.0, 20.0])
    assert found["mean_km"] == 10
    assert found["median_km"] == 10
    assert 0 < found["auc"] < 1


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    tallies = [tally([at(0, 4)], [at(0, 4)]), tally([at(0, 4)], [])] * 20
    low, high = intervals(tallies, 200)["recognition_strict"]
    assert low < 2 / 3 < high
    assert intervals(tallies, 200) == intervals(tallies, 200)


def test_nothing_to_measure_is_not_a_number() -> None:
    spread = intervals([Tally((0,) * 10, ())], 10)
    assert all(math.isnan(edge) for edge in spread["resolution_id"])


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    row = {"doc_id": "1", "text": "a\u2028Oslo", "toponyms": [{"start": 2, "end": 6}]}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    (document,) = read_documents(path)
    assert document.text[2:6] == "Oslo"
    assert not document.toponyms[0].placed


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"mine": {"end_to_end_161": 0.8}}', encoding="utf-8")
    assert below_floor("mine", {"end_to_end_161": 0.81}, floors) == []
    assert "0.790" in below_floor("mine", {"end_to_end_161": 0.79}, floors)[0]
    assert below_floor("other", {"end_to_end_161": 0.1}, floors) == []


def test_bad_json_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(json.JSONDecodeError):
        read_documents(path)
