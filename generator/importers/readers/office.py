"""Old and foreign office files (.doc, .wps, .xls …), turned by LibreOffice into what the other readers read."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.docx import read_docx
from generator.importers.readers.xlsx import read_xlsx

SECONDS = 60


def read_text_document(path: Path) -> Document:
    """A .doc, .wps, .rtf or .odt."""
    return _converted(path, "docx", read_docx)


def read_spreadsheet(path: Path) -> Document:
    """A .xls, .et or .ods."""
    return _converted(path, "xlsx", read_xlsx)


def _converted(path: Path, to: str, read: Callable[[Path], Document]) -> Document:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            f"读取这种文件要先安装 LibreOffice，这台机器上没有；也可以用 Word 或 WPS 打开后另存为 .{to} 再导入。"
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        original = shutil.copyfile(path, Path(folder, f"original{path.suffix.lower()}"))
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", to]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603
                [*command, "--outdir", str(Path(folder, "out")), str(original)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "HOME": folder},
                timeout=SECONDS,
                check=False,
            )
        result = Path(folder, "out", f"original.{to}")
        if not result.exists():
            raise UnreadableError(
                f"LibreOffice 打不开这个文件，它可能已损坏或设有密码；请用 Word 或 WPS 打开后另存为 .{to} 再导入。"
            )
        return read(result)
