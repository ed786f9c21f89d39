"""What the tests share: the real command, a real browser that reaches no host."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent

settings.register_profile("storymap", deadline=None)  # a busy machine is no failure
settings.load_profile("storymap")

Run = Callable[..., "subprocess.CompletedProcess[str]"]

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden tables anew")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command as a user runs it: a process of its own, in an empty folder."""

    def call(*words: str | Path, stdin: str | bytes = b"", **variables: str) -> object:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "storymap", *map(str, words)],
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            timeout=300,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return call  # type: ignore[return-value]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser: named by the variable CHROMIUM, else found."""
    names: Sequence[str] = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "the tests need Chromium: install it, or name it in the variable CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium for which no host name resolves."""
    arguments = [
        "--no-sandbox",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield launched
        launched.close()
