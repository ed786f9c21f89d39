"""Front matter: what an author says about an article above its text, in YAML or TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from storymap.errors import ArticleError

_FENCED = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of an article's front matter as plain text, by lower-case name; lists joined."""

    fields: dict[str, str] = field(default_factory=dict)

    def get(self, *names: str) -> str:
        """The first of the fields that is there, '' when none is."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def split(text: str, name: str) -> tuple[FrontMatter, str]:
    """The front matter of ``text`` and the text below it; ``name`` is for messages.

    Raises:
        ArticleError: the front matter is there and is no YAML (TOML between ``+++``) table.
    """
    match = _FENCED.match(text)
    if match is None:
        return FrontMatter(), text
    load = _toml if match["fence"] == "+++" else _yaml
    loaded = load(match["body"], name)
    if not isinstance(loaded, dict):
        raise ArticleError(f"{name}: the front matter is no list of 'name: value' lines")
    fields = {str(key).lower(): _words(value) for key, value in loaded.items()}
    return FrontMatter(fields), text[match.end() :]


def _toml(body: str, name: str) -> object:
    try:
        return tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        raise ArticleError(f"{name}: the front matter is no valid TOML: {error}") from None


def _yaml(body: str, name: str) -> object:
    import yaml

    try:
        # The base loader knows strings only: '2024-06-04' stays as written, nothing is built.
        return yaml.load(body, Loader=yaml.BaseLoader) or {}  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise ArticleError(f"{name}: the front matter is no valid YAML{line}") from None
    except RecursionError:
        raise ArticleError(f"{name}: the front matter is nested too deeply") from None


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return _words(value.get("name", ""))
    return " ".join(str(value).split())
