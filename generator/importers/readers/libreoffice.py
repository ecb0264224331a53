"""Read old and other office formats (.doc, .wps, .xls …) by converting them to .docx or .xlsx with LibreOffice.

It runs in the confined process of the reader: with its limits, without a network, with a folder and profile of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.docx import read_docx
from generator.importers.readers.xlsx import read_xlsx

# Run no macros and load no linked files.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
_INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_FILE")
"""The variables that LibreOffice needs; it does not learn of any other, such as a secret."""

_MICROSOFT_SUFFIXES = {".wps": ".doc", ".et": ".xls"}
"""Microsoft's file extensions by those of WPS; LibreOffice mistakes `.wps` for Microsoft Works."""


def read_text_document(path: Path) -> Document:
    """Read a .doc, .wps, .rtf or .odt file."""
    return _read_converted(path, "docx", read_docx)


def read_spreadsheet(path: Path) -> Document:
    """Read a .xls, .et or .ods file."""
    return _read_converted(path, "xlsx", read_xlsx)


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


def _read_converted(path: Path, to: str, read: Callable[[Path], Document]) -> Document:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            f"读取这种文件要先安装 LibreOffice，这台机器上没有；也可以用 Word 或 WPS 打开后另存为 .{to} 再导入。"
        )
    with tempfile.TemporaryDirectory() as folder:
        suffix = path.suffix.lower()
        original = shutil.copyfile(path, Path(folder, f"original{_MICROSOFT_SUFFIXES.get(suffix, suffix)}"))
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", to]
        subprocess.run(  # noqa: S603
            [*command, "--outdir", str(Path(folder, "out")), str(original)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**_environment(), "HOME": folder, "TMPDIR": folder},
            check=False,
        )
        result = Path(folder, "out", f"original.{to}")
        if not result.exists():
            raise UnreadableError(
                f"LibreOffice 打不开这个文件，它可能已损坏或设有密码；请用 Word 或 WPS 打开后另存为 .{to} 再导入。"
            )
        return read(result)
