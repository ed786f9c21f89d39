"""The wheel alone, without the checkout and with the network off, does the main job."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

SKIPPED = {"__pycache__", ".mypy_cache", ".ruff_cache"}
SHIPPED = (
    "storymap/data/gazetteer.sqlite",
    "storymap/data/manifest.json",
    "storymap/data/NOTICE.md",
    "storymap/py.typed",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What installing the wheel puts into a Python: a wheel is an archive of it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def offline() -> list[str]:
    """The words that run a command without any network, where the system lets us."""
    words = ["unshare", "--map-root-user", "--net"]
    if (
        shutil.which(words[0])
        and subprocess.run([*words, "true"], capture_output=True).returncode == 0
    ):
        return words
    return []


def test_everything_that_is_data_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert set(SHIPPED) <= names
    kept = {path for path in (ROOT / "storymap").rglob("*") if path.is_file()}
    expected = {str(path.relative_to(ROOT)) for path in kept if not SKIPPED & {*path.parts}}
    assert expected <= names
    assert not [name for name in names if name.startswith((".", "tests/", "gazetteer/"))]


def test_the_wheel_builds_a_page_with_the_network_off(site: Path, tmp_path: Path) -> None:
    article = tmp_path / "storm.md"
    article.write_text("# Storm\n\nThe ferry from Bergen reached Denmark late.\n", encoding="utf-8")
    program = (
        "import sys, storymap; sys.stderr.write(storymap.__file__);"
        "from storymap.cli import main; main()"
    )
    done = subprocess.run(
        [*offline(), sys.executable, "-c", program, "build", "storm.md", "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == str(site / "storymap" / "__init__.py")
    assert done.returncode == 0
    assert "Bergen" in done.stdout
    assert 'id="story-data"' in (tmp_path / "out" / "storm.html").read_text("utf-8")


def test_the_notices_of_the_data_stand_beside_it(site: Path) -> None:
    notice = (site / "storymap" / "data" / "NOTICE.md").read_text("utf-8")
    for source in ("GeoNames", "Natural Earth"):
        assert source in notice
