"""Closed lists of words, one a line, for the rules of the recognisers."""

from __future__ import annotations

from importlib.resources import files


def listed(name: str) -> frozenset[str]:
    """The entries of ``name.txt``; lines that begin with '#' are remarks."""
    text = files("storymap.recognisers.lists").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
