"""Themes: folders with a `theme.toml` (fonts, two palettes, variables, wording) and optional CSS.

A newsroom adds its own by path; it states only what differs from the default. To add a built-in
theme is to add a folder: the folders are the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from storymap.errors import OptionError

_HERE = Path(__file__).parent
_FILE = "theme.toml"
_CSS = "theme.css"
DEFAULT = "default"
SCHEMES = ("auto", "day", "night")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# What would let a value leave its CSS declaration, or ask for something from elsewhere.
_UNSAFE = re.compile(r"[{}<>;@\\]|/\*|url\(|image-set\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: font stacks, two palettes of '#rrggbb' colours, CSS variables, CSS, wording.

    ``scheme`` is 'auto', 'day' or 'night'. ``words`` override the locale's interface words.
    """

    name: str
    scheme: str
    fonts: Mapping[str, str]
    variables: Mapping[str, str]
    day: Mapping[str, str]
    night: Mapping[str, str]
    words: Mapping[str, str]
    css: str = ""


@cache
def known() -> tuple[str, ...]:
    """The names of the built-in themes, sorted."""
    return tuple(sorted(path.parent.name for path in _HERE.glob(f"*/{_FILE}")))


def theme(name: str | Path) -> Theme:
    """The built-in theme of that name, or the theme in the folder of that path.

    Raises OptionError, in one line, for an unknown name, a folder without a readable
    `theme.toml`, an unknown key, or a value that is no colour or would leave its declaration.
    """
    if isinstance(name, str) and name in known():
        return _load(_HERE / name)
    folder = Path(name)
    if not (folder / _FILE).is_file():
        names = ", ".join(known())
        raise OptionError(f"unknown theme {str(name)!r}; known: {names}, or a folder with {_FILE}")
    return _load(folder)


def _load(folder: Path) -> Theme:
    table = _read(folder)
    base = table if folder == _HERE / DEFAULT else _read(_HERE / DEFAULT)
    scheme = str(table.get("scheme", base["scheme"]))
    if scheme not in SCHEMES:
        raise OptionError(f"theme {folder.name}: scheme {scheme!r}; known: {', '.join(SCHEMES)}")
    return Theme(
        name=folder.name,
        scheme=scheme,
        fonts=_section(folder, table, base, "fonts"),
        variables=_section(folder, table, base, "variables"),
        day=_section(folder, table, base, "day"),
        night=_section(folder, table, base, "night"),
        words=MappingProxyType(_strings(folder, table, "words")),
        css=_css(folder),
    )


def _read(folder: Path) -> dict[str, object]:
    path = folder / _FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"theme {folder.name}: {path} cannot be read: {error}") from error


def _section(
    folder: Path, table: Mapping[str, object], base: Mapping[str, object], key: str
) -> Mapping[str, str]:
    """A section of the default with the theme's own values over it, each of them checked."""
    known_values, own = _strings(folder, base, key), _strings(folder, table, key)
    for name, value in own.items():
        if name not in known_values:
            names = ", ".join(known_values)
            raise OptionError(f"theme {folder.name}: unknown {key}.{name}; known: {names}")
        good = _COLOUR.fullmatch(value) if key in ("day", "night") else not _UNSAFE.search(value)
        if not good:
            raise OptionError(f"theme {folder.name}: {key}.{name} cannot be {value!r}")
    return MappingProxyType({**known_values, **own})


def _strings(folder: Path, table: Mapping[str, object], key: str) -> dict[str, str]:
    section = table.get(key, {})
    if not isinstance(section, dict) or not all(isinstance(v, str) for v in section.values()):
        raise OptionError(f"theme {folder.name}: [{key}] must be a table of strings")
    return section


def _css(folder: Path) -> str:
    path = folder / _CSS
    if not path.is_file():
        return ""
    try:
        css = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"theme {folder.name}: {path} cannot be read: {error}") from error
    if re.search(r"</style|@import", css, re.IGNORECASE):
        raise OptionError(f"theme {folder.name}: {_CSS} must hold neither </style nor @import")
    return css
