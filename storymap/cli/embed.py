"""``storymap embed``: what to paste into a page so that a story stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from storymap.cli import printing

DEFAULT_HEIGHT = 600
"""CSS pixels, where the story's own height is not known."""

EPILOG = """\b
Examples:
  storymap embed korea --base-url https://paper.example/maps --for wordpress
  storymap embed korea --base-url https://paper.example/maps --for hugo -o public

\b
--for takes: html, wordpress, markdown, hugo, mkdocs, amp, medium.
"""


@click.command(epilog=EPILOG)
@click.argument("name")
@click.option("--base-url", required=True, metavar="URL", help="Where the story's files stand.")
@click.option("--for", "host", default="html", show_default=True, metavar="HOST", help="The host.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder that the story was built to.",
)
def embed(name: str, base_url: str, host: str, output: Path) -> None:
    """Print the snippet that embeds the story NAME in a page.

    NAME is the file name that `storymap build` gave it, without its ending. Title and height are
    read from NAME.oembed.json. The frame is sandboxed and shares nothing with the page around it.
    """
    from storymap.renderers import RenderOptions, snippets
    from storymap.renderers.oembed import placement

    printing.utf8()
    snippets.check_host(host)
    name = name.removesuffix(".html").removesuffix(".embed")
    options = RenderOptions(name=name, base_url=base_url)
    title, height = _known(output / f"{name}.oembed.json")
    click.echo(snippets.snippet(host, placement(options, title or name, height)), nl=False)


def _known(path: Path) -> tuple[str, int]:
    """The title and height of a story that was built; a note where it was not."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
        return str(answer["title"]), int(answer["height"])
    except (OSError, ValueError, KeyError, TypeError):
        printing.complain(f"{path} cannot be read: the title and height in the snippet are guesses")
        return "", DEFAULT_HEIGHT
