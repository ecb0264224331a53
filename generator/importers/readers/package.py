"""Open Office XML packages safely: reject zip bombs, encryption and XML entities; find parts by relationship."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from lxml import etree

from generator.importers.document import UnreadableError

MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 300 * 2**20
MAX_XML_BYTES = 40 * 2**20
MAX_RATIO = 200
MIN_BOMB_BYTES = 20 * 2**20
"""Minimum unpacked size of a zip bomb, in bytes; smaller packages may have any compression ratio."""

XML_SUFFIXES = (".xml", ".rels")

_BOMB = "解压以后大得不正常（压缩炸弹），为安全起见没有读取；请向提供文件的人要原件。"
_ENTITIES = "文件里夹带了外部实体声明，可能有害，没有读取；请用 Word、WPS 或 Excel 打开后另存一份再导入。"
_DAMAGED = "文件不完整或已损坏，打不开；请重新下载或向提供文件的人要原件。"


def open_package(path: Path) -> zipfile.ZipFile:
    """Open a package without unpacking it; raise UnreadableError if it is damaged, encrypted or a zip bomb."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError(_DAMAGED) from None
    entries = package.infolist()
    size = sum(entry.file_size for entry in entries)
    largest_xml = max(
        (entry.file_size for entry in entries if entry.filename.lower().endswith(XML_SUFFIXES)), default=0
    )
    is_bomb = size > MIN_BOMB_BYTES and size > MAX_RATIO * max(1, path.stat().st_size)
    if len(entries) > MAX_PARTS or size > MAX_UNPACKED_BYTES or largest_xml > MAX_XML_BYTES or is_bomb:
        raise UnreadableError(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("文件设有打开密码，无法读取；请去掉密码另存一份再导入。")
    return package


def part_names(package: zipfile.ZipFile) -> set[str]:
    """Return the names of all parts."""
    return set(package.namelist())


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a part; None if the package has no such part."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, zlib.error):
        raise UnreadableError(_DAMAGED) from None


def reject_entities(data: bytes) -> None:
    """Raise UnreadableError if XML has a document type: office files never declare entities."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnreadableError(_ENTITIES)


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML without entities, network access, comments and processing instructions."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    reject_entities(data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError(_DAMAGED) from None
    return root


def read_xml(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Parse a part as XML; return None if the package has no such part."""
    data = read_part(package, name)
    return None if data is None else parse_xml(data)


def related_part(package: zipfile.ZipFile, source: str, relation_type: str) -> str | None:
    """Return the name of the first part to which `source` has a relationship of this type, such as `numbering`.

    An empty `source` stands for the package itself.
    """
    path = PurePosixPath(source)
    relations = read_xml(package, str(path.parent / "_rels" / f"{path.name}.rels") if source else "_rels/.rels")
    if relations is None:
        return None
    for relation in relations:
        if relation.get("Type", "").rsplit("/", 1)[-1] == relation_type and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else str(path.parent / target)
    return None


def custom_properties(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the custom document properties by name."""
    part = related_part(package, "", "custom-properties")
    tree = read_xml(package, part) if part else None
    return {each.get("name", ""): "".join(each.itertext()) for each in (tree if tree is not None else ())}
