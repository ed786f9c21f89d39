"""The curated tables: tab-separated text with a header line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CURATED = Path(__file__).parent / "curated"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by column, and where it stands ('rivers.tsv:12')."""

    where: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


def read_table(path: Path, columns: Sequence[str], problems: list[str]) -> Iterator[TableRow]:
    """Yield the rows of a table; a bad header or row goes to ``problems`` with its line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != list(columns):
        problems.append(f"{path.name}:1: the header must be {' '.join(columns)}")
        return
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) > len(columns):
            problems.append(f"{path.name}:{number}: {len(cells)} columns, not {len(columns)}")
            continue
        cells += [""] * (len(columns) - len(cells))
        yield TableRow(f"{path.name}:{number}", dict(zip(columns, cells, strict=True)))
