"""Lines left out around a report are listed in one note."""

import json
from dataclasses import replace

from generator.importers.document import Document, Paragraph
from generator.importers.readers.serialization import document_from_json, document_to_json
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.reading import read


def _with_omitted(report: Report, form: Form, count: int) -> Document:
    lines = tuple(Paragraph(f"菜单{number}", f"第 {number} 段") for number in range(1, count + 1))
    return replace(document(report, form), omitted=lines)


def test_omitted_lines_survive_serialisation(report: Report, form: Form) -> None:
    original = _with_omitted(report, form, 2)
    assert document_from_json(json.loads(json.dumps(document_to_json(original)))) == original


def test_few_omitted_lines_are_all_quoted_in_one_note(report: Report, form: Form, forms: Forms) -> None:
    questions = read(_with_omitted(report, form, 2), forms).questions
    [note] = [question for question in questions if question.check == "import.omitted"]
    assert (note.level, note.origin) == ("note", "第 1 段")
    assert note.message == ("有 2 行不像报告的内容，没有导入：“菜单1”；“菜单2”。如果其中有报告的正文，请补上。")


def test_many_omitted_lines_are_counted_and_the_first_quoted(report: Report, form: Form, forms: Forms) -> None:
    questions = read(_with_omitted(report, form, 13), forms).questions
    [note] = [question for question in questions if question.check == "import.omitted"]
    assert "有 13 行" in note.message
    assert "“菜单12”等。" in note.message


def test_no_note_when_nothing_was_omitted(report: Report, form: Form, forms: Forms) -> None:
    assert not read(document(report, form), forms).questions
