"""``storymap correct``: a file to correct an article's places in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from storymap import pipeline, writing
from storymap.cli import choices, printing
from storymap.errors import OutputError

EPILOG = """\b
Examples:
  storymap correct article.txt           writes article.storymap.toml
  storymap correct article.txt --print   where that file is there already
"""


@click.command(epilog=EPILOG)
@click.argument("article", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--print", "show", is_flag=True, help="Print the lines and write nothing.")
@choices.placing
def correct(article: Path, show: bool, **values: Any) -> None:
    """Write a file beside ARTICLE to correct its places in, for the next build to read.

    The file says nothing yet: it holds a line, commented out, for each place that a doubtful or
    unresolved name could mean, and how to write others. A file that is there is never touched.
    """
    from storymap.corrections.draft import draft
    from storymap.corrections.file import beside, there

    printing.utf8()
    options = choices.options_of(values)
    source = choices.source_of(article)
    show = show or article == choices.STANDARD_INPUT
    target = beside(article)
    if not show and there(target):
        raise OutputError(f"{target} is there already; --print shows the lines for it")
    said = pipeline.said_of(source, options)
    found = pipeline.geoparse(pipeline.read(source, options), options, said)
    lines = list(draft(found, pipeline.gazetteer(options)))
    if show:
        click.echo("\n".join(lines))
        return
    writing.create(target, "".join(f"{line}\n" for line in lines).encode())
    click.echo(f"  wrote {target}")
