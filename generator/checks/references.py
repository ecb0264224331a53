"""Check that every `{{cell}}` in a text names a cell of the report's tables."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.narrative import malformed_references, references
from generator.model.problem import Problem, abridged
from generator.sources.declared import TEXT_REFERENCE

_MAX_SUGGESTIONS = 30
"""Wrong names for which a similar one is looked up, which takes some milliseconds each."""


def check_references(subject: Subject) -> Iterator[Problem]:
    """Yield an error for each reference that names no cell or has unpaired braces: it would be published as typed."""
    report, form = subject.report, subject.form
    notes = {f"notes.{key}": text for key, text in report.notes.items()}
    texts = {"preamble": report.preamble, **report.text, "closing": report.closing, **notes}
    suggested = 0
    for key, text in texts.items():
        for line, offset, name in references(text or ""):
            if form.locate(name) is None:
                suggested += 1
                advice = _advice(form, name if suggested <= _MAX_SUGGESTIONS else "")
                finding = f"正文引用的“{{{{{abridged(name)}}}}}”在表中没有对应的单元格。"
                yield TEXT_REFERENCE.at(report.position_in(key, line, offset), finding, advice)
        for line, offset, typed in malformed_references(text or ""):
            advice = f"引用要写成两对英文花括号，例如“{{{{{next(iter(form.cells))}}}}}”。"
            finding = f"正文里的“{abridged(typed)}”像是引用，花括号却不成对，会照样公布。"
            yield TEXT_REFERENCE.at(report.position_in(key, line, offset), finding, advice)


def _advice(form: Form, name: str) -> str:
    cells = list(form.cells)
    close = difflib.get_close_matches(name, cells, 1)
    return f"是不是想写“{{{{{close[0]}}}}}”？" if close else f"请写成“部分.行.列”，例如“{{{{{cells[-1]}}}}}”。"
