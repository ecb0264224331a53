"""Which boxes of a PDF show text that was typed into them."""

from types import SimpleNamespace

import pytest

from generator.importers.readers.pdf_fields import _text


def _name(text: str) -> SimpleNamespace:
    return SimpleNamespace(name=text)


@pytest.mark.parametrize(("flags", "text"), [(0, "甲"), (4, "甲"), (2, ""), (6, ""), (32, ""), (36, ""), (None, "甲")])
def test_hidden_boxes_are_not_read(flags: int | None, text: str) -> None:
    box = {"Subtype": _name("FreeText"), "F": flags, "Contents": b"\xfe\xff" + "甲".encode("utf-16-be")}
    assert _text(box) == text


@pytest.mark.parametrize(("kind", "text"), [("Tx", "12"), ("Ch", "12"), ("Btn", ""), ("Sig", "")])
def test_boxes_for_text_and_choices_are_read(kind: str, text: str) -> None:
    assert _text({"Subtype": _name("Widget"), "FT": _name(kind), "V": b" 12\r\n"}) == text
    assert _text({"Subtype": _name("Link"), "FT": _name(kind), "V": b"12"}) == ""


@pytest.mark.parametrize(("levels", "text"), [(1, "7"), (7, "7"), (8, "")])
def test_a_box_inherits_from_up_to_seven_parents(levels: int, text: str) -> None:
    box: dict[str, object] = {"FT": _name("Tx"), "V": b"7"}
    for _ in range(levels):
        box = {"Parent": box}
    assert _text({"Subtype": _name("Widget"), **box}) == text
