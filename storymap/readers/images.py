"""Pictures of an article as bytes, from files beside it or ``data:`` URLs, never from the net."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from urllib.parse import unquote, unquote_to_bytes

from storymap.model import Image
from storymap.readers.source import Source

LIMIT = 5_000_000
"""Bytes of one picture; a page that carries more is slow to open."""

OPENINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.S), "image/webp"),
    (re.compile(rb"....ftypavif", re.S), "image/avif"),
)
"""The pictures that every browser shows, known by their first bytes and never by their name."""

_DATA_URL = re.compile(r"data:[^,]*?(?P<base64>;base64)?,(?P<data>.*)", re.S | re.I)
_log = logging.getLogger("storymap")


def load(reference: str, source: Source, alt: str = "") -> Image | None:
    """The picture that ``reference`` (a relative path or a ``data:`` URL) means, or None.

    None where it lies on the net or outside the article's folder, is missing, too large or no
    picture; why is said once on the logger ``storymap``.
    """
    try:
        return inline(_fetch(reference, source), alt)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        _log.warning("%s: picture %.60s left out: %s", source.name, reference, reason)
        return None


def inline(data: bytes, alt: str = "") -> Image:
    """``data`` as an `Image`; ValueError when it is too large or no picture browsers show."""
    if len(data) > LIMIT:
        raise ValueError(f"larger than {LIMIT // 1_000_000} MB")
    for opening, media_type in OPENINGS:
        if opening.match(data):
            return Image(data, media_type, alt.strip())
    raise ValueError("no PNG, JPEG, GIF, WebP or AVIF picture")


def _fetch(reference: str, source: Source) -> bytes:
    if match := _DATA_URL.fullmatch(reference):
        return _data(match)
    if re.match(r"[a-z][a-z0-9+.-]*:|//", reference, re.I):
        raise ValueError("only pictures beside the article are taken")
    if source.folder is None:
        raise ValueError("the article has no folder")
    folder = source.folder.resolve()
    path = (folder / unquote(re.split(r"[?#]", reference)[0])).resolve()
    if not path.is_relative_to(folder):
        raise ValueError("outside the article's folder")
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def _data(match: re.Match[str]) -> bytes:
    raw = unquote_to_bytes(match["data"])
    if not match["base64"]:
        return raw
    try:
        return base64.b64decode(raw)
    except binascii.Error:
        raise ValueError("a damaged data: URL") from None
