"""The SQL of the store, read from the files beside this module."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"
_MARK = "-- name: "


def script(name: str) -> str:
    """Return the text of ``sql/<name>.sql``."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def named(name: str) -> dict[str, str]:
    """Return the statements of ``sql/<name>.sql`` by the name in the comment above each."""
    parts = script(name).split(_MARK)[1:]
    pairs = (part.split("\n", 1) for part in parts)
    return {title.strip(): body.strip().rstrip(";") for title, body in pairs}
