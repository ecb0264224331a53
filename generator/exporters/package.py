"""Reproducible zip packages, for Word and Excel files and archives: the same members give the same bytes.

A member is compressed once and can be put into any number of packages.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

EARLIEST_DATE = date(1980, 1, 1)
"""The earliest date that a zip file can store."""

_UTF8_FLAG = 0x0800
_DEFLATED = 8
_VERSION_NEEDED = 20
_HEADER_FIELDS = struct.Struct("<HHHHHLLLHH")
"""The fields common to local and central headers, from the version needed to the length of the extra field."""


class Member(NamedTuple):
    """A file in a package: name, CRC-32 and size of its content, and the compressed content."""

    name: str
    checksum: int
    size: int
    compressed: bytes


def compress(name: str, pieces: Iterable[bytes]) -> Member:
    """Return a member whose content is the concatenated pieces."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    checksum, size, compressed = 0, 0, []
    for piece in pieces:
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        compressed.append(compressor.compress(piece))
    compressed.append(compressor.flush())
    return Member(name, checksum, size, b"".join(compressed))


def zip_members(members: Iterable[Member], day: date = EARLIEST_DATE) -> bytes:
    """Return a zip file of the members in this order, all dated `day`.

    There is no Zip64: the limits are 65,535 members and 4 GB.
    """
    return b"".join(_pieces(members, day))


def read_members(package: bytes) -> list[Member]:
    """Return the members of a package that `zip_members` wrote, without decompressing them."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        infos = opened.infolist()
    starts = [info.header_offset + 4 + _HEADER_FIELDS.size + len(info.filename.encode()) for info in infos]
    return [
        Member(info.filename, info.CRC, info.file_size, package[start : start + info.compress_size])
        for info, start in zip(infos, starts, strict=True)
    ]


def _pieces(members: Iterable[Member], day: date) -> Iterator[bytes]:
    dos_date = (day.year - 1980) << 9 | day.month << 5 | day.day
    directory, offset = [], 0
    for member in members:
        name = member.name.encode()
        fields = _HEADER_FIELDS.pack(
            _VERSION_NEEDED,
            _UTF8_FLAG,
            _DEFLATED,
            0,
            dos_date,
            member.checksum,
            len(member.compressed),
            member.size,
            len(name),
            0,
        )
        yield b"PK\3\4" + fields + name
        yield member.compressed
        directory.append(
            b"PK\1\2" + struct.pack("<H", _VERSION_NEEDED) + fields + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
        )
        offset += 4 + len(fields) + len(name) + len(member.compressed)
    yield from directory
    size = sum(map(len, directory))
    yield b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, len(directory), len(directory), size, offset, 0)
