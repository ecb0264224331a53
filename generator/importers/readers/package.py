"""A zip package of office XML, opened with care: no bomb, no macros, no entities; parts are found by name."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from lxml import etree

from generator.importers.document import UnreadableError

MAX_PARTS = 5_000
MAX_BYTES = 300 * 2**20
MAX_XML_BYTES = 40 * 2**20
MAX_RATIO = 200
SMALL = 20 * 2**20
"""Below this size unpacked, a file may shrink as well as it likes."""

_MARKUP = (".xml", ".rels")
_BOMB = "解压以后大得不正常（压缩炸弹），为安全起见没有读取；请向提供文件的人要原件。"
_ENTITIES = "文件里夹带了外部实体声明，可能有害，没有读取；请用 Word、WPS 或 Excel 打开后另存一份再导入。"
_TORN = "文件不完整或已损坏，打不开；请重新下载或向提供文件的人要原件。"


def open_package(path: Path) -> zipfile.ZipFile:
    """The package; raises UnreadableError before anything is unpacked when it is no honest one."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError(_TORN) from None
    entries = package.infolist()
    size = sum(entry.file_size for entry in entries)
    largest = max(
        (entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))), default=0
    )
    swollen = size > SMALL and size > MAX_RATIO * max(1, path.stat().st_size)
    if len(entries) > MAX_PARTS or size > MAX_BYTES or largest > MAX_XML_BYTES or swollen:
        raise UnreadableError(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("文件设有打开密码，无法读取；请去掉密码另存一份再导入。")
    return package


def names_of(package: zipfile.ZipFile) -> set[str]:
    """The names of the parts."""
    return set(package.namelist())


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part; none when the package has no such part."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, zlib.error):
        raise UnreadableError(_TORN) from None


def refuse_entities(data: bytes) -> None:
    """Office files declare no entities; one that does was made to do harm."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnreadableError(_ENTITIES)


def parse(data: bytes) -> etree._Element:
    """XML that declares no entities and reaches for nothing outside itself."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    refuse_entities(data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError(_TORN) from None
    return root


def tree_of(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """A part as an XML tree; none when the package has no such part."""
    data = read_part(package, name)
    return None if data is None else parse(data)


def related(package: zipfile.ZipFile, source: str, kind: str) -> str | None:
    """The name of the first part that `source` (empty for the package) relates to as `kind`, such as `numbering`."""
    at = PurePosixPath(source)
    relations = tree_of(package, str(at.parent / "_rels" / f"{at.name}.rels") if source else "_rels/.rels")
    if relations is None:
        return None
    for relation in relations:
        if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else str(at.parent / target)
    return None


def own_properties(package: zipfile.ZipFile) -> dict[str, str]:
    """What a file says of itself in properties of its author's own making."""
    part = related(package, "", "custom-properties")
    tree = tree_of(package, part) if part else None
    return {each.get("name", ""): "".join(each.itertext()) for each in (tree if tree is not None else ())}
