"""Snippets that put an embed into somebody's page: one template a host.

To add a host is to add a template and one line to `HOSTS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from storymap.errors import OptionError
from storymap.renderers import check_address
from storymap.renderers.templating import trusted

_HERE = Path(__file__).parent

HOSTS: Mapping[str, str] = MappingProxyType(
    {
        "html": "html.html",
        "wordpress": "wordpress.html",
        "markdown": "markdown.md",
        "hugo": "hugo.html",
        "mkdocs": "mkdocs.md",
        "amp": "amp.html",
        "medium": "medium.txt",
    }
)

# What some host's markup could take for its own: all signs of ASCII but a few harmless ones.
_SIGNS = re.compile(r"(?![\w ,.:;!?])[\x00-\x7f]|[_\u2028\u2029]", re.ASCII)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:$@^\"'=])")


@dataclass(frozen=True, slots=True)
class Placement:
    """What a snippet says: the embed's address, title and height, and the story's own addresses.

    ``height`` is in CSS pixels, for hosts that strip scripts. Raises OptionError for an address
    that is not whole (https://host/path) or holds signs that belong encoded.
    """

    embed: str
    page: str
    image: str
    title: str
    height: int

    def __post_init__(self) -> None:
        for address in (self.embed, self.page, self.image):
            check_address(address)


def snippet(host: str, placement: Placement) -> str:
    """The snippet for ``host``, ending in a newline; OptionError for a host that is not known."""
    check_host(host)
    if host == "amp" and not placement.embed.startswith("https://"):
        raise OptionError("AMP shows only embeds whose base URL begins with https://")
    template = _environment().get_template(HOSTS[host])
    return template.render(placement=placement).rstrip() + "\n"


def check_host(host: str) -> None:
    """Raise OptionError for a host that there is no template for."""
    if host not in HOSTS:
        raise OptionError(f"unknown host {host!r}; known: {', '.join(HOSTS)}")


def iframe(placement: Placement) -> str:
    """The bare frame, on one line, for hosts that run no script of ours."""
    return _environment().get_template("iframe.html").render(placement=placement).strip()


def entities(text: str) -> Markup:
    """``text`` for an attribute of HTML: every sign that any host could act on as a reference.

    White space becomes single spaces, for a line's end would end a block of Markdown.
    """
    return trusted(_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split())))


def markdown(text: str) -> Markup:
    """``text`` for running Markdown: nothing of it is markup there, nor HTML."""
    return trusted(_MARKDOWN.sub(r"\\\1", " ".join(text.split())))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        # Hugo's own braces stand in its template as they are.
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters |= {"entities": entities, "markdown": markdown}
    # The script has no ${...} and no doubled brace, which hosts' own templates would fill.
    environment.globals["listener"] = trusted((_HERE / "listener.js").read_text("utf-8").strip())
    return environment
