"""The options that several commands share, and what becomes of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from storymap import pipeline
from storymap.pipeline import Options
from storymap.readers import Source, from_bytes, from_path

Command = TypeVar("Command", bound=Callable[..., Any])

STANDARD_INPUT = Path("-")

GAZETTEERS = click.option(
    "-g",
    "--gazetteer",
    "gazetteers",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A gazetteer of your own; it ranks before the bundled one.",
)
WORLDVIEW = click.option(
    "--worldview",
    default="",
    metavar="CC",
    help="Whose view of disputed borders to take: a country's two-letter code.",
)

PLACES = [
    GAZETTEERS,
    WORLDVIEW,
    click.option(
        "--fallback",
        default="",
        metavar="SERVICE",
        help="A geopy geocoder to ask, over the network, for names no gazetteer holds.",
    ),
    click.option("--home", default="", help="Where the paper is read, such as 'Lexington, Ky.'."),
    click.option("--language", default="", metavar="TAG", help="The article's language (BCP 47)."),
    click.option("--reader", default="", metavar="NAME", help="How to read: text, markdown, ..."),
    click.option("--recogniser", default="", metavar="NAME", help="What finds the mentions."),
    click.option("--resolver", default="", metavar="NAME", help="What decides their places."),
]

JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0 means all cores."
)


def placing(command: Command) -> Command:
    """``command`` with the options that say how places are found."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(PLACES), command)


def options_of(values: dict[str, Any]) -> Options:
    """The pipeline's options out of a command's; what is not theirs is left in ``values``."""
    own = {field.name: values.pop(field.name) for field in fields(Options) if field.name in values}
    options = Options(**own)
    pipeline.check(options)
    return options


def jobs_of(jobs: int, options: Options) -> int:
    """Processes to use: one where a service is asked, whose limits count requests a second."""
    return 1 if options.fallback else jobs


def source_of(path: Path) -> Source:
    """The file ``path`` as a source; '-' is standard input."""
    if path == STANDARD_INPUT:
        return from_bytes(sys.stdin.buffer.read(), "<stdin>")
    return from_path(path)
