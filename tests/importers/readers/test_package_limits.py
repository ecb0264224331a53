"""Packages larger inside than outside: the limits at which they are refused as bombs."""

import random
import zipfile
from pathlib import Path

import pytest

from generator.importers.document import UnreadableError
from generator.importers.readers.package import open_package

MIB = 2**20


def _is_opened(path: Path, name: str, zeros: int, noise: int, parts: int) -> bool:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(name, bytes(zeros))
        package.writestr("noise.bin", random.Random(1).randbytes(noise))
        for number in range(2, parts):
            package.writestr(str(number), b"")
    try:
        with open_package(path):
            return True
    except UnreadableError:
        return False


@pytest.mark.parametrize(
    ("name", "zeros", "noise", "parts", "expected"),
    [
        ("a.bin", 19 * MIB, 0, 2, True),
        ("a.bin", 21 * MIB, 0, 2, False),
        ("a.bin", 24 * MIB, 140_000, 2, True),
        ("a.bin", 24 * MIB, 5_000, 2, False),
        ("a.xml", 39 * MIB, 300_000, 2, True),
        ("a.xml", 41 * MIB, 300_000, 2, False),
        ("A.RELS", 41 * MIB, 300_000, 2, False),
        ("a.bin", 41 * MIB, 300_000, 2, True),
        ("a.bin", 0, 0, 5_000, True),
        ("a.bin", 0, 0, 5_001, False),
    ],
)
def test_packages_are_refused_beyond_a_limit(
    name: str, zeros: int, noise: int, parts: int, expected: bool, tmp_path: Path
) -> None:
    """Beyond 20 MiB, 200 times the packed size is the limit; XML has 40 MiB, a package 5,000 parts."""
    assert _is_opened(tmp_path / "a.docx", name, zeros, noise, parts) == expected
