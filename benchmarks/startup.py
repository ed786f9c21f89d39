"""How long the program takes to start: `import storymap`, `storymap --help`, and Python alone.

    python -m benchmarks.startup

Each is a process of its own, the median of several runs after a first that is not counted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import storymap": ["-c", "import storymap"],
    "storymap --help": ["-m", "storymap", "--help"],
    "storymap build --help": ["-m", "storymap", "build", "--help"],
}
LIMITS = {"import storymap": 0.15, "storymap --help": 0.3}
"""Seconds."""


def seconds(arguments: list[str]) -> float:
    """The median wall time of a process, in seconds."""
    times = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def main() -> int:
    """Print a line for each command; 1 where one is over its limit."""
    code = 0
    for name, arguments in COMMANDS.items():
        taken = seconds(arguments)
        limit = LIMITS.get(name)
        over = limit is not None and taken > limit
        code |= over
        print(f"{name:24} {taken:6.3f} s" + (f"  (limit {limit} s)" if limit else ""))
    return code


if __name__ == "__main__":
    sys.exit(main())
