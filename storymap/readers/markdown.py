"""Markdown (CommonMark with tables), with front matter for title, author, date, language, home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from storymap.model import Article, ParagraphKind
from storymap.readers import frontmatter, images
from storymap.readers.blocks import Block, paragraphs, tidy
from storymap.readers.source import Source
from storymap.readers.text import title_of

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)


def read(source: Source) -> Article:
    """The article of a Markdown file. Markup becomes paragraph kinds; HTML in it stays as written.

    The title is the front matter's, else the first heading's, else made of the file's name.
    """
    matter, body = frontmatter.split(source.text(), source.name)
    # Hostile nesting ('> > > ...' by the thousand) is cut off by the parser at this depth.
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    blocks = list(_walk(SyntaxTreeNode(parser.parse(body)), source, ParagraphKind.TEXT))
    title = matter.get("title")
    if _opens_with_title(blocks, title):
        title = blocks.pop(0).text
    article = Article(
        paragraphs(blocks),
        title=title or title_of(source),
        byline=matter.get("author", "authors", "byline"),
        date=matter.get("date"),
        standfirst=matter.get("standfirst", "subtitle", "description", "summary"),
        home=matter.get("home"),
    )
    language = matter.get("language", "lang")
    return replace(article, language=language) if language else article


def _opens_with_title(blocks: list[Block], title: str) -> bool:
    """Whether the first block is a heading that is (or repeats) the article's title."""
    first = blocks[0] if blocks else Block("")
    return first.kind is ParagraphKind.HEADING and (
        first.text == title or (not title and first.level == 1)
    )


def _walk(node: SyntaxTreeNode, source: Source, kind: ParagraphKind) -> Iterator[Block]:
    for child in node.children:
        match child.type:
            case "heading":
                yield Block(_text(child), ParagraphKind.HEADING, level=int(child.tag[1:]))
            case "paragraph":
                yield from _paragraph(child.children[0], source, kind)
            case "blockquote":
                yield from _walk(child, source, ParagraphKind.QUOTATION)
            case "bullet_list" | "ordered_list":
                yield from _walk(child, source, ParagraphKind.LIST_ITEM)
            case "tr":
                yield Block(" | ".join(_text(cell) for cell in child.children), kind)
            case "html_block" | "fence" | "code_block":
                yield Block(tidy(_COMMENT.sub("", child.content)), kind)
            case _:
                yield from _walk(child, source, kind)


def _paragraph(inline: SyntaxTreeNode, source: Source, kind: ParagraphKind) -> Iterator[Block]:
    pictures = [node for node in inline.walk() if node.type == "image"]
    text = tidy(_inline(inline))
    under = "" if not _is_emphasised(inline) else text
    for picture in pictures:
        image = images.load(str(picture.attrs.get("src", "")), source, _inline(picture))
        caption = str(picture.attrs.get("title", "")) or under
        yield Block(caption, ParagraphKind.CAPTION, image=image)
    if not (pictures and under):
        yield Block(text, kind)


def _is_emphasised(inline: SyntaxTreeNode) -> bool:
    """Whether all words stand in emphasis, as captions under a picture do."""
    return all(
        node.type in {"em", "image", "softbreak", "hardbreak"} or not node.content.strip()
        for node in inline.children
    )


def _text(node: SyntaxTreeNode) -> str:
    return tidy(" ".join(_inline(child) for child in node.children))


def _inline(node: SyntaxTreeNode) -> str:
    parts = []
    for child in node.children:
        match child.type:
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "html_inline":
                parts.append(_BREAK.sub(" ", _COMMENT.sub("", child.content)))
            case "image":
                continue
            case "text" | "code_inline":
                parts.append(child.content)
            case _:
                parts.append(_inline(child))
    return "".join(parts)
