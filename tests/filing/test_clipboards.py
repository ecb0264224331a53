"""Tables as programs and pages copy them: each figure lands in its own cell, or all are refused; none is shifted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.command_line import PROJECT

FLAVOURS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("clipboards.yml").read_text("utf-8"))
TABLES: dict[str, Any] = json.loads((PROJECT / "docs/schemas/forms/2021.json").read_bytes())["tables"]

_PLACE = """async ([base, pastes]) => {
    const load = (name) => import(`${base}assets/filing/${name}.js`);
    const modules = ['clipboard', 'placing', 'form', 'session'];
    const [clipboard, placing, forms, session] = await Promise.all(modules.map(load));
    const form = forms.readForm(await (await fetch(`${base}schemas/forms/2021.json`)).json());
    return pastes.map(({ html, text, section, start }) => {
        const blocks = clipboard.pastedBlocks(html, text);
        if (!blocks) return ['', { [start]: session.cellText(text) }]; // the browser itself pastes a single text
        const { cells, refusal } = placing.placeOne(form, section, blocks, start);
        return [refusal, Object.fromEntries([...cells].map(([name, text]) => [name, text && session.cellText(text)]))];
    });
}"""
_FULLWIDTH = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


@dataclass(frozen=True)
class Paste:
    """What is on the clipboard, the chosen cell, the right contents, and whether a refusal is right, too."""

    what: str
    html: str
    text: str
    section: str
    start: str
    expected: dict[str, str]
    may_be_refused: bool


def _figure(number: int, flavour: Mapping[str, Any]) -> tuple[str, str]:
    """Return a figure as it is copied, and as it should arrive; every third one is a zero."""
    if number % 3 == 0 and "blank" in flavour:
        return flavour["blank"], flavour["blank"]
    plain = str(1000 + number)
    shown = {"fullwidth": plain.translate(_FULLWIDTH), "thousands": f"{1000 + number:,}"}
    return shown.get(flavour.get("digits", ""), plain), plain


class Copied:
    """A table cut to some of its rows and columns, as a program copies it."""

    def __init__(self, section: str, flavour: Mapping[str, Any], rows: list[int], columns: range) -> None:
        self.section, self.flavour, self.columns = section, flavour, columns
        self.boxes = TABLES[section]["boxes"]
        dropped = {box["row"] for box in self.boxes if box["kind"] == "row" and box["name"] == flavour.get("lacks")}
        self.rows = [row for row in rows if row not in dropped]
        self.figures = {
            box["name"]: _figure(number, flavour) for number, box in enumerate(self.boxes) if box["kind"] == "cell"
        }
        names = [box["name"] for box in self.boxes if box["kind"] == "cell" and self._is_within(box)]
        self.expected = {f"{section}.{name}": self.figures[name][1] for name in names}

    def _is_within(self, box: Mapping[str, Any]) -> bool:
        return box["row"] in self.rows and box["column"] in self.columns

    def html(self) -> str:
        flavour = self.flavour
        rows = "".join(flavour["row"].replace("{}", self._row(row)) for row in self.rows)
        return str(flavour["around"].replace("{}", flavour.get("wrap", "{}").replace("{}", rows)))

    def _row(self, row: int) -> str:
        cells = "".join(self._cell(box, row) for box in self.boxes)
        is_shifted = self.columns.start == 0 and any(box["kind"] == "cell" and box["row"] == row for box in self.boxes)
        empty = self.flavour["figure"].replace("{}", "") * self.flavour.get("empty_before", 0)
        return empty + cells if is_shifted else cells

    def _cell(self, box: Mapping[str, Any], row: int) -> str:
        """Return the cell where it begins in a row of the cut, or what is seen of it there; nothing elsewhere."""
        covered = [each for each in self.rows if box["row"] <= each < box["row"] + box["height"]]
        width = len([each for each in self.columns if box["column"] <= each < box["column"] + box["width"]])
        whole = self._is_within(box)
        if not width or covered[:1] != [row] or not (whole or self.flavour.get("spreadsheet")):
            return ""
        spans = {"colspan": width, "rowspan": len(covered)}
        span = "".join(f" {name}={count}" for name, count in spans.items() if count > 1)
        kind = "figure" if box["kind"] == "cell" else "heading"
        content = self.figures[box["name"]][0] if kind == "figure" else "".join(box["words"])
        return str(self.flavour[kind].replace("{span}", span).replace("{}", content if whole else ""))

    def text(self) -> str:
        lines = {row: dict.fromkeys(self.columns, "") for row in self.rows}
        for box in filter(self._is_within, self.boxes):
            is_figure = box["kind"] == "cell"
            lines[box["row"]][box["column"]] = self.figures[box["name"]][0] if is_figure else "".join(box["words"])
        return "".join("\t".join(line.values()) + "\r\n" for line in lines.values())


def _cuts(section: str) -> Iterator[tuple[str, list[int], range, bool]]:
    """Yield what is copied of a table: rows, columns, and whether a refusal is right, too."""
    table = TABLES[section]
    bodies, width = table["bodies"], table["width"]
    first = min(box["column"] for box in table["boxes"] if box["kind"] == "cell")
    last_row = bodies[-1][1]
    yield "the whole table", list(range(last_row)), range(width), False
    yield "one column with its heading", list(range(last_row)), range(width - 1, width), True
    yield "the left half", list(range(last_row)), range(first + 1), True
    for top, bottom in bodies[:2]:
        middle = (top + bottom) // 2
        yield "a few rows", list(range(middle, min(middle + 3, bottom))), range(width), False
        yield "one row", [bottom - 1], range(width), False
        yield "the figures of a row", [middle], range(first, width), False
        yield "all but the last figure of a row", [top], range(width - 1), True
        yield "a column of figures", list(range(middle, bottom)), range(first, first + 1), False
        yield "a block of figures", list(range(top, min(top + 2, bottom))), range(first, min(first + 2, width)), False


def _pastes(flavour: Mapping[str, Any], *, as_text: bool = False) -> Iterator[Paste]:
    for section in TABLES:
        for what, rows, columns, may_be_refused in _cuts(section):
            copied = Copied(section, flavour, rows, columns)
            if not copied.expected or (what.startswith("a column") and "lacks" in flavour):
                continue  # which of the rows is missing, figures alone do not say
            may_be_refused = may_be_refused or (section == "disputes" and "empty_before" in flavour)
            html = "" if as_text else copied.html()
            start = next(iter(copied.expected))
            yield Paste(what, html, copied.text(), section, start, copied.expected, may_be_refused)


@pytest.fixture(scope="module")
def pastes() -> list[Paste]:
    """Return all that is copied."""
    texts = _pastes(FLAVOURS[0], as_text=True)
    return [*texts, *(each for flavour in FLAVOURS for each in _pastes(flavour))]


def test_each_figure_lands_in_its_cell_or_the_paste_is_refused(tab: Page, base_url: str, pastes: list[Paste]) -> None:
    tab.goto(f"{base_url}file/")
    results = tab.evaluate(_PLACE, [base_url, [asdict(each) for each in pastes]])
    wrong = []
    for paste, (refusal, cells) in zip(pastes, results, strict=True):
        if refusal and not cells:
            is_right = paste.may_be_refused and refusal.startswith("没有粘贴：")
        else:
            is_right = cells == paste.expected
        if not is_right:
            wrong.append((paste.what, paste.section, paste.html[:80], refusal, len(cells), len(paste.expected)))
    assert wrong == []


_VALUES = """(selector) => Object.fromEntries([...document.querySelectorAll(selector)].map(
    (cell) => [cell.id, cell.querySelector('input')?.value ?? cell.textContent]
))"""
_SELECT = """([id, first, last]) => {
    const rows = document.getElementById(id).rows;
    const chosen = rows[last < 0 ? rows.length - 1 : last];
    getSelection().setBaseAndExtent(rows[first], 0, chosen, chosen.childNodes.length);
}"""


def test_what_is_selected_on_a_report_page_is_pasted(browser: Browser, base_url: str) -> None:
    context = browser.new_context()
    report, filing = context.new_page(), context.new_page()
    report.goto(f"{base_url}qiyang/zjj/2024/")
    filing.goto(f"{base_url}file/")
    for field, text in {"name": "甲市乙局", "id": "jia/yi", "year": "2025"}.items():
        filing.fill(f"#gk-file-{field}", text)
    filing.keyboard.press("Enter")
    filing.wait_for_selector(".gk-form")
    for section, first, last, count in [
        ("requests", 3, 4, 14),
        ("disclosure", 0, -1, 10),
        ("requests", 0, -1, 175),
        ("disputes", 0, -1, 15),
    ]:
        report.bring_to_front()
        report.evaluate(_SELECT, [f"{section}-table", first, last])
        report.keyboard.press("Control+C")
        filing.bring_to_front()
        filing.locator(f"#{section}-table input").last.focus()
        filing.keyboard.press("Control+V")
        said = filing.locator(f"div:has(> .gk-sheet #{section}-table) > .gk-file-said")
        assert said.inner_text().startswith(f"粘贴了 {count} 格"), said.inner_text()
    published = report.evaluate(_VALUES, "td[id]")
    assert filing.evaluate(_VALUES, "td[id]") == published
    context.close()
