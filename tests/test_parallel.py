"""Work on several processes: order, a bounded window, a process that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from storymap.errors import StorymapError
from storymap.parallel import AHEAD, in_order


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return number


def fail(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_results_come_in_the_order_of_the_work(jobs: int, count: int) -> None:
    assert list(in_order(square, range(count), jobs)) == [i * i for i in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_drawn_only_as_results_are_taken(jobs: int) -> None:
    drawn = 0

    def work() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield number

    results = in_order(square, work(), jobs)
    for taken in range(1, 20):
        next(results)
        assert drawn <= taken + jobs * AHEAD
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_said_in_one_line() -> None:
    with pytest.raises(StorymapError, match="--jobs 1"):
        list(in_order(die, range(10), 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_is_raised_in_its_place(jobs: int) -> None:
    results = in_order(fail, range(10), jobs)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)
