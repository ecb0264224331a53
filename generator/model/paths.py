"""Names of report folders and files, which become the addresses of the published pages."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

RESERVED = frozenset({
    "about", "agencies", "assets", "checks", "compare", "corrections", "data", "feed", "figures", "file", "glossary",
    "howto", "index", "javascripts", "manual", "schemas", "search", "sitemap", "status", "stylesheets", "years",
})  # fmt: skip
"""The site's own addresses, in use or reserved; no agency can have one of them as its id."""

_MAX_ID_CHARS = 64
_ID = re.compile(rf"(?=.*[a-z])[a-z0-9-]{{1,{_MAX_ID_CHARS}}}")
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_YEAR_FILE = re.compile(r"((?:19|20)[0-9]{2})\.yml")
_VERSION_FILE = re.compile(r"((?:19|20)[0-9]{2})\.v([1-9][0-9]{0,3})\.yml")


def id_fault(name: str) -> str | None:
    """Return the message saying why a folder name cannot be an agency id, or None if it can."""
    if name in RESERVED:
        reason = f"机关代号不能叫“{name}”，网站自己要用这个地址"
    elif _WINDOWS_DEVICE.fullmatch(name):
        reason = f"机关代号不能叫“{name}”，这是 Windows 的保留名，在那里打不开"
    elif not _ID.fullmatch(name):
        rule = "只能用小写英文字母、数字和连字符“-”，至少有一个字母，最多 64 个字符"
        reason = f"机关代号“{name}”不能用：{rule}"
    else:
        return None
    return f"{reason}。请给文件夹换一个名字，例如 {_similar_id(name)}；不是机关的文件夹，请移到别处。"


def _similar_id(name: str) -> str:
    """Return an id like the name, or an example if too little of the name can be kept."""
    letters = unicodedata.normalize("NFKC", name).lower()
    similar = re.sub("[^a-z0-9]+", "-", letters).strip("-")[:_MAX_ID_CHARS]
    if similar in RESERVED or _WINDOWS_DEVICE.fullmatch(similar):
        similar = f"{similar}-ju"
    return similar if _ID.fullmatch(similar) else "zjj"


def is_utf8(name: str) -> bool:
    """Return whether a file's name is UTF-8; Python keeps the bytes of others as half pairs."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def report_year(name: str) -> int | None:
    """Return the year in the name of a report file, or None for any other file."""
    match = _YEAR_FILE.fullmatch(name)
    return int(match[1]) if match else None


def version_of(name: str) -> tuple[int, int] | None:
    """Return the year and number in the name of a superseded version (`2024.v1.yml`), or None for any other file."""
    match = _VERSION_FILE.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else None


def shown_path(path: Path) -> str:
    """Return the path as messages show it: relative to the working directory if it is below it, else absolute."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (Path.resolve would follow links)
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()
