"""``storymap gazetteer``: what the gazetteers hold, and how to bring one's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from storymap import pipeline
from storymap.cli import choices, places, printing

EPILOG = """\b
Examples:
  storymap gazetteer info
  storymap gazetteer find kagosh
  storymap gazetteer build castles.csv -o castles.sqlite
  storymap gazetteer add castles.csv        from now on in every build
"""
LICENCE = click.option(
    "--licence",
    default="as its author says",
    metavar="TEXT",
    help="What the pages that use it say of its licence.",
)


@click.group(epilog=EPILOG)
def gazetteer() -> None:
    """Look into the gazetteers, or bring your own.

    A gazetteer of your own is CSV, GeoJSON, GeoPackage, GeoParquet, a GeoNames dump or Linked
    Places; it ranks before the bundled one.
    """


@gazetteer.command()
@choices.GAZETTEERS
def info(**values: Any) -> None:
    """Print versions, counts by source and kind, licences and digests."""
    printing.utf8()
    opened = pipeline.gazetteer(choices.options_of(values))
    for line in _lines(opened.info()):
        click.echo(printing.plain(line))


def _lines(table: Mapping[str, object], depth: int = 0) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield f"{'  ' * depth}{name}"
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield f"{'  ' * depth}{name}"
            for each in value:
                yield "  " * (depth + 1) + ", ".join(str(part) for part in each.values() if part)
        else:
            shown = f"{value:,}" if isinstance(value, int) else value
            yield f"{'  ' * depth}{name}: {shown}"


@gazetteer.command()
@click.argument("text")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True)
@choices.GAZETTEERS
def find(text: str, limit: int, **values: Any) -> None:
    """Print places with a name that begins with TEXT, or is spelt like it."""
    printing.utf8()
    opened = pipeline.gazetteer(choices.options_of(values))
    entries = opened.prefix(text, limit) or opened.fuzzy(text, limit)
    if not entries:
        printing.complain(f"no place with a name like '{text}'")
        sys.exit(1)
    for line in places.table(opened, entries):
        click.echo(line)


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.sqlite")
@LICENCE
def build(file: Path, output: Path | None, licence: str) -> None:
    """Check FILE and make a gazetteer of it that opens at once."""
    _build(file, output or file.with_suffix(".sqlite"), licence)


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path))
@LICENCE
def add(file: Path, licence: str) -> None:
    """Make a gazetteer of FILE that ranks first in every build from now on."""
    from storymap.gazetteer.own import added_folder

    _build(file, added_folder() / f"{file.stem}.sqlite", licence)


def _build(file: Path, target: Path, licence: str) -> None:
    from storymap.gazetteer.own import build_own

    count = build_own(file, target, licence)
    click.echo(f"{file}: {printing.counted(count, 'place')}")
    click.echo(f"  wrote {target}")
