"""``storymap gazetteer``: what the gazetteer holds, and how to make one."""

from __future__ import annotations

import json

import click

from storymap import pipeline
from storymap.cli import choices, printing


@click.group()
def gazetteer() -> None:
    """Look into the bundled gazetteer."""


@gazetteer.command()
@choices.GAZETTEERS
def info(**values: object) -> None:
    """Print its version, counts by source and kind, licences and digests."""
    printing.utf8()
    places = pipeline.gazetteer(choices.options_of(values))
    click.echo(json.dumps(places.info(), ensure_ascii=False, indent=2))
