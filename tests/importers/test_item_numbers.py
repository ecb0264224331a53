"""The number of a list item below a table belongs to the item, not to the table's last cell."""

from dataclasses import replace

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.item_numbers import without_item_number
from generator.importers.labels import without_numbering
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import flattened
from tests.importers.reading import read
from tests.importers.scoring import printed_of, score


@pytest.mark.parametrize(
    ("figures", "following", "kept"),
    [
        ("0 0 1", ".公开的内容", "0 0 "),
        ("0 0\n12", "、公开的内容", "0 0\n"),
        ("0|0| （1）", "公开的内容", "0|0| "),
        ("0 0 1", "", "0 0 1"),
        ("0 0 1", "件", "0 0 1"),
        ("0 01", ".公开的内容", "0 01"),
        ("0 6（1）", "公开的内容", "0 6（1）"),
        ("0 6 （1）", " 公开的内容", "0 6 （1）"),
        ("0 0 123", "、公开的内容", "0 0 123"),
    ],
)
def test_only_the_number_of_an_item_is_taken_off(figures: str, following: str, kept: str) -> None:
    assert without_item_number(figures, following) == kept


@pytest.mark.parametrize("mark", [".", "．", "、", ")", "）", ". "])
@pytest.mark.parametrize("first", "㐀公鿿“《")
def test_marks_between_the_number_of_an_item_and_its_text(mark: str, first: str) -> None:
    assert without_item_number("0 0 1", f"{mark}{first}") == "0 0 "
    assert without_item_number("0 0 （1）", first) == "0 0 "


@pytest.mark.parametrize("following", ["1", "公开", "：公开", ".5", ".（公开）", "， 公开"])
def test_other_texts_after_a_figure_are_no_items(following: str) -> None:
    assert without_item_number("0 0 1", following) == "0 0 1"


@pytest.mark.parametrize("item", ["1.公开的内容。2.解读的形式。", "1、公开的内容。", "（1）公开的内容。"])
@pytest.mark.parametrize("separator", [" ", "|\n"])
@pytest.mark.parametrize("at", [2, 3, 4])
def test_an_item_below_a_table_keeps_its_number(
    at: int, separator: str, item: str, report: Report, form: Form, forms: Forms
) -> None:
    title = form.sections[at].title
    parts = [part for part in flattened(report, form, separator).parts if isinstance(part, Paragraph)]
    text = "\n".join(part.text for part in parts).replace(title, f"{item}\n{title}")
    found = read(Document(tuple(replace(parts[0], text=line) for line in text.split("\n"))), forms)
    assert found.report.notes == {form.sections[at - 1].key: item}
    result = score(found.report, printed_of(report, form))
    assert (result.wrong, result.open) == ([], [])


@pytest.mark.parametrize(
    ("label", "folded"),
    [("（一）予以公开", "予以公开"), ("3.其他", "其他"), ("其他", "其他"), ("（三）", "三"), ("3.", "3")],
)
def test_a_label_that_is_only_a_number_is_kept(label: str, folded: str) -> None:
    assert without_numbering(label) == folded
