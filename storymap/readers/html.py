"""Web pages: the article without the page's furniture, found by trafilatura."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from storymap.errors import ArticleError
from storymap.model import Article, Image, ParagraphKind
from storymap.readers import images
from storymap.readers.blocks import Block, paragraphs, tidy
from storymap.readers.source import Source
from storymap.readers.text import title_of

KINDS = {
    "head": ParagraphKind.HEADING,
    "quote": ParagraphKind.QUOTATION,
    "item": ParagraphKind.LIST_ITEM,
}
BLOCKS = {*KINDS, "p", "list", "table", "row", "graphic"}
"""What trafilatura's elements (a subset of TEI) are to a reader; others stand in running text."""


def read(source: Source) -> Article:
    """The article of an HTML page; title, byline, date and language from its metadata.

    Raises:
        ArticleError: the page holds no article that could be told from its furniture.
    """
    page = _parse(source)
    found = _extract(page)
    if found is None:
        raise ArticleError(f"{source.name}: no article found in this page")
    pictures = _Pictures(page, source)
    found_blocks = _walk(found.body, pictures, ParagraphKind.TEXT)
    blocks = [block for block in found_blocks if block.text or block.image]
    title = tidy(found.title or "") or title_of(source)
    if blocks and blocks[0].kind is ParagraphKind.HEADING and blocks[0].text == title:
        del blocks[0]
    return Article(
        paragraphs(blocks),
        title=title,
        byline=tidy(found.author or "").replace(";", ","),
        date=found.date or "",
        language=_language(page),
        standfirst=_standfirst(found.description, blocks),
        source=source.name,
    )


def _parse(source: Source) -> Any:
    from lxml import html
    from lxml.etree import ParserError

    # The whole page as text: a <meta charset> that lies about the bytes is not heard.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(source.text().encode("utf-8"), parser=parser)
    except (ParserError, AssertionError):
        raise ArticleError(f"{source.name}: no article found in this page") from None


def _extract(page: Any) -> Any:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_images=True,
        include_formatting=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _language(page: Any) -> str:
    language = str(page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return language.strip().replace("_", "-") or "en"


def _standfirst(description: str | None, blocks: list[Block]) -> str:
    """The page's description, unless it only repeats how the article begins."""
    text = tidy(description or "")
    opening = " ".join(block.text for block in blocks[:2])
    return "" if text.rstrip(".\u2026 ")[:60] in opening else text


class _Pictures:
    """The pictures of a page with the captions under them, which the extraction leaves behind."""

    def __init__(self, page: Any, source: Source) -> None:
        self.source = source
        self.captions: dict[str, str] = {}
        for figure in page.iter("figure"):
            text = " ".join(tidy(caption.text_content()) for caption in figure.iter("figcaption"))
            for picture in figure.iter("img"):
                self.captions[picture.get("src", "")] = text

    def block(self, element: Any) -> Block:
        """The picture that the extraction's ``graphic`` element means, with its caption."""
        reference = element.get("src", "")
        image: Image | None = images.load(reference, self.source, element.get("alt", ""))
        return Block(self.captions.get(reference, ""), ParagraphKind.CAPTION, image=image)


def _walk(element: Any, pictures: _Pictures, kind: ParagraphKind) -> Iterator[Block]:
    """The blocks in ``element``, in order; words that stand beside blocks are blocks as well."""
    level = int(element.get("rend", "h2")[1:]) if element.tag == "head" else 0
    words = [element.text or ""]
    for child in element:
        if not _is_block(child):
            words += [_words(child), child.tail or ""]
            continue
        yield Block(tidy("".join(words)), kind, level=level)
        words = [child.tail or ""]
        yield from _block(child, pictures, kind)
    yield Block(tidy("".join(words)), kind, level=level)


def _block(element: Any, pictures: _Pictures, kind: ParagraphKind) -> Iterator[Block]:
    if element.tag == "graphic":
        yield pictures.block(element)
    elif element.tag == "row":
        cells = (tidy(_words(cell)) for cell in element)
        yield Block(" | ".join(filter(None, cells)), kind)
    else:
        yield from _walk(element, pictures, KINDS.get(element.tag, kind))


def _is_block(element: Any) -> bool:
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _words(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.text = " "
    return "".join(element.itertext())
