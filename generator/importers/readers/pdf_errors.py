"""Say why a PDF cannot be read: protected, damaged, or written in a way that the libraries do not understand."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.cmapdb import CMapError
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFNotImplementedError
from pdfminer.pdffont import PDFFontError
from pdfminer.pdfinterp import PDFInterpreterError
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from generator.importers.document import UnreadableError

DAMAGED = "PDF 不完整或已损坏，打不开；请重新下载或用原来的 Word 文件导入。"
_PASSWORD = "PDF 设有打开密码，无法读取；请去掉密码另存一份再导入。"  # noqa: S105
_UNKNOWN_ENCRYPTION = "PDF 的加密方式程序不认识，无法读取；请去掉加密另存一份，或用原来的 Word 文件导入。"
_NOT_UNDERSTOOD = (
    "这个 PDF 里有程序读不懂的写法（{}），文件本身不一定损坏；"
    "如果能正常打开，请在浏览器里打开它，打印成新的 PDF，或用原来的 Word 文件导入。"
)
_LIMITS = (PDFNotImplementedError, PDFFontError, CMapError, PDFInterpreterError)
"""Errors of pdfminer about what it cannot do; its other errors are about files that break the format."""

_LOST_DATA = "Data-loss"
"""How pdfminer begins its warning about a compressed stream of which it could read only a part."""


@contextmanager
def explained_errors() -> Iterator[None]:
    """Raise every error as UnreadableError, with one sentence about its cause; also where text was lost in silence."""
    logger, losses = logging.getLogger("pdfminer.pdftypes"), _Losses()
    logger.addHandler(losses)
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, MemoryError | RecursionError):
            raise cause from None
        raise UnreadableError(_message(cause)) from None
    finally:
        logger.removeHandler(losses)
    if losses.found:
        raise UnreadableError(DAMAGED)


def _message(cause: object) -> str:
    if isinstance(cause, PDFPasswordIncorrect):
        return _PASSWORD
    if isinstance(cause, PDFEncryptionError):
        return _UNKNOWN_ENCRYPTION
    if isinstance(cause, PSException) and not isinstance(cause, _LIMITS):
        return DAMAGED
    return _NOT_UNDERSTOOD.format(type(cause).__name__)


class _Losses(logging.Handler):
    """Remembers whether pdfminer reported lost data."""

    found = False

    def emit(self, record: logging.LogRecord) -> None:
        self.found = self.found or str(record.msg).startswith(_LOST_DATA)
