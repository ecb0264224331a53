"""Compile PDFs with Typst, in a worker process if necessary.

Typst starts threads, and a process forked from a multithreaded one may deadlock. The main process forks others, so
it compiles in a worker; forked processes compile in place. The worker is spawned rather than forked: a forked worker
would keep inherited pipes open, and their readers would never see the end of the file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Literal

import typst

from generator.exporters.fonts import Fonts, font_files
from generator.program import TEMPLATES

Standards = tuple[Literal["a-2a", "ua-1"], ...]
"""Standards that a PDF claims together, by Typst's names."""


def compile_pdf(data: str, fonts: Fonts, standards: Sequence[Standards]) -> bytes:
    """Return the PDF that `templates/pdf/report.typ` makes of JSON data, by the first standards that it can meet.

    If it meets none of them (the fonts lack a letter), it is a tagged PDF without a claim.
    """
    if multiprocessing.parent_process() is None:
        return _worker().submit(_compile, data, fonts, standards).result()
    return _compile(data, fonts, standards)


@cache
def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and exit when it has ended for any reason; no other process would tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


@cache
def _compiler(folder: str) -> typst.Compiler:
    root = TEMPLATES / "pdf"
    return typst.Compiler(root / "report.typ", root=root, font_paths=font_files(folder), ignore_system_fonts=True)


def _compile(data: str, fonts: Fonts, standards: Sequence[Standards]) -> bytes:
    compiler, inputs = _compiler(fonts.folder), {"report": data}
    for claimed in standards:
        with suppress(typst.TypstError):
            return _file(compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=list(claimed)))
    return _file(compiler.compile(format="pdf", sys_inputs=inputs))


def _file(compiled: object) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError(type(compiled))
    return compiled
