"""Work on all cores, results in the order of the work, never more in memory than a window."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from storymap.errors import StorymapError

if TYPE_CHECKING:
    from concurrent.futures import Future

Work = TypeVar("Work")
Result = TypeVar("Result")

MOST_JOBS = 5
"""Processes at most, unless more are asked for: each holds a model and a gazetteer."""

AHEAD = 2
"""Pieces of work in flight for each process: enough that none waits for the next."""


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    function: Callable[[Work], Result], work: Iterable[Work], jobs: int = 0
) -> Iterator[Result]:
    """``function`` of each piece of ``work``, in order, on ``jobs`` processes (0: all cores).

    ``function`` and what it takes and gives must be picklable. ``work`` is drawn as results are
    taken, so neither it nor the results are ever whole in memory. Raises StorymapError where a
    process dies (the system ended it).
    """
    pieces = iter(work)
    jobs = jobs or min(cores(), MOST_JOBS)
    first = list(islice(pieces, 2)) if jobs > 1 else []
    if len(first) < 2:
        yield from map(function, first)
        yield from map(function, pieces)
        return
    yield from _spread(function, first, pieces, jobs)


def _spread(
    function: Callable[[Work], Result], first: list[Work], pieces: Iterator[Work], jobs: int
) -> Iterator[Result]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned on every system: a forked copy of a running onnxruntime can hang.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Result]] = deque(pool.submit(function, piece) for piece in first)
        waiting.extend(pool.submit(function, piece) for piece in islice(pieces, jobs * AHEAD - 2))
        try:
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(function, piece) for piece in islice(pieces, 1))
        except BrokenExecutor:
            why = "a process died at work, perhaps for want of memory; try --jobs 1"
            raise StorymapError(why) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
