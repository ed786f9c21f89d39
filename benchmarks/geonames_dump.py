"""What a whole GeoNames dump costs: `python -m benchmarks.geonames_dump --rows 12000000`.

Writes rows in the dump's own form (names drawn from syllables, the same every time), makes a
gazetteer of them, and prints seconds, peak memory and how fast the result opens and answers.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from storymap.gazetteer import open_gazetteer
from storymap.gazetteer.own import build_own

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu zan mer tol rin".split()
_KINDS = (("P", "PPL"), ("H", "STM"), ("T", "HLL"), ("S", "FRM"), ("L", "LCTY"), ("A", "ADM3"))
_LOOK_UPS = 20_000


def rows(count: int) -> Iterator[str]:
    """Yield ``count`` lines of a GeoNames dump."""
    draw = random.Random(1)
    for ident in range(1, count + 1):
        name = "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 5))).capitalize()
        other = "".join(draw.choices(_SYLLABLES, k=3)).capitalize()
        group, code = draw.choice(_KINDS)
        lat, lon = draw.uniform(-60, 75), draw.uniform(-180, 180)
        yield (
            f"{ident}\t{name}\t{name}\t{other}\t{lat:.5f}\t{lon:.5f}\t{group}\t{code}\tXT\t\t"
            f"{draw.randint(1, 40):02d}\t{draw.randint(1, 900)}\t\t\t{draw.randint(0, 9000)}"
            "\t\t50\tEtc/UTC\t2026-01-01\n"
        )


def main() -> None:
    """Build, open, look up, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        dump, target = Path(folder) / "allCountries.txt", Path(folder) / "dump.sqlite"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(rows(count))
        print(f"{count:,} rows, {dump.stat().st_size / 1e6:,.0f} MB")
        began = time.perf_counter()
        build_own(dump, target)
        seconds, size = time.perf_counter() - began, target.stat().st_size / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"built in {seconds:,.0f} s, {size:,.0f} MB, peak memory {peak:,.0f} MB")
        _answers(target)


def _answers(target: Path) -> None:
    began = time.perf_counter()
    gazetteer = open_gazetteer(target)
    gazetteer.lookup("Bacedi")
    print(f"opened and first look-up: {1000 * (time.perf_counter() - began):.1f} ms")
    names = [line.split("\t")[1] for line in rows(_LOOK_UPS)]
    began = time.perf_counter()
    found = sum(bool(gazetteer.lookup(name)) for name in names)
    each = (time.perf_counter() - began) / len(names)
    print(f"{found:,} of {len(names):,} names found, {1e6 * each:.0f} microseconds a look-up")


if __name__ == "__main__":
    main()
