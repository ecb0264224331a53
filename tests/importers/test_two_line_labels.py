"""Labels of two lines with the figures between them, as in tables without ruling lines: no digit becomes a label's."""

import pytest

from generator.importers.document import Document, Paragraph
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import grids
from tests.importers.reading import read, with_row
from tests.importers.scoring import printed_of, score


def _in_two_lines(report: Report, form: Form, letters: int, separator: str) -> Document:
    """Return the report as text, each label with its last letters below its figures."""
    lines = [f"甲局{report.year}年{form.title}"]
    for section, grid in grids(report, form).items():
        lines.append(next(each.title for each in form.sections if each.key == section))
        for row in sorted({box.row for box in grid.boxes}):
            texts = [box.text for box in grid.boxes if box.row == row]
            labels = [text for text in texts if not text.isdigit()]
            figures = separator.join(text for text in texts if text.isdigit())
            *groups, label = labels or [""]
            lines += [*groups, label[:-letters], figures, label[-letters:]] if figures else texts
    return Document(tuple(Paragraph(line, f"第 {at} 行") for at, line in enumerate(filter(None, lines), 1)))


@pytest.mark.parametrize("letters", [1, 2, 3])
@pytest.mark.parametrize("separator", [" ", "  "])
def test_figures_between_the_lines_of_a_label_keep_their_digits(
    letters: int, separator: str, report: Report, form: Form
) -> None:
    own = Forms({form.id: form})
    for first in ("6", "80", "694"):
        texts = [first, "0", "8", "0", "1", "0", str(int(first) + 9)]
        printed = report
        for row in report.tables["requests"]:
            printed = with_row(printed, texts, ("requests", row))
        found = score(read(_in_two_lines(printed, form, letters, separator), own).report, printed_of(printed, form))
        assert found.wrong == []
