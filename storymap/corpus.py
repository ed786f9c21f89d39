"""A corpus as JSON lines: geoparsed in a stream, on all cores, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from storymap import parallel, pipeline, records
from storymap.errors import ArticleError, StorymapError, fault
from storymap.readers.source import LIMIT
from storymap.readers.text import read_lines

BATCH_BYTES = 60_000
"""Bytes of lines that go to a process at once: about a second's work, so that all stay busy."""

Line = tuple[int, bytes]
"""A line's number, from 1, and the line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a line: a line of JSON, or an error that names the line."""

    json: str = ""
    error: str = ""


def geoparse(file: BinaryIO, options: pipeline.Options, jobs: int = 0) -> Iterator[Answer]:
    """An answer for each line of ``file``, in order; memory does not grow with the file.

    A line is ``{"doc_id", "text"}``, its answer ``{"doc_id", "toponyms": [records.Toponym]}``
    with offsets in code points of the text as given. Blank lines are passed over. A line that
    is no such document gives an error and does not stop the others.
    """
    work = partial(_batch, options=options)
    for answers in parallel.in_order(work, batches(_lines(file)), jobs):
        yield from answers


def _lines(file: BinaryIO) -> Iterator[Line]:
    number = 0
    while line := file.readline(2 * LIMIT):
        number += 1
        if line.strip():
            yield number, line


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in lists of about `BATCH_BYTES`, in order."""
    batch: list[Line] = []
    size = 0
    for number, line in lines:
        batch.append((number, line))
        size += len(line)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch(lines: list[Line], options: pipeline.Options) -> list[Answer]:
    return [_answer(number, line, options) for number, line in lines]


def _answer(number: int, line: bytes, options: pipeline.Options) -> Answer:
    try:
        doc_id, text = _document(line)
    except ValueError as error:
        return Answer(error=f"line {number}: {error}")
    article = pipeline.told_otherwise(read_lines(text, str(doc_id)), options)
    try:
        found = list(records.toponyms(article, pipeline.geoparse(article, options)))
    except StorymapError:
        raise  # a model or a gazetteer is missing: the next line would fare no better
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other lines
        return Answer(error=f"line {number}: {fault(error)}")
    return Answer(json.dumps({"doc_id": doc_id, "toponyms": found}, ensure_ascii=False))


def _document(line: bytes) -> tuple[object, str]:
    """The id and the text of a line; ValueError says in words what is wrong with it."""
    try:
        document = json.loads(line)
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError):
        raise ArticleError("no JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise ArticleError('no document: {"doc_id": ..., "text": "..."} is expected')
    return document.get("doc_id"), document["text"]
