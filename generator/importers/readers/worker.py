"""The process in which a file is read: whatever the file does, it does here, within limits of memory and time."""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

from generator.importers.document import Document, UnreadableError
from generator.importers.readers import wire
from generator.importers.readers.kind import kind_of

MEMORY = 1_000_000_000
SECONDS = 7
"""Of the processor's time, which a busy machine does not shorten."""

READERS = {
    "docx": ("docx", "read_docx"),
    "doc": ("office", "read_text_document"),
    "rtf": ("office", "read_text_document"),
    "odt": ("office", "read_text_document"),
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("office", "read_spreadsheet"),
    "ods": ("office", "read_spreadsheet"),
    "html": ("html", "read_html"),
    "mht": ("mht", "read_mht"),
    "pdf": ("pdf", "read_pdf"),
    "md": ("md", "read_md"),
    "txt": ("txt", "read_txt"),
}
"""For each kind of file the module that reads it, loaded only when such a file comes, and the function in it."""

_TOO_LARGE = "文件展开后太大，读取时占用的内存超过上限；请只留下报告本身再导入。"
_TOO_DEEP = "文件的层层嵌套深得不正常，没有读取；请打开后把正文复制到新的 Word 文件再导入。"


def read_in_process(path: Path) -> Document:
    """The document in a file, read in this process and without limits."""
    module, function = READERS[kind_of(path)]
    document: Document = getattr(import_module(f"generator.importers.readers.{module}"), function)(path)
    return document


def main() -> None:
    """Read the file named on the command line; print the document, or the sentence that says why there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    json.dump(_answer(Path(sys.argv[1])), sys.stdout)


def _answer(path: Path) -> dict[str, object]:
    try:
        return {"document": wire.pack(read_in_process(path))}
    except UnreadableError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": _TOO_LARGE}
    except RecursionError:
        return {"refused": _TOO_DEEP}
    except Exception as error:  # a library may fail in any way over a broken file
        detail = type(error).__name__
        return {
            "refused": f"文件读到一半读不下去，可能不完整或已损坏（{detail}）；请用原来的软件打开后另存一份再导入。"
        }


if __name__ == "__main__":
    main()
