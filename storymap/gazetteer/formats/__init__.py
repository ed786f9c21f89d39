"""The forms a user's own gazetteer may have: one module a form, one line here for each.

A form is a function from a file to its rows (``UserPlace``), one at a time, in the file's order.
It raises ``GazetteerError`` with the row's number where a row makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from storymap.errors import GazetteerError
from storymap.gazetteer.formats.rows import UserPlace

Form = Callable[[Path], Iterator[UserPlace]]

FORMS = {
    ".csv": "table",
    ".tsv": "table",
    ".geojson": "layer",
    ".gpkg": "layer",
    ".parquet": "layer",
    ".geoparquet": "layer",
    ".json": "linked_places",
    ".jsonl": "linked_places",
    ".txt": "geonames",
}
"""File name endings and the modules that read them; each has ``read(path)``."""


def form_of(path: Path) -> Form:
    """Return what reads ``path``, by its ending. Raises ``GazetteerError`` for an unknown one."""
    module = FORMS.get(path.suffix.lower())
    if module is None:
        known = ", ".join(sorted(FORMS))
        raise GazetteerError(f"{path}: not a form of gazetteer that is known ({known})")
    form: Form = import_module(f"{__name__}.{module}").read
    return form


__all__ = ["FORMS", "Form", "UserPlace", "form_of"]
