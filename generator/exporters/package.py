"""Zip packages with the same bytes whenever and wherever they are made: Word and Excel files, and the archives.

A member is compressed once and may go into any number of packages.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

FIRST_DAY = date(1980, 1, 1)
"""The earliest date a zip can tell."""

_UTF8 = 0x0800
_DEFLATED = 8
_VERSION = 20
_COMMON = struct.Struct("<HHHHHLLLHH")  # version needed … length of the extra field: the same in both headers


class Member(NamedTuple):
    """A file of a package: its name, the checksum and size of its content, and the content compressed."""

    name: str
    checksum: int
    size: int
    packed: bytes


def press(name: str, pieces: Iterable[bytes]) -> Member:
    """The member of that name whose content is the pieces one after another."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    checksum, size, packed = 0, 0, []
    for piece in pieces:
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        packed.append(compressor.compress(piece))
    packed.append(compressor.flush())
    return Member(name, checksum, size, b"".join(packed))


def zip_members(members: Iterable[Member], day: date = FIRST_DAY) -> bytes:
    """The zip file that holds the members in this order, all of them dated `day`.

    It may hold 65,535 members and 4 GB, as zip files could from the beginning.
    """
    return b"".join(_pieces(members, day))


def zip_contents(package: bytes) -> list[Member]:
    """The members of a package that `zip_members` made, still compressed."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        found = opened.infolist()
    starts = [info.header_offset + 4 + _COMMON.size + len(info.filename.encode()) for info in found]
    return [
        Member(info.filename, info.CRC, info.file_size, package[start : start + info.compress_size])
        for info, start in zip(found, starts, strict=True)
    ]


def _pieces(members: Iterable[Member], day: date) -> Iterator[bytes]:
    dated = (day.year - 1980) << 9 | day.month << 5 | day.day
    directory, offset = [], 0
    for member in members:
        name = member.name.encode()
        common = _COMMON.pack(
            _VERSION, _UTF8, _DEFLATED, 0, dated, member.checksum, len(member.packed), member.size, len(name), 0
        )
        yield b"PK\3\4" + common + name
        yield member.packed
        directory.append(
            b"PK\1\2" + struct.pack("<H", _VERSION) + common + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
        )
        offset += 4 + len(common) + len(name) + len(member.packed)
    yield from directory
    size = sum(map(len, directory))
    yield b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, len(directory), len(directory), size, offset, 0)
