"""Get the packages of the lock file from their registries, each checked by its digest."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).parent / "sources.lock.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One package: where it is served, its version, the file's name and SHA-256 digest."""

    key: str
    registry: str
    name: str
    version: str
    file: str
    sha256: str


class FetchError(RuntimeError):
    """A package cannot be had, or is not what the lock file says. The text says which."""


def locked(lock: Path = LOCK) -> dict[str, Package]:
    """Return the packages of a lock file by key."""
    rows = json.loads(lock.read_text(encoding="utf-8"))
    return {key: Package(key, **row) for key, row in rows.items()}


def cache_folder() -> Path:
    """Return where downloads are kept when nobody says: a folder of the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "storymap-recipe"


def fetch(package: Package, cache: Path) -> Path:
    """Return the package's file, downloaded if the cache lacks it.

    Raises ``FetchError`` where the registry does not serve it, or its digest differs.
    """
    target = cache / package.file
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _download(package, Path(folder))
            (got,) = [f for f in Path(folder).iterdir() if f.is_file()]
            shutil.move(got, target)
    found = hashlib.sha256(target.read_bytes()).hexdigest()
    if found != package.sha256:
        raise FetchError(
            f"{package.file}: digest {found[:12]}..., the lock file says {package.sha256[:12]}...;"
            f" remove {target} to fetch it again"
        )
    return target


def _download(package: Package, folder: Path) -> None:
    exact = {
        "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".",
                 f"{package.name}=={package.version}"],
        "npm": ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        "debian": ["apt-get", "download", "--quiet", f"{package.name}={package.version}"],
    }  # fmt: skip
    command = exact[package.registry]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise FetchError(f"{package.name} {package.version} ({package.registry}): {why}")
