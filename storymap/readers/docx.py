"""Word documents (.docx), through the semantic HTML that mammoth makes of their styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from storymap.errors import ArticleError
from storymap.model import Article, ParagraphKind
from storymap.readers import images
from storymap.readers.blocks import Block, paragraphs, tidy
from storymap.readers.source import LIMIT, Source
from storymap.readers.text import title_of

STYLES = {
    "Title": "h1.title",
    "Subtitle": "p.standfirst",
    "caption": "p.caption",
    "Quote": "blockquote",
    "Intense Quote": "blockquote",
}
"""Word's own paragraph styles that mammoth does not know, and what they become."""

KINDS = {
    "caption": ParagraphKind.CAPTION,
    "blockquote": ParagraphKind.QUOTATION,
    "li": ParagraphKind.LIST_ITEM,
}

PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
"""What a document says about itself; its dates are those of the file, not of the article."""

NOBODY = {"author", "microsoft office user", "python-docx", "user", "windows user"}
"""What programs write as a document's creator when nobody said who wrote it."""


def read(source: Source) -> Article:
    """The article of a Word document; what its Title and Subtitle styles mark leads it.

    Raises:
        ArticleError: the file is no Word document, or is damaged.
    """
    try:
        properties = _properties(source)
        root = _convert(source)
    except ArticleError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged part raises anything inside mammoth
        raise ArticleError(f"{source.name}: a damaged Word document: {_line(error)}") from None
    creator = properties["creator"]
    blocks = [block for element in root for block in _walk(element, source, ParagraphKind.TEXT)]
    title, standfirst = _lead(root)
    blocks = [block for block in blocks if block.text not in {title, standfirst} - {""}]
    return Article(
        paragraphs(blocks),
        title=title or properties["title"] or title_of(source),
        byline="" if creator.lower() in NOBODY else creator,
        language=properties["language"] or "en",
        standfirst=standfirst,
    )


def _properties(source: Source) -> dict[str, str]:
    """The document's own properties ('' where absent); checks the archive on the way."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise ArticleError(f"{source.name}: this archive is no Word document")
        if sum(entry.file_size for entry in archive.infolist()) > 4 * LIMIT:
            raise ArticleError(
                f"{source.name}: the document unpacks to more than any article needs"
            )
        if "docProps/core.xml" not in archive.namelist():
            return dict.fromkeys(PROPERTIES, "")
        parser = etree.XMLParser(resolve_entities=False)
        core = etree.fromstring(archive.read("docProps/core.xml"), parser)
    return {name: tidy(core.findtext(tag) or "") for name, tag in PROPERTIES.items()}


def _convert(source: Source) -> Any:
    import mammoth
    from lxml import html

    styles = "\n".join(f"p[style-name='{name}'] => {what}:fresh" for name, what in STYLES.items())
    page = mammoth.convert_to_html(io.BytesIO(source.data), style_map=styles).value
    return html.fragment_fromstring(page, create_parent="div")


def _lead(root: Any) -> tuple[str, str]:
    """The title and the standfirst that the document's styles mark ('' where none does)."""
    title = next((_text(element) for element in root if element.get("class") == "title"), "")
    lead = next((_text(element) for element in root if element.get("class") == "standfirst"), "")
    return title, lead


def _walk(element: Any, source: Source, kind: ParagraphKind) -> Iterator[Block]:
    own = KINDS.get(element.get("class") or element.tag, kind)
    if element.tag[0] == "h" and element.tag[1:].isdigit():
        yield Block(_text(element), ParagraphKind.HEADING, level=int(element.tag[1:]))
    elif element.tag == "tr":
        yield Block(" | ".join(filter(None, map(_text, element))), own)
    elif element.tag in {"ul", "ol", "table", "thead", "tbody"} or element.find("p") is not None:
        for child in element:
            yield from _walk(child, source, own)
    else:
        yield from _leaf(element, source, own)


def _leaf(element: Any, source: Source, kind: ParagraphKind) -> Iterator[Block]:
    for picture in element.iter("img"):
        image = images.load(picture.get("src", ""), source, picture.get("alt", ""))
        yield Block("", ParagraphKind.CAPTION, image=image)
    nested = [child for child in element if child.tag in {"ul", "ol"}]
    for child in nested:
        element.remove(child)
    yield Block(_text(element), kind)
    for child in nested:
        yield from _walk(child, source, kind)


def _text(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return tidy(str(element.text_content()))


def _line(error: Exception) -> str:
    return tidy(str(error)) or type(error).__name__
