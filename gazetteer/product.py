"""From drafts to the gazetteer file, its manifest and its notice."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gazetteer.atlas import Atlas, Draft, Ref
from gazetteer.importance import importance
from gazetteer.outline import box_of, mended, on_grid
from storymap.gazetteer.shape import SCALE, pack
from storymap.gazetteer.store import APPROXIMATE, DISPUTED, SCHEMA, UNRECOGNISED
from storymap.gazetteer.write import Outline, PlaceRow, SourceNote, write_gazetteer

FILE, MANIFEST = "gazetteer.sqlite", "manifest.json"
_ABOVE = 8  # no division lies deeper


def write_product(
    atlas: Atlas, notes: Sequence[SourceNote], folder: Path, inputs: dict[str, str]
) -> dict[str, object]:
    """Write the gazetteer and its manifest to ``folder``; return the manifest.

    ``inputs`` maps each package's file to its digest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drafts = sorted(
        (d for d in atlas if d.lat is not None), key=lambda d: (-importance(d), str(d.ref))
    )
    used = {d.source for d in drafts}
    meta = {"title": "storymap gazetteer", "schema": str(SCHEMA)}
    kept = [note for note in notes if note.key in used] + [n for n in notes if n.key not in used]
    write_gazetteer(folder / FILE, kept, _rows(atlas, drafts), meta)
    manifest = _manifest(folder / FILE, drafts, inputs)
    _write_text(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    return manifest


def _rows(atlas: Atlas, drafts: Iterable[Draft]) -> Iterator[PlaceRow]:
    for draft in drafts:
        lat, lon = draft.point
        flags = APPROXIMATE * draft.approximate | DISPUTED * draft.disputed
        yield PlaceRow(
            draft.ref, draft.name, lat, lon, draft.feature, draft.source, draft.country,
            draft.admin1, draft.admin2, draft.population,
            flags | UNRECOGNISED * draft.unrecognised, _parent(atlas, draft),
            draft.names, tuple(_outlines(draft)), draft.claims,
        )  # fmt: skip


def _parent(atlas: Atlas, draft: Draft) -> Ref | None:
    """The nearest place above that is written, the country where no division is known."""
    above = draft.parent
    for _ in range(_ABOVE):
        if above is None or above == draft.ref:
            break
        found = atlas.drafts.get(above)
        if found is not None and found.lat is not None:
            return above
        above = found.parent if found is not None else None
    country = atlas.countries.get(draft.country)
    return country if country != draft.ref else None


def _outlines(draft: Draft) -> Iterator[Outline]:
    shapes = {"": draft.shape, **draft.outlines}
    for view, area in sorted(shapes.items()):
        if area is not None and not area.is_empty:
            stored = on_grid(mended(area) if area.area else area, 1 / SCALE)
            yield Outline(box_of(stored), pack(stored), view)


def _manifest(file: Path, drafts: Sequence[Draft], inputs: dict[str, str]) -> dict[str, object]:
    data = file.read_bytes()
    return {
        "schema": SCHEMA,
        "file": file.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "places": len(drafts),
        "names": sum(len(d.names) for d in drafts),
        "geometries": sum(d.shape is not None for d in drafts),
        "by_source": dict(sorted(Counter(d.source for d in drafts).items())),
        "by_feature": dict(sorted(Counter(d.feature for d in drafts).items())),
        "inputs": dict(sorted(inputs.items())),
    }


def _write_text(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
