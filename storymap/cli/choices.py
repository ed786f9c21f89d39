"""The options that several commands share, and what becomes of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap import pipeline
from storymap.errors import OptionError
from storymap.pipeline import Options
from storymap.readers import TABLE, Source, from_bytes, from_path

if TYPE_CHECKING:
    from storymap.renderers import RenderOptions

Command = TypeVar("Command", bound=Callable[..., Any])

KINDS = ", ".join(TABLE)
LOOKS = ("theme", "palette", "locale", "tiles", "base_url", "assets")
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
CORRECTIONS = click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What the author says of the names; NAME.storymap.toml beside the article if not said.",
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
    click.option("--reader", default="", metavar="NAME", help=f"How to read: {KINDS}."),
    click.option("--recogniser", default="", metavar="NAME", help="What finds the mentions."),
    click.option("--resolver", default="", metavar="NAME", help="What decides their places."),
]

LOOK = [
    click.option("--theme", default="default", show_default=True, help="A theme, or its folder."),
    click.option("--palette", default="auto", show_default=True, help="auto, day or night."),
    click.option("--locale", default="", metavar="TAG", help="The interface's language."),
    click.option("--tiles", default="", metavar="NAME", help="Hosted tiles (xyzservices' name)."),
    click.option("--base-url", default="", metavar="URL", help="Where the files will stand."),
    click.option(
        "--assets", default="inline", show_default=True, help="inline, or files beside the page."
    ),
]

JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0 means all cores."
)


def placing(command: Command) -> Command:
    """``command`` with the options that say how places are found."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(PLACES), command)


def looking(command: Command) -> Command:
    """``command`` with the options that say what a page looks like."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(LOOK), command)


def look_of(values: dict[str, Any]) -> RenderOptions:
    """The renderers' options out of a command's, checked; they are taken out of ``values``."""
    from storymap import locales, themes
    from storymap.renderers import RenderOptions

    own = {name: values.pop(name) for name in LOOKS}
    themes.theme(own["theme"])
    if own["locale"]:
        locales.chosen(own["locale"])
    return RenderOptions(**own)


def options_of(values: dict[str, Any]) -> Options:
    """The pipeline's options out of a command's; what is not theirs is left in ``values``."""
    own = {field.name: values.pop(field.name) for field in fields(Options) if field.name in values}
    options = Options(**own)
    pipeline.check(options)
    return options


def check_corrections(options: Options, paths: Sequence[Path]) -> None:
    """Raise OptionError where one file of corrections would be held against several articles."""
    if options.corrections is not None and len(paths) > 1:
        why = "--corrections takes one article at a time; each may have its own beside it"
        raise OptionError(why)


def jobs_of(jobs: int, options: Options, paths: Iterable[Path]) -> int:
    """Processes to use: one where only this one can read (standard input), and where a service
    is asked, whose limits count requests a second.
    """
    return 1 if options.fallback or STANDARD_INPUT in paths else jobs


def source_of(path: Path) -> Source:
    """The file ``path`` as a source; '-' is standard input."""
    if path == STANDARD_INPUT:
        return from_bytes(sys.stdin.buffer.read(), "<stdin>")
    return from_path(path)
