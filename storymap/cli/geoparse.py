"""``storymap geoparse``: articles in, their mentions of places out, for people and programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from storymap import corpus, parallel, pipeline
from storymap.cli import choices, formats, printing
from storymap.errors import ArticleError, OptionError, StorymapError, fault

CORPORA = (".jsonl", ".ndjson")

EPILOG = """\b
Examples:
  storymap geoparse article.txt
  storymap geoparse article.txt --explain
  storymap geoparse article.md --format geojson > mentions.geojson
  storymap geoparse corpus.jsonl --format jsonl > places.jsonl
"""

Parsed = tuple[formats.Parsed | None, str, int]
"""A geoparsed article, or an error and its exit code."""


@click.command(epilog=EPILOG)
@click.argument(
    "articles", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(formats.TABLE)),
    help="What to print; table if not said, jsonl for a corpus.",
)
@click.option("--explain", is_flag=True, help="Show the candidates of each mention, and why.")
@choices.JOBS
@choices.CORRECTIONS
@choices.placing
def geoparse(
    articles: tuple[Path, ...], form: str | None, explain: bool, jobs: int, **values: Any
) -> None:
    """Print every mention of a place in each ARTICLE, and which place it means.

    A FILE.jsonl is a corpus, read and answered in a stream: {"doc_id", "text"} on each line.
    '-' reads standard input, an article or (with --format jsonl) a corpus.
    """
    printing.utf8()
    options = choices.options_of(values)
    choices.check_corrections(options, articles)
    corpora = [path for path in articles if _is_corpus(path, form)]
    if not corpora:
        jobs = choices.jobs_of(jobs, options, articles)
        sys.exit(_print_articles(articles, form or "table", explain, options, jobs))
    if len(articles) > 1 or form not in {None, "jsonl"} or explain:
        raise OptionError("a corpus (.jsonl) is geoparsed alone, and with --format jsonl only")
    if options.corrections is not None:
        raise OptionError("--corrections is for an article; a corpus has none")
    sys.exit(_print_corpus(corpora[0], options, choices.jobs_of(jobs, options, ())))


def _is_corpus(path: Path, form: str | None) -> bool:
    if path == choices.STANDARD_INPUT:
        piped = cast(BufferedReader, sys.stdin.buffer)
        return form == "jsonl" and piped.peek(1)[:1] in b"{"
    return path.suffix.lower() in CORPORA


def _print_corpus(path: Path, options: pipeline.Options, jobs: int) -> int:
    if path == choices.STANDARD_INPUT:
        return _stream(sys.stdin.buffer, "<stdin>", options, jobs)
    try:
        with path.open("rb") as file:
            return _stream(file, str(path), options, jobs)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise ArticleError(f"{path}: cannot be read: {error.strerror}") from None


def _stream(file: BinaryIO, name: str, options: pipeline.Options, jobs: int) -> int:
    code = 0
    for answer in corpus.geoparse(file, options, jobs):
        if answer.error:
            printing.complain(f"{name}: {answer.error}")
            code = 1
        else:
            click.echo(answer.json)
    return code


def _print_articles(
    articles: Sequence[Path], form: str, explain: bool, options: pipeline.Options, jobs: int
) -> int:
    if len(articles) > 1 and form == "geojson":
        raise OptionError("--format geojson takes one article at a time")
    work = [(path, options) for path in articles]
    codes = []
    for parsed, error, code in parallel.in_order(parse, work, jobs):
        codes.append(code)
        if parsed is None:
            printing.complain(error)
            continue
        for line in formats.TABLE[form](parsed, explain):
            click.echo(line)
    return max(codes)


def parse(work: tuple[Path, pipeline.Options]) -> Parsed:
    """One article geoparsed; errors of the user's are in the result, not raised."""
    path, options = work
    printing.listen()
    try:
        source = choices.source_of(path)
        said = pipeline.said_of(source, options)
        article = pipeline.read(source, options)
        found = pipeline.geoparse(article, options, said)
        parsed = formats.Parsed(path.stem, article, found, options)
    except StorymapError as error:
        return None, str(error), 2 if isinstance(error, OptionError) else 1
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other articles
        return None, f"{path}: {fault(error)}", 1
    return parsed, "", 0
