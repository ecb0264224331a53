"""The line of `requirements.txt` that pins this program: an address and the SHA-256 digest of the wheel there."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.authoring.errors import RefusedError

_NAME = "gongkai"
_WHEEL = re.compile(rf"{_NAME}-([0-9][^-/]*)-[^/]*\.whl")
_ADDRESS = re.compile(r"(https?://[^\s#]+\.whl)#sha256=([0-9a-f]{64})")
_EXAMPLE = "gongkai-1.0.0-py3-none-any.whl"

WHEELS = "wheels"
"""The folder of wheels beside `requirements.txt`, for a program that has no address."""


def pinned_program(program: str | None) -> str | None:
    """Return the lines that pin the program at an address or in a file, by default the one that is running.

    None if that was installed without a wheel, as in a checkout. Raises RefusedError for anything else.
    """
    if program is None:
        return _running()
    if match := _ADDRESS.fullmatch(program):
        return _at_address(match[1], match[2])
    if "://" in program:
        advice = "校验值有 64 位，在发布页的 SHA256SUMS 里"
        raise RefusedError(f"程序的地址应写成 https://…/{_EXAMPLE}#sha256=校验值。{advice}。")
    path = Path(program)
    if not path.is_file() or not _WHEEL.fullmatch(path.name):
        raise RefusedError(f"没有文件 {program}，或者它不是程序的安装包。安装包的名字如 {_EXAMPLE}。")
    return _in_folder(path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def _running() -> str | None:
    """Return the lines for the wheel that this program was installed from (PEP 610), or None."""
    origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    url, digest = origin.get("url", ""), origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    file = unquote(urlsplit(url).path).rpartition("/")[2]
    if not digest or not _WHEEL.fullmatch(file):
        return None
    return _in_folder(file, digest) if url.startswith("file:") else _at_address(url, digest)


def _at_address(url: str, digest: str) -> str:
    return f"{_NAME} @ {url} --hash=sha256:{digest}"


def _in_folder(file: str, digest: str) -> str:
    match = _WHEEL.fullmatch(file)
    version = match[1] if match else ""
    return f"--find-links {WHEELS}\n{_NAME}=={version} --hash=sha256:{digest}"


def clashing_packages() -> list[str]:
    """Return the installed packages, other than this one, that also install a package `generator`."""
    return sorted({each for each in packages_distributions().get("generator", ()) if each != _NAME})
