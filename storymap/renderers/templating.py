"""Templates, asset files, and the two things a page must get right: escaping and hashes."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_HERE = Path(__file__).parent
# JSON that stands in a script element: no sequence of it may end the element or start a comment;
# U+2028 and U+2029 end lines in old scripts.
_ISLAND = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@cache
def environment() -> Environment:
    """The one template environment: every value escaped, every unknown name an error."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset(name: str) -> str:
    """The text of a script or style sheet of the renderers."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def trusted(text: str) -> Markup:
    """Text of our own making, or checked where it was read, that a template must not escape.

    Every place that switches escaping off does so here, with its own reason.
    """
    return Markup(text)  # noqa: S704


def island(value: object) -> Markup:
    """``value`` as JSON that is safe inside a script element of a data type."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return trusted(text.translate(_ISLAND))


def digest(text: str) -> str:
    """The CSP source expression of an inline block: `'sha256-...'` of its exact text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def policy(styles: Iterable[str], scripts: Iterable[str], images: str = "data:") -> str:
    """A Content-Security-Policy that allows these inline blocks and nothing else."""
    style_sources = " ".join(digest(text) for text in styles) or "'none'"
    script_sources = " ".join(digest(text) for text in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {script_sources}; style-src {style_sources}; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )


def file_policy(images: str = "data:") -> str:
    """The policy of a page whose scripts and styles are files beside it."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )
