"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from storymap.errors import OutputError


def check(folder: Path) -> None:
    """Raise OutputError, before any work, where ``folder`` could never be written to."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise OutputError(f"cannot write to {folder}: {there} is no directory")
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutputError(f"cannot write to {folder}: permission denied")


def write(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` (contents by file name) into ``folder``, made if need be: all or none.

    Every file is first written beside its place under a passing name; only when all are on the
    disk are they moved, so that no reader ever sees half a file.

    Raises:
        OutputError: the folder cannot be made or written to; nothing is left behind.
    """
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            target = folder / name
            if target.is_dir():
                raise IsADirectoryError(0, "is a directory", str(target))
            written.append((_passing(folder, data), target))
        for passing, target in written:
            passing.replace(target)
    except (OSError, ValueError) as error:
        for passing, _ in written:
            with suppress(OSError):
                passing.unlink()
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write to {folder}: {reason}") from None
    return tuple(target for _, target in written)


def create(path: Path, data: bytes) -> None:
    """Write the new file ``path``, never over another.

    Raises:
        OutputError: it exists, or cannot be written; nothing half-written is left behind.
    """
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except FileExistsError:
        raise OutputError(f"{path} is there already and is left as it is") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write {path}: {reason}") from None


def _passing(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".storymap-", dir=folder)
    passing = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        passing.chmod(0o666 & ~_umask())
    except OSError:
        passing.unlink()
        raise
    return passing


def _umask() -> int:
    """The process's umask; there is no way to read it but to set it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
