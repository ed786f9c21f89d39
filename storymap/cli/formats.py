"""How geoparsed articles are printed. To add a format: one function and one line in `TABLE`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from storymap import pipeline, records
from storymap.cli.printing import plain, table
from storymap.model import Article, Resolution

HEADER = ["paragraph", "text", "place", "id", "kind", "role", "sure", "why"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its resolutions, and the options that led to them."""

    doc_id: str
    article: Article
    resolutions: tuple[Resolution, ...]
    options: pipeline.Options


Format = Callable[[Parsed, bool], Iterator[str]]
"""The lines to print for an article; the flag asks for candidates and evidence as well."""


def as_table(parsed: Parsed, explain: bool) -> Iterator[str]:
    """Columns for a person; under each mention its candidates, where asked for."""
    lines = table([_cells(each) for each in parsed.resolutions], HEADER)
    yield next(lines)
    for resolution, line in zip(parsed.resolutions, lines, strict=True):
        yield line
        if explain:
            yield from (f"    {plain(line)}" for line in _candidates(resolution))


def _cells(resolution: Resolution) -> list[str]:
    mention, place = resolution.mention, resolution.place
    return [
        str(mention.paragraph + 1),
        mention.text,
        place.name if place else "-",
        place.id if place else "-",
        mention.kind.value,
        resolution.role.value,
        f"{resolution.confidence:.0%}",
        resolution.reason,
    ]


def _candidates(resolution: Resolution) -> Iterator[str]:
    for candidate in resolution.candidates:
        place = candidate.place
        where = ", ".join(filter(None, (place.feature, place.admin1, place.country)))
        yield f"{candidate.score:.3f}  {place.name} ({place.id}; {where})"
        yield from (f"         {evidence}" for evidence in candidate.evidence)


def as_json(parsed: Parsed, explain: bool) -> Iterator[str]:
    """One object, indented: the article and its mentions with offsets in their paragraphs."""
    mentions = []
    for resolution in parsed.resolutions:
        row = records.row(resolution)
        if explain:
            row["candidates"] = [
                {
                    "place_id": candidate.place.id,
                    "place": candidate.place.name,
                    "score": round(candidate.score, 4),
                    "evidence": list(candidate.evidence),
                }
                for candidate in resolution.candidates
            ]
        mentions.append(row)
    head = {"doc_id": parsed.doc_id, "title": parsed.article.title}
    yield json.dumps({**head, "toponyms": mentions}, ensure_ascii=False, indent=2)


def as_jsonl(parsed: Parsed, explain: bool) -> Iterator[str]:
    """One line; offsets count in the text as given, or in ``text`` where that is printed."""
    line: dict[str, object] = {"doc_id": parsed.doc_id}
    if any(paragraph.offset < 0 for paragraph in parsed.article.paragraphs):
        line["text"] = records.text_of(parsed.article)
    line["toponyms"] = list(records.toponyms(parsed.article, parsed.resolutions))
    yield json.dumps(line, ensure_ascii=False)


def as_csv(parsed: Parsed, explain: bool) -> Iterator[str]:
    """A row a mention, as RFC 4180 wants it but for the line ends."""
    yield ",".join(("doc_id", *records.COLUMNS))
    for resolution in parsed.resolutions:
        cells = io.StringIO()
        row = records.row(resolution)
        writer = csv.writer(cells, lineterminator="")
        writer.writerow([parsed.doc_id, *(row[name] for name in records.COLUMNS)])
        yield cells.getvalue()


def as_geojson(parsed: Parsed, explain: bool) -> Iterator[str]:
    """The GeoJSON that ``storymap build`` writes."""
    from storymap import renderers, story

    places = pipeline.gazetteer(parsed.options)
    told = story.tell(parsed.article, parsed.resolutions, places)
    rendered = renderers.renderer("geojson").render(told, places, renderers.RenderOptions())
    yield rendered.decode().rstrip("\n")


TABLE: dict[str, Format] = {
    "table": as_table,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "geojson": as_geojson,
}
