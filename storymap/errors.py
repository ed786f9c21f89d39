"""The error tree. Each error is also the built-in that a caller would expect to catch."""

from __future__ import annotations


class StorymapError(Exception):
    """Base of every error that storymap raises on purpose; its text is one line for a person."""


class ArticleError(StorymapError, ValueError):
    """The article cannot be read: not UTF-8, empty, binary, too large. The input's fault."""


class OptionError(StorymapError, ValueError):
    """An option has an unknown value (theme, format, recogniser, locale). The caller's fault."""


class CorrectionsError(OptionError):
    """A file of corrections is missing, no TOML, or has a key or value that means nothing.

    Its author's fault; the text names the file and the key.
    """


class GazetteerError(StorymapError, ValueError):
    """A gazetteer file is missing, damaged, foreign or has a bad row; the text says what to run."""


class ModelError(StorymapError, RuntimeError):
    """A recogniser's model or library is missing or damaged; the text says what to run."""


class OutputError(StorymapError, OSError):
    """The result cannot be written where it was asked for. Nothing half-written is left behind."""


def fault(error: Exception) -> str:
    """The line for an error that nobody foresaw: ours, whatever the article holds."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"a fault of storymap's own, please report it ({what[:200]})"
