"""What is printed: lines for a person, safe to show in a terminal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import click

from storymap.model import DOUBTFUL, Resolution, Story, StoryPlace


def plain(text: str) -> str:
    """``text`` on one line without control characters, which a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def complain(message: str) -> None:
    """One line on stderr."""
    click.echo(f"storymap: {plain(message)}", err=True)


class _Notes(logging.Handler):
    """What the stages have to say, on one line each of stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        complain(record.getMessage())


def listen() -> None:
    """Print the stages' notes from now on; each process that works calls it, once or more."""
    logger = logging.getLogger("storymap")
    if not any(isinstance(handler, _Notes) for handler in logger.handlers):
        logger.addHandler(_Notes())


def utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says: names are in all scripts."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def report(story: Story) -> Iterator[str]:
    """The story in lines: its places in order, how often, why; then what stayed unresolved."""
    count = len(story.resolutions) - len(story.unresolved)
    yield f"{counted(len(story.places), 'place')}, {counted(count, 'mention')}"
    width = max((len(place.label) for place in story.places), default=0)
    for place in story.places:
        yield _place_line(place, story, min(width, 32))
    if story.unresolved:
        yield "  not resolved:"
        yield from (f"    {_unresolved_line(each)}" for each in story.unresolved)


def counted(number: int, noun: str) -> str:
    """'1 place', '7 places'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _place_line(place: StoryPlace, story: Story, width: int) -> str:
    from storymap import locales

    mentions = [story.resolutions[index] for index in place.mentions]
    reason = max(mentions, key=lambda each: each.confidence).reason
    doubt = f" (doubtful, {place.confidence:.0%})" if place.confidence < DOUBTFUL else ""
    name = plain(place.label).ljust(width)
    times = f"{len(mentions)}x".rjust(4)
    what = ", ".join(filter(None, (locales.locale("en").kind(place.kind), place.context)))
    return f"  {place.number:>3}  {name} {times}  {plain(what)}: {plain(reason)}{doubt}"


def _unresolved_line(resolution: Resolution) -> str:
    mention = resolution.mention
    where = f"paragraph {mention.paragraph + 1}"
    return f"{plain(mention.text)} ({where}): {plain(resolution.reason)}"


def table(rows: list[list[str]], header: list[str]) -> Iterator[str]:
    """Rows in columns, each as wide as its widest cell; the last one is not padded."""
    rows = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in [header, *rows]:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()
