"""A user's own gazetteer: checked on the way in, made into the form that opens at once."""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storymap.errors import GazetteerError
from storymap.gazetteer.formats import UserPlace, form_of
from storymap.gazetteer.formats.rows import bad_row, checked
from storymap.gazetteer.queries import named
from storymap.gazetteer.store import SCHEMA
from storymap.gazetteer.write import Outline, PlaceRow, SourceNote, write_gazetteer

READY = ".sqlite"
# Importance of a place without a population, by feature code, then by class: what a bare name
# in the news means first. Populations count as they are.
_IMPORTANCE = {
    "A.PCLI": 1_000_000_000, "L.CONT": 900_000_000, "A.ADM1": 50_000_000, "P.PPLC": 20_000_000,
    "A.ADM2": 200_000, "P.PPLA": 100_000, "L": 50_000, "H": 20_000, "T": 20_000, "A": 10_000,
    "P": 1_000,
}  # fmt: skip


def build_own(path: Path, target: Path, licence: str = "as its author says") -> int:
    """Make the gazetteer ``target`` from the user's file ``path`` and return how many places.

    Raises ``GazetteerError`` with the row's number where a row makes no sense, or where there
    are none; ``OutputError`` where ``target`` cannot be written. Rows pass through in a stream.
    """
    note = SourceNote(path.stem, path.name, licence)
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = _ranked(path)
    try:
        return write_gazetteer(target, [note], _rows(path, waiting), {"made_from": path.name})
    finally:
        waiting.close()


def ready(path: Path, cache: Path | None = None) -> Path:
    """Return a gazetteer file for what a user named: the file itself, or one made from it.

    What was made is kept in the user's cache folder under the file's digest, and made again
    when the file changes. Raises ``GazetteerError`` as ``build_own`` does.
    """
    if path.suffix.lower() == READY:
        return path
    form_of(path)
    folder = cache if cache is not None else _cache_folder()
    target = folder / f"{path.stem}-{_digest(path)}{READY}"
    if not target.exists():
        build_own(path, target)
    return target


def added(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the gazetteers that the user added for good, in order of their names."""
    return tuple(sorted((folder or added_folder()).glob(f"*{READY}")))


def added_folder() -> Path:
    """Return the folder of the gazetteers that the user added for good."""
    from platformdirs import user_data_path

    return user_data_path("storymap") / "gazetteers"


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("storymap") / "gazetteers"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error
    digest.update(str(SCHEMA).encode())
    return digest.hexdigest()[:16]


def _ranked(path: Path) -> sqlite3.Connection:
    """The checked rows in a temporary database on disk, to be had most important first."""
    sql = named("ranking")
    database = sqlite3.connect("", isolation_level=None)
    database.execute(sql["create"])
    database.execute("BEGIN")
    row = 0
    for place in form_of(path)(path):
        row = place.row
        blob = pickle.dumps(checked(path, place))
        try:
            database.execute(sql["insert"], (_importance(place), row, place.ref, blob))
        except sqlite3.IntegrityError as error:
            why = f"the id {place.ref} stands in an earlier row"
            raise bad_row(path, row, why) from error
    database.execute("COMMIT")
    if not row:
        raise GazetteerError(f"{path}: there are no places in it")
    return database


def _importance(place: UserPlace) -> int:
    by_kind = _IMPORTANCE.get(place.feature) or _IMPORTANCE.get(place.feature[0], 0)
    return max(by_kind, place.population)


def _rows(path: Path, waiting: sqlite3.Connection) -> Iterator[PlaceRow]:
    for (blob,) in waiting.execute(named("ranking")["best_first"]):
        place: UserPlace = pickle.loads(blob)  # noqa: S301 (our own, just written)
        yield PlaceRow(
            ref=place.ref,
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            feature=place.feature,
            source=path.stem,
            country=place.country,
            admin1=place.admin1,
            admin2=place.admin2,
            population=place.population,
            parent=place.parent,
            names=place.names,
            outlines=_outlines(path, place),
        )


def _outlines(path: Path, place: UserPlace) -> tuple[Outline, ...]:
    if place.geometry is None:
        return ()
    from storymap.gazetteer.shape import pack

    try:
        shape = pack(place.geometry)
    except ValueError as error:
        raise bad_row(path, place.row, str(error)) from error
    west, south, east, north = place.geometry.bounds
    return (Outline((west, south, east, north), shape),)
