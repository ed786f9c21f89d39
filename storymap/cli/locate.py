"""``storymap locate``: what the gazetteer holds of a name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from storymap import pipeline
from storymap.cli import choices, places, printing
from storymap.model import Entry, NameUse

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

EPILOG = """\b
Examples:
  storymap locate Springfield
  storymap locate "Paris, Texas"
  storymap locate "St. Petersburg" --limit 3
  storymap locate Parisian
"""
SUGGESTED = 3


@click.command(epilog=EPILOG)
@click.argument("name")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True)
@choices.GAZETTEERS
@choices.WORLDVIEW
def locate(name: str, limit: int, **values: Any) -> None:
    """Print the places that the gazetteer knows by NAME, best first.

    NAME may be narrowed by commas: 'Springfield, Illinois'. The exit code is 1 where it knows
    none.
    """
    printing.utf8()
    gazetteer = pipeline.gazetteer(choices.options_of(values))
    entries = _entries(gazetteer, name)
    if not entries:
        printing.complain(f"no place named '{name}'{_suggestion(gazetteer, name)}")
        sys.exit(1)
    for line in places.table(gazetteer, entries[:limit]):
        click.echo(line)
    if len(entries) > limit:
        click.echo(f"... and {len(entries) - limit} more")


def _entries(gazetteer: Gazetteer, name: str) -> tuple[Entry, ...]:
    """The entries of a name, or of a chain of names that narrow the first."""
    entries = gazetteer.lookup(name)
    if entries or "," not in name:
        return entries
    from geopy.exc import GeopyError

    from storymap.gazetteer.geocoder import GazetteerGeocoder

    try:
        found = GazetteerGeocoder(gazetteer).geocode(name, exactly_one=False)
    except GeopyError:
        return ()
    located = found if isinstance(found, list) else []
    rows = [gazetteer.place(each.raw["id"]) for each in located]
    return tuple(Entry(place, place.name, NameUse.NAME) for place in rows)


def _suggestion(gazetteer: Gazetteer, name: str) -> str:
    names = list(dict.fromkeys(entry.name for entry in gazetteer.fuzzy(name, SUGGESTED)))
    return f"; did you mean {', '.join(names)}?" if names else ""
