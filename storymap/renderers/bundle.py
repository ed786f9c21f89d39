"""A page's style sheets and scripts: inline with a policy of hashes, or as files beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from storymap.renderers import RenderOptions, templating


@dataclass(frozen=True, slots=True)
class Bundle:
    """Style sheets and scripts in order: in the head (``early``) and at the body's end."""

    styles: tuple[str, ...]
    early: tuple[str, ...]
    scripts: tuple[str, ...]

    def files(self) -> dict[str, bytes]:
        """One style sheet, the early script and the script, by names made of their content."""
        contents = (
            ("css", "\n".join(self.styles)),
            ("js", "\n".join(self.early)),
            ("js", ";\n".join(self.scripts)),
        )
        return {_name(text, ending): text.encode() for ending, text in contents}

    def context(self, options: RenderOptions) -> dict[str, object]:
        """The bundle as `page.html` takes it, and the Content-Security-Policy that allows it."""
        # Tiles, where somebody asked for them, come from hosts that only the map knows.
        images = "data: https:" if options.tiles else "data:"
        if options.assets == "files":
            sheet, early, script = self.files()
            return _context(templating.file_policy(images), files=((sheet,), (early,), (script,)))
        policy = templating.policy(self.styles, (*self.early, *self.scripts), images)
        return _context(policy, inline=(self.styles, self.early, self.scripts))


_Texts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_NOTHING: _Texts = ((), (), ())


def _context(
    policy: str, *, inline: _Texts = _NOTHING, files: _Texts = _NOTHING
) -> dict[str, object]:
    styles, early, scripts = (tuple(map(templating.trusted, texts)) for texts in inline)
    return {
        "policy": policy,
        "styles": styles,
        "early": early,
        "scripts": scripts,
        "style_files": files[0],
        "early_files": files[1],
        "script_files": files[2],
    }


def _name(text: str, ending: str) -> str:
    return f"storymap-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
