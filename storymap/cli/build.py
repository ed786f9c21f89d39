"""``storymap build``: articles in, pages out."""

from __future__ import annotations

import re
import shlex
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap import parallel, pipeline, writing
from storymap.cli import choices, printing
from storymap.errors import OptionError, StorymapError, fault

if TYPE_CHECKING:
    from storymap.model import Story
    from storymap.renderers import RenderOptions

EPILOG = """\b
Examples:
  storymap build article.txt
  storymap build letters/*.md -o public --theme broadsheet
  storymap build news.html --home "Lexington, Ky." --open
  pandoc story.odt -t markdown | storymap build - --title "The flood"
"""


KINDS = ("page", "embed", "svg", "png", "oembed", "geojson")
"""The renderers whose files are written when nobody says otherwise; the first is what opens."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article to build: what to read, and everything that decides what comes of it."""

    path: Path
    folder: Path
    kinds: tuple[str, ...]
    look: RenderOptions
    options: pipeline.Options


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a job: lines for a person and the files, or an error and its exit code."""

    lines: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    error: str = ""
    code: int = 0


@click.command(epilog=EPILOG)
@click.argument(
    "articles", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
@choices.looking
@click.option("--title", default="", help="The title, over the article's own.")
@click.option(
    "-f",
    "--format",
    "kinds",
    multiple=True,
    metavar="KIND",
    help=f"What to write, all if not said ({', '.join(KINDS)}); may be given several times.",
)
@click.option("--fragment", is_flag=True, help="Also NAME.fragment.html, for a site of your own.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@choices.JOBS
@choices.CORRECTIONS
@choices.placing
def build(articles: tuple[Path, ...], jobs: int, show: bool, **values: Any) -> None:
    """Write one HTML page for each ARTICLE: its text beside a map of its places.

    An ARTICLE is plain text, Markdown, HTML or .docx; '-' reads standard input. Beside
    NAME.html stand NAME.geojson with every mention, NAME.embed.html for other pages' frames,
    NAME.svg and NAME.png for print and social cards, and NAME.oembed.json.
    """
    printing.utf8()
    work = _jobs(articles, values)
    _warn_of_tiles(work[0].look)
    jobs = choices.jobs_of(jobs, work[0].options, articles)
    outcomes = []
    for outcome in _progress(parallel.in_order(run, work, jobs), len(work)):
        _say(outcome)
        outcomes.append(outcome)
    if show:
        _open(outcomes)
    sys.exit(max(outcome.code for outcome in outcomes))


def run(job: Job) -> Built:
    """Build one article; errors of the user's are in the result, not raised."""
    printing.listen()
    try:
        story = pipeline.build(choices.source_of(job.path), job.options)
        files = writing.write(job.folder, pipeline.render(story, job.kinds, job.look, job.options))
    except StorymapError as error:
        return Built(error=str(error), code=2 if isinstance(error, OptionError) else 1)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other articles
        return Built(error=f"{job.path}: {fault(error)}", code=1)
    return Built(_lines(story, job.path), files)


def _jobs(articles: Sequence[Path], values: dict[str, Any]) -> list[Job]:
    """A job for each article, with everything checked that can be checked before the work."""
    from storymap import renderers

    kinds = values.pop("kinds") or KINDS
    if values.pop("fragment"):
        kinds = (*kinds, "fragment")
    for kind in kinds:
        renderers.renderer(kind)
    folder = values.pop("output")
    writing.check(folder)
    look = choices.look_of(values)
    options = choices.options_of(values)
    choices.check_corrections(options, articles)
    names = [name_of(path, options.title) for path in articles]
    for name in names:
        if names.count(name) > 1:
            raise OptionError(f"two articles would both be written to {folder / name}.html")
    return [
        Job(path, folder, tuple(kinds), replace(look, name=name), options)
        for path, name in zip(articles, names, strict=True)
    ]


def _warn_of_tiles(look: RenderOptions) -> None:
    if look.tiles:
        from storymap.layers import tile_warning

        printing.complain(tile_warning(look.tiles))


def name_of(path: Path, title: str = "") -> str:
    """The stem of what is written for ``path``; standard input is named by its title."""
    if path != choices.STANDARD_INPUT:
        return path.stem
    return "-".join(re.findall(r"\w+", title.lower())) or "article"


def _lines(story: Story, path: Path) -> tuple[str, ...]:
    first, *rest = printing.report(story)
    return (f"{path}: {first}", *rest, *_advice(story, path))


def _advice(story: Story, path: Path) -> Iterator[str]:
    """How to correct what is doubtful or unresolved, where anything is."""
    from storymap.corrections.file import beside, there
    from storymap.model import DOUBTFUL

    sure = all(place.confidence >= DOUBTFUL for place in story.places)
    if path == choices.STANDARD_INPUT or (sure and not story.unresolved):
        return
    file = beside(path)
    how = str(file) if there(file) else shlex.join(("storymap", "correct", str(path)))
    yield f"  to correct these: {how}"


def _progress(outcomes: Iterator[Built], count: int) -> Iterator[Built]:
    """The outcomes, with a bar on stderr while several articles are built at a terminal."""
    if count < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, length=count, label="Building", file=sys.stderr) as bar:
        yield from list(bar)


def _say(outcome: Built) -> None:
    if outcome.error:
        printing.complain(outcome.error)
        return
    for line in outcome.lines:
        click.echo(printing.plain(line))
    for file in outcome.files:
        click.echo(f"  wrote {file}")


def _open(outcomes: Sequence[Built]) -> None:
    for outcome in outcomes:
        for file in outcome.files[:1]:
            webbrowser.open(file.resolve().as_uri())
