"""The worker process that reads one file, within limits of memory and CPU time, and prints the document as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.confinement import confine
from generator.importers.readers.file_type import detect_file_type
from generator.importers.readers.serialization import document_to_json

READERS = {
    "docx": ("docx", "read_docx"),
    "doc": ("libreoffice", "read_text_document"),
    "rtf": ("libreoffice", "read_text_document"),
    "odt": ("libreoffice", "read_text_document"),
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("libreoffice", "read_spreadsheet"),
    "ods": ("libreoffice", "read_spreadsheet"),
    "html": ("html", "read_html"),
    "mht": ("mht", "read_mht"),
    "pdf": ("pdf", "read_pdf"),
    "md": ("md", "read_md"),
    "txt": ("txt", "read_txt"),
}
"""The module and function for each file type; a module and its libraries are imported only when needed."""

_OUT_OF_MEMORY = "文件展开后太大，读取时占用的内存超过上限；请只留下报告本身再导入。"
_TOO_DEEP = "文件的层层嵌套深得不正常，没有读取；请打开后把正文复制到新的 Word 文件再导入。"


def read_in_process(path: Path) -> Document:
    """Read a file in this process, without limits of memory and time."""
    module, function = READERS[detect_file_type(path)]
    document: Document = getattr(import_module(f"generator.importers.readers.{module}"), function)(path)
    return document


def main() -> None:
    """Read the file named on the command line; print `{"document": …}`, or `{"error": sentence}`."""
    confine()
    sys.stdout.write(json.dumps(read_result(Path(sys.argv[1]))))  # faster than `dump`


def read_result(path: Path) -> dict[str, object]:
    try:
        return {"document": document_to_json(read_in_process(path))}
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": _OUT_OF_MEMORY}
    except RecursionError:
        return {"error": _TOO_DEEP}
    except Exception as error:  # a library may raise anything for a damaged file
        name = type(error).__name__
        return {"error": f"文件读到一半读不下去，可能不完整或已损坏（{name}）；请用原来的软件打开后另存一份再导入。"}


if __name__ == "__main__":
    main()
