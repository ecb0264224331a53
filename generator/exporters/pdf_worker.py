"""Compile PDFs with Typst, in a worker process if necessary.

Typst starts threads, and a process forked from a multithreaded one may deadlock. The main process forks others, so
it compiles in a worker; forked processes compile in place. The worker is spawned rather than forked: a forked worker
would keep inherited pipes open, and their readers would never see the end of the file.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import typst

from generator.exporters.fonts import Fonts, font_files
from generator.exporters.office import TEMPLATES


def compile_pdf(data: str, fonts: Fonts) -> bytes:
    """Return the PDF that `templates/pdf/report.typ` renders from JSON data."""
    if multiprocessing.parent_process() is None:
        return _worker().submit(_compile, data, fonts).result()
    return _compile(data, fonts)


@cache
def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


@cache
def _compiler(folder: str) -> typst.Compiler:
    root = TEMPLATES / "pdf"
    return typst.Compiler(root / "report.typ", root=root, font_paths=font_files(folder), ignore_system_fonts=True)


def _compile(data: str, fonts: Fonts) -> bytes:
    """Return a PDF/UA-1 file; if the fonts lack a character, return a tagged PDF that does not claim PDF/UA-1."""
    compiler, inputs = _compiler(fonts.folder), {"report": data}
    try:
        compiled = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        compiled = compiler.compile(format="pdf", sys_inputs=inputs)
    if not isinstance(compiled, bytes):
        raise TypeError(type(compiled))
    return compiled
