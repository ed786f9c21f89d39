"""How long the program takes to start, and to build one article from nothing.

    python -m benchmarks.startup [ARTICLE]

Each is a process of its own, the median of several runs after a first that is not counted, in
which Python compiles what is not compiled. With an ARTICLE, a cold `storymap build` of it runs in
turns with a process that only imports folium, geopandas and the language model's runtime and loads
the model: on a busy machine both are slowed alike, so their ratio still tells. Exit code 1 where
something is over its limit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

RUNS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import storymap": ["-c", "import storymap"],
    "storymap --help": ["-m", "storymap", "--help"],
    "storymap build --help": ["-m", "storymap", "build", "--help"],
}
LIMITS = {"import storymap": 0.15, "storymap --help": 0.3}
"""Seconds."""

REFERENCE = """
import folium, geopandas
from storymap.recognisers.network import Network
Network()
"""
MOST = 1.6
"""A cold build's time as a multiple of the reference's, at most."""

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""With compiled modules, as every installed program has them."""


class Times(NamedTuple):
    """Seconds of one process, or the medians of several: by the clock, and of the processor."""

    wall: float
    cpu: float


def run(arguments: Sequence[str]) -> Times:
    """The seconds of one process of Python with those arguments."""
    before, begin = os.times(), time.perf_counter()
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    wall, after = time.perf_counter() - begin, os.times()
    user = after.children_user - before.children_user
    return Times(wall, user + after.children_system - before.children_system)


def in_turns(commands: Mapping[str, Sequence[str]]) -> dict[str, Times]:
    """The medians of each command's runs, one of each in turn; the first of each is not counted."""
    runs = [[run(arguments) for arguments in commands.values()] for _ in range(RUNS + 1)][1:]
    return {
        name: Times(*map(statistics.median, zip(*times, strict=True)))
        for name, times in zip(commands, zip(*runs, strict=True), strict=True)
    }


def starting() -> bool:
    """Print a line for each command; whether one is over its limit."""
    late = False
    for name, arguments in COMMANDS.items():
        taken = in_turns({name: arguments})[name].wall
        limit = LIMITS.get(name)
        late |= limit is not None and taken > limit
        print(f"{name:24} {taken:6.3f} s" + (f"  (limit {limit} s)" if limit else ""))
    return late


def building(article: str) -> bool:
    """Print what a cold build of the article costs beside the reference; whether it is too slow."""
    with tempfile.TemporaryDirectory() as folder:
        build = ["-m", "storymap", "build", article, "--output", folder]
        reference, built = in_turns({"import": ["-c", REFERENCE], "build": build}).values()
    for name, times in (("import and load the model", reference), ("storymap build", built)):
        print(f"{name:28} {times.wall:6.3f} s   processor {times.cpu:6.3f} s")
    ratio = built.wall / reference.wall
    print(f"{'ratio':28} {ratio:6.2f}     processor {built.cpu / reference.cpu:6.2f}", end="   ")
    print(f"(limit {MOST})")
    return ratio > MOST


def main(arguments: Sequence[str]) -> int:
    """What starting costs, or with an article its cold build; 1 where one is over its limit."""
    return int(building(arguments[0]) if arguments else starting())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
