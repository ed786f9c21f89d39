"""Build the bundled base map: ``python -m gazetteer.basemap`` in a checkout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gazetteer.basemap.archives import shelf_of
from gazetteer.basemap.build import PRODUCT, build_basemap, write_manifest
from gazetteer.fetch import FetchError, cache_folder


def main() -> int:
    """Run the recipe and return the exit status: 0 when the product is written, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m gazetteer.basemap",
        description="Fetch the packages of the lock files, check their digests, and write the"
        " base map. The same packages give the same bytes.",
    )
    parser.add_argument("--cache", type=Path, default=cache_folder(), metavar="DIR")
    parser.add_argument("--out", type=Path, default=PRODUCT.parent, metavar="DIR")
    options = parser.parse_args()
    try:
        digest = build_basemap(shelf_of(options.cache), options.out / PRODUCT.name)
        write_manifest(options.out, digest)
    except (FetchError, KeyError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{options.out / PRODUCT.name}: sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
