"""Pictures of a story page, to be looked at: `python -m benchmarks.screenshots PAGE.html [DIR]`.

Desktop by day and by night, a phone in both orientations, an open popup, the page without
scripts, a PDF of what is printed, and the embed beside the page in columns of four widths.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

DESKTOP: dict[str, Any] = {"viewport": {"width": 1360, "height": 820}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
VIEWS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "night": DESKTOP | {"color_scheme": "dark"},
    "phone": PHONE,
    "phone-landscape": PHONE | {"viewport": {"width": 844, "height": 390}},
}
COLUMNS = (300, 320, 640, 1200)
READY = "() => window.storymap?.ready"
AT_REST = 600  # milliseconds in which tiles and labels are drawn; pictures, not tests


def take(browser: Browser, page: Path, folder: Path) -> list[Path]:
    """Takes the pictures; their paths."""
    taken = [
        path
        for name, view in VIEWS.items()
        for path in _interactive(browser, page, folder / f"{page.stem}-{name}", view)
    ]
    taken.append(_still(browser, page, folder / f"{page.stem}-no-scripts.png"))
    embed = page.with_name(f"{page.stem}.embed.html")
    for scheme in ("light", "dark") if embed.exists() else ():
        taken += [_column(browser, embed, folder, width, scheme) for width in COLUMNS]
    return taken


def _interactive(browser: Browser, page: Path, stem: Path, view: dict[str, Any]) -> list[Path]:
    context = browser.new_context(reduced_motion="reduce", **view)
    opened = context.new_page()
    opened.goto(page.resolve().as_uri())
    opened.wait_for_function(READY)
    taken = [stem.with_name(f"{stem.name}-{part}.png") for part in ("start", "middle", "popup")]
    middle = opened.locator("[data-paragraph]").count() // 2
    steps = ("() => 0", f"() => storymap.story.read({middle})")
    for path, step in zip(taken, steps, strict=False):
        opened.evaluate(step)
        opened.wait_for_timeout(AT_REST)
        opened.screenshot(path=path)
    opened.locator(".article button[data-place]").first.click()
    opened.wait_for_timeout(AT_REST)
    opened.screenshot(path=taken[-1])
    if stem.name.endswith("-desktop"):
        taken.append(stem.with_name(f"{page.stem}-print.pdf"))
        opened.pdf(path=taken[-1], format="A4")
    context.close()
    return taken


def _still(browser: Browser, page: Path, path: Path) -> Path:
    context = browser.new_context(java_script_enabled=False, **DESKTOP)
    opened = context.new_page()
    opened.goto(page.resolve().as_uri())
    opened.screenshot(path=path)
    context.close()
    return path


def _column(browser: Browser, embed: Path, folder: Path, width: int, scheme: Any) -> Path:
    """The embed at its second place."""
    context = browser.new_context(
        reduced_motion="reduce", color_scheme=scheme, viewport={"width": width, "height": 600}
    )
    opened = context.new_page()
    opened.goto(embed.resolve().as_uri())
    opened.wait_for_selector("html.ready")
    for _ in range(2):
        if opened.locator("#next").is_enabled():
            opened.locator("#next").click()
    opened.wait_for_timeout(AT_REST)
    path = folder / f"{embed.stem}-{width}-{scheme}.png"
    opened.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Takes pictures of the page named on the command line."""
    page = Path(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else page.parent
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for taken in take(browser, page, folder):
            print(taken)
        browser.close()


if __name__ == "__main__":
    main()
