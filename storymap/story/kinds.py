"""Kinds of place in a reader's words, from GeoNames feature codes."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("kinds.toml")


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        feature: (kind, row["reach"])
        for kind, row in table["kind"].items()
        for feature in row["features"]
    }


def kind_of(feature: str) -> str:
    """The key of the kind's word ('city', 'sea', ...) for a feature code such as 'P.PPLA'.

    The exact code is looked up first, then its class; 'place' where neither is listed.
    """
    return _row(feature)[0]


def reach_of(feature: str) -> float:
    """Half the height, in degrees, of a frame that shows a point of this kind alone."""
    return _row(feature)[1]


def _row(feature: str) -> tuple[str, float]:
    kinds = _kinds()
    return kinds.get(feature) or kinds.get(feature.partition(".")[0]) or kinds[""]
