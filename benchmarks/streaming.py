"""How fast a corpus is geoparsed, and whether memory grows with it.

    python -m benchmarks.streaming [--megabytes 1 4] [--jobs 1 2]

The corpora are the articles of examples/, over and over; each run is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""What ru_maxrss counts in."""


def corpus(path: Path, megabytes: float) -> int:
    """Write a corpus of about that size to ``path`` and return its words."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.glob("*.[mt]*"))]
    words = size = number = 0
    with path.open("w", encoding="utf-8") as file:
        while size < megabytes * 1e6:
            text = texts[number % len(texts)]
            size += file.write(json.dumps({"doc_id": number, "text": text}) + "\n")
            words += len(text.split())
            number += 1
    return words


def run(path: Path, jobs: int) -> tuple[float, float]:
    """Geoparse ``path``: seconds, and megabytes of the largest process so far."""
    command = [sys.executable, "-m", "storymap", "geoparse", str(path), "--jobs", str(jobs)]
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - begin
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KILOBYTE / 1e6


def main() -> None:
    """Print a line for each size and number of processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[0.25, 1.0])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in chosen.megabytes:
            path = Path(folder) / "corpus.jsonl"
            words = corpus(path, megabytes)
            for jobs in chosen.jobs:
                seconds, memory = run(path, jobs)
                print(
                    f"{megabytes:6.2f} MB, {words:8,} words, {jobs} processes: {seconds:7.1f} s,"
                    f" {words / seconds:7,.0f} words/s, largest process {memory:5.0f} MB"
                )


if __name__ == "__main__":
    main()
