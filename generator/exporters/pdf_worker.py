"""Typst, which makes PDFs of data. It works with threads, so it runs only in processes that will not fork.

A process forked from one whose Typst has begun to work would wait for its threads for ever. The main process, which
forks others, therefore has one process of its own for this; processes that are themselves forked do the work at once.
That process is begun afresh, not forked: it would keep open what the main process has open, such as another program's
input, and that program would never see its end.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import typst

from generator.exporters.fonts import Fonts, font_files
from generator.exporters.office import TEMPLATES


def typeset_report(data: str, fonts: Fonts) -> bytes:
    """The PDF that `templates/pdf/report.typ` makes of the data, which is JSON."""
    if multiprocessing.parent_process() is None:
        return _worker().submit(_typeset, data, fonts).result()
    return _typeset(data, fonts)


@cache
def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


@cache
def _compiler(folder: str) -> typst.Compiler:
    root = TEMPLATES / "pdf"
    return typst.Compiler(root / "report.typ", root=root, font_paths=font_files(folder), ignore_system_fonts=True)


def _typeset(data: str, fonts: Fonts) -> bytes:
    """A PDF with a letter that the fonts lack is tagged like the others, but may not claim the standard."""
    compiler, inputs = _compiler(fonts.folder), {"report": data}
    try:
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        made = compiler.compile(format="pdf", sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made
