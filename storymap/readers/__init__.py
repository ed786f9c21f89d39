"""The readers: a file, standard input or a string in, an `Article` out.

To add a kind of article: one module with a function ``read(source: Source) -> Article`` and one
line in `TABLE`. Modules are imported when an article of their kind is read, not before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from storymap.errors import ArticleError, OptionError
from storymap.model import Article
from storymap.readers.source import Source, from_bytes, from_path, from_text

__all__ = ["TABLE", "Kind", "Source", "from_bytes", "from_path", "from_text", "kind_of", "read"]

Reader = Callable[[Source], Article]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of article: the module that reads it, and what its files look like.

    ``suffixes`` are compared in lower case; ``opening`` is matched against the first bytes of
    sources that have no known suffix (standard input, strings).
    """

    module: str
    suffixes: tuple[str, ...]
    opening: re.Pattern[bytes] | None = None


TABLE: dict[str, Kind] = {
    "markdown": Kind(
        "markdown", (".md", ".markdown", ".mdown"), re.compile(rb"(---|\+\+\+)[ \t]*\r?\n")
    ),
    "html": Kind(
        "html", (".html", ".htm", ".xhtml"), re.compile(rb"\s*<(!doctype html|html)\b", re.I)
    ),
    "docx": Kind("docx", (".docx",), re.compile(rb"PK\x03\x04")),
    "text": Kind("text", (".txt", ".text")),
}


def kind_of(source: Source) -> str:
    """The name in `TABLE` of the kind that ``source`` is, by suffix first, then by its opening."""
    for name, kind in TABLE.items():
        if source.suffix in kind.suffixes:
            return name
    for name, kind in TABLE.items():
        if kind.opening and kind.opening.match(source.data.removeprefix(b"\xef\xbb\xbf")):
            return name
    return "text"


def read(source: Source, kind: str = "") -> Article:
    """The article in ``source``, read as ``kind`` (a name of `TABLE`; found out when empty).

    Raises:
        OptionError: ``kind`` is no reader's name.
        ArticleError: the source is no readable article of its kind, or holds no text.
    """
    name = kind or kind_of(source)
    if name not in TABLE:
        raise OptionError(f"unknown reader '{name}'; choose one of: {', '.join(TABLE)}")
    reader: Reader = import_module(f"{__name__}.{TABLE[name].module}").read
    article = reader(source)
    if not any(paragraph.text.strip() for paragraph in article.paragraphs):
        raise ArticleError(f"{source.name}: the article is empty")
    return article if article.source else replace(article, source=source.name)


def read_path(path: Path, kind: str = "") -> Article:
    """The article in the file ``path``; see `read`."""
    return read(from_path(path), kind)
