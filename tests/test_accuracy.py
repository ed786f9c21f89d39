"""The annotated set through the whole program: no figure sinks, no result changes unseen.

`pytest --refresh-golden` writes the tables of ``data/expected`` anew and raises the floors; the
change is then read as a diff.
"""

from __future__ import annotations

import json
import math
from collections import Counter

import pytest

from tests.accuracy import Outcome, figures, is_clean, outcome, table
from tests.news import DATA, NewsArticle, news, traps

FLOORS = DATA / "floors.json"
EXPECTED = DATA / "expected"

# int8 kernels round differently from processor to processor: a mention at the edge may flip there.
MARGIN = 0.01
FLIPPED_ROWS = 4
CASES = [pytest.param(case, id=case.slug) for case in news()]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome(article) for article in news()]


@pytest.fixture(scope="module")
def reached(outcomes: list[Outcome]) -> dict[str, float]:
    """Every figure of the floors, measured now."""
    clean = [is_clean(outcome(trap)) for trap in traps()]
    return {**figures(outcomes), "traps_clean": sum(clean) / len(clean)}


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh-golden"))


def test_no_figure_sinks_below_its_floor(reached: dict[str, float], refresh: bool) -> None:
    if refresh:
        _raise_floors(reached)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert set(floors) == set(reached)
    low = {name: reached[name] for name in floors if reached[name] < floors[name]}
    assert not low, f"below the floors of {FLOORS.name}: {low}"


def test_floors_are_raised_to_what_was_reached(outcomes: list[Outcome]) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    slack = {
        name: value for name, value in figures(outcomes).items() if value > floors[name] + 0.03
    }
    assert not slack, f"raise the floors (pytest --refresh-golden): {slack}"


def _raise_floors(reached: dict[str, float]) -> None:
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    new = {
        name: max(old.get(name, 0.0), math.floor((value - MARGIN) * 1000) / 1000)
        for name, value in reached.items()
    }
    FLOORS.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")


@pytest.mark.parametrize("article", CASES)
def test_results_are_those_last_reviewed(article: NewsArticle, refresh: bool) -> None:
    path = EXPECTED / f"{article.slug}.tsv"
    found = table(outcome(article))
    if refresh:
        EXPECTED.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    changed = _changed(path.read_text(encoding="utf-8"), found)
    assert len(changed) <= FLIPPED_ROWS, "\n".join(changed)


def _changed(expected: str, found: str) -> list[str]:
    """The rows of only one table, marked as a diff marks them; confidence is left out."""
    before, after = (
        Counter(row.rpartition("\t")[0] for row in t.split("\n")) for t in (expected, found)
    )
    return [f"-{row}" for row in before - after] + [f"+{row}" for row in after - before]


def test_traps_are_those_last_reviewed(refresh: bool) -> None:
    path = EXPECTED / "traps.txt"
    found = "\n".join(
        f"== {trap.slug}\n{table(outcome(trap))}" for trap in traps() if not is_clean(outcome(trap))
    )
    if refresh:
        path.write_text(found, encoding="utf-8")
    changed = _changed(path.read_text(encoding="utf-8"), found)
    assert len(changed) <= FLIPPED_ROWS, "\n".join(changed)
