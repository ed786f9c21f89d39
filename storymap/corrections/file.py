"""Reads and checks `article.storymap.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from storymap.corrections.statements import Corrections, Point, Statement, quoted, shortened
from storymap.errors import CorrectionsError
from storymap.gazetteer import normalise
from storymap.story.kinds import kinds

SUFFIX = ".storymap.toml"
TABLES = ("names", "paragraph")
KEYS = ("means", "lat", "lon", "label", "kind", "occurrence")
POINT = ("lat", "lon", "label", "kind")
LIMIT = 1_000_000
"""Bytes; corrections are typed by hand."""

_LARGEST_ID = 2**63 - 1


def beside(article: Path) -> Path:
    """Where the corrections of the file ``article`` stand, if there are any."""
    return article.with_suffix(SUFFIX)


def there(path: Path) -> bool:
    """Whether anything stands at ``path``; False where the system bears no name so long."""
    try:
        return path.exists()
    except OSError:
        return False


def read(path: Path) -> Corrections:
    """The corrections in the file ``path``.

    Raises:
        CorrectionsError: it cannot be read, is no TOML, or has a key or value that means nothing.
    """
    try:
        table = _table(path)
        return Corrections(str(path), tuple(_statements(table)))
    except _BadError as error:
        raise CorrectionsError(f"{path}: {error}") from None


class _BadError(Exception):
    """What is wrong in the file, in words, without its name."""


def _bad(key: str, why: str) -> NoReturn:
    raise _BadError(f"{key}: {why}")


def _table(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise _BadError("larger than 1 MB, too long for corrections")
        return tomllib.loads(data.decode("utf-8").removeprefix("\ufeff"))
    except FileNotFoundError:
        raise _BadError("no such file") from None
    except OSError as error:
        raise _BadError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise _BadError(f"not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except RecursionError:
        raise _BadError("no corrections: tables within tables without end") from None
    except ValueError as error:  # also numbers that are too long for Python
        why = "quote a name that has spaces or dots"
        raise _BadError(f"no valid TOML: {' '.join(str(error).split())}; {why}") from None


def _statements(table: dict[str, Any]) -> Iterator[Statement]:
    for key in table:
        if key not in TABLES:
            raise _BadError(f"unknown key {quoted(shortened(key))}; known: {', '.join(TABLES)}")
    yield from _names("names", table.get("names", {}), 0)
    for number, names in _dict("paragraph", table.get("paragraph", {})).items():
        if not (number.isascii() and number.isdecimal() and len(number) < 10 and int(number)):
            _bad(
                f"paragraph.{quoted(shortened(number))}", "paragraphs are counted 1, 2, 3 and so on"
            )
        yield from _names(f"paragraph.{number}", names, int(number))


def _dict(key: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        _bad(key, f"a table is expected: [{key}{'' if key == 'names' else '.1'}]")
    return value


def _names(table: str, value: object, paragraph: int) -> Iterator[Statement]:
    for name, said in _dict(table, value).items():
        key = f"{table}.{quoted(shortened(name))}"
        if not normalise(name):
            _bad(key, "this is no name")
        rows = said if isinstance(said, list) else [said]
        if not rows:
            _bad(key, "the list is empty")
        for row in rows:
            occurrence = _occurrence(key, row, paragraph)
            if len(rows) > 1 and not occurrence:
                _bad(key, "in a list each table needs its occurrence")
            yield Statement(name, _meaning(key, name, row), paragraph, occurrence)


def _occurrence(key: str, row: object, paragraph: int) -> int:
    if not isinstance(row, dict) or "occurrence" not in row:
        return 0
    number = row["occurrence"]
    if not paragraph:
        _bad(key, "occurrence counts within one paragraph: put it under [paragraph.1] or another")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        _bad(key, "occurrence is counted 1, 2, 3 and so on")
    return number


def _meaning(key: str, name: str, row: object) -> str | Point | bool:
    if not isinstance(row, dict):
        return _plain(key, row)
    if unknown := next((each for each in row if each not in KEYS), ""):
        _bad(key, f"unknown key {quoted(shortened(unknown))}; known: {', '.join(KEYS)}")
    if "means" not in row:
        return _point(key, name, row)
    if more := next((each for each in POINT if each in row), ""):
        _bad(key, f"{more} beside means: say either means, or lat and lon")
    return _plain(key, row["means"])


def _plain(key: str, value: object) -> str | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if not 0 < value <= _LARGEST_ID:
            _bad(key, "this is no id of GeoNames")
        return f"gn:{value}"
    if not isinstance(value, str):
        _bad(key, "a place is expected (its id or name, or lat and lon), or false, or true")
    if not normalise(value):
        _bad(key, "no place is named; write false where the name is no place")
    return value.strip()


def _point(key: str, name: str, row: dict[str, Any]) -> Point:
    lat, lon = (_degrees(key, row, each, most) for each, most in (("lat", 90), ("lon", 180)))
    label = row.get("label", name)
    if not isinstance(label, str) or not label.strip():
        _bad(key, "label is the place's name, in quotes")
    if any(unicodedata.category(char) == "Cc" for char in label):
        _bad(key, "label holds a control character")
    kind = row.get("kind", "place")
    if kind not in kinds():
        _bad(key, f"unknown kind; known: {', '.join(sorted(kinds()))}")
    return Point(lat, lon, label.strip(), kind)


def _degrees(key: str, row: dict[str, Any], name: str, most: int) -> float:
    if name not in row:
        _bad(key, f"{name} is missing: say either means, or lat and lon")
    value = row[name]
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= most:
        _bad(key, f"{name} is degrees between -{most} and {most}")
    return float(value)
