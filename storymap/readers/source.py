"""What the readers read: bytes with a name, checked before anybody tries to understand them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storymap.errors import ArticleError

LIMIT = 50_000_000
"""Bytes. No article is longer; a file beyond it is a corpus or a mistake."""

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the old .doc kind"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""First bytes of what people try to pass as an article, and what it is called."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came: its bytes, the name for messages, the folder its images lie in.

    ``folder`` is None where there is none (standard input, a string): images are then left out.
    ``suffix`` is the file's, in lower case, '' where there is none.
    """

    data: bytes
    name: str
    folder: Path | None = None
    suffix: str = ""

    def text(self) -> str:
        """The source decoded: UTF-8, or UTF-16 where it opens with that byte order mark.

        Raises:
            ArticleError: it is binary, or not UTF-8 (the message names the first bad byte).
        """
        if self.data.startswith(UTF16_MARKS):
            return self._decode("utf-16")
        if b"\0" in self.data:
            raise ArticleError(f"{self.name}: this is a binary file, not an article")
        return self._decode("utf-8").removeprefix("\ufeff")

    def _decode(self, encoding: str) -> str:
        try:
            return self.data.decode(encoding)
        except UnicodeDecodeError as error:
            byte = self.data[error.start]
            raise ArticleError(
                f"{self.name}: not {encoding.upper()}: byte 0x{byte:02x} at offset {error.start};"
                " save the article as UTF-8"
            ) from None


def from_bytes(data: bytes, name: str, folder: Path | None = None, suffix: str = "") -> Source:
    """``data`` as a source, refused with `ArticleError` when empty, too large or no article."""
    if len(data) > LIMIT:
        raise ArticleError(f"{name}: larger than {LIMIT // 1_000_000} MB, too long for an article")
    if not data.strip():
        raise ArticleError(f"{name}: the article is empty")
    for opening, what in FOREIGN:
        if data.startswith(opening):
            raise ArticleError(f"{name}: this is {what}; save it as .txt, .md, .html or .docx")
    return Source(data, name, folder, suffix)


def from_text(text: str, name: str = "text") -> Source:
    """A string as a source; lone surrogates are refused like bad bytes of a file."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(f"{name}: no valid text at character {error.start}") from None
    return from_bytes(data, name)


def from_path(path: Path) -> Source:
    """The file ``path`` as a source.

    Raises:
        ArticleError: it is missing, a directory, unreadable, empty, too large or no article.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise ArticleError(f"{name}: this is a directory, not an article")
        if path.stat().st_size > LIMIT:
            raise ArticleError(
                f"{name}: larger than {LIMIT // 1_000_000} MB, too long for an article"
            )
        data = path.read_bytes()
    except ArticleError:
        raise
    except FileNotFoundError:
        raise ArticleError(f"{name}: no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{name}: cannot be read: {reason}") from None
    return from_bytes(data, name, path.parent, path.suffix.lower())
