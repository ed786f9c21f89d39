"""The one split of a corpus by document: weights learn on one half, figures are of the other.

A document's half depends on its id alone, so that every recipe and every benchmark agrees.
"""

from __future__ import annotations

import hashlib


def held_out(doc_id: str) -> bool:
    """True for a document that figures are reported on and nothing is learned or tuned from."""
    return _digest(doc_id) % 2 == 1


def development(doc_id: str) -> bool:
    """True for a fifth of the learning half: there rules and thresholds are chosen."""
    return not held_out(doc_id) and _digest(doc_id) // 2 % 5 == 0


def _digest(doc_id: str) -> int:
    return int.from_bytes(hashlib.sha1(doc_id.encode(), usedforsecurity=False).digest(), "big")
