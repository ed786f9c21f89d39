"""``storymap locate``: what the gazetteer holds of a name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from storymap import pipeline
from storymap.cli import choices, printing

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.model import Entry

EPILOG = """\b
Examples:
  storymap locate Springfield
  storymap locate "St. Petersburg" --limit 3
  storymap locate Parisian
"""
HEADER = ["place", "id", "kind", "in", "latitude", "longitude", "population", "as"]


@click.command(epilog=EPILOG)
@click.argument("name")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True)
@choices.GAZETTEERS
@choices.WORLDVIEW
def locate(name: str, limit: int, **values: Any) -> None:
    """Print the places that the gazetteer knows by NAME, best first.

    The exit code is 1 where it knows none.
    """
    printing.utf8()
    gazetteer = pipeline.gazetteer(choices.options_of(values))
    entries = gazetteer.lookup(name)
    if not entries:
        printing.complain(f"no place named '{name}'")
        sys.exit(1)
    for line in printing.table([_row(gazetteer, entry) for entry in entries[:limit]], HEADER):
        click.echo(line)
    if len(entries) > limit:
        click.echo(f"... and {len(entries) - limit} more")


def _row(gazetteer: Gazetteer, entry: Entry) -> list[str]:
    place = entry.place
    parents = ", ".join(parent.name for parent in gazetteer.ancestors(place))
    population = f"{place.population:,}" if place.population else ""
    return [
        place.name,
        place.id,
        place.feature,
        parents,
        f"{place.lat:.4f}",
        f"{place.lon:.4f}",
        population,
        entry.use.value,
    ]
