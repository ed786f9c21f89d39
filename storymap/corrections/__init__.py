"""The author's corrections: a small TOML file beside the article that outranks every resolver.

``file`` reads its statements, ``applying`` holds them against the mentions before they are
resolved and over the resolutions afterwards, ``draft`` writes a file to begin with.
"""

from storymap.corrections.statements import NONE, Corrections, Point, Statement

__all__ = ["NONE", "Corrections", "Point", "Statement"]
