"""Write workbooks as other programs save them: formulas with or without stored results."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Value = str | float | tuple[str, float | None]
"""A text, a number, or a formula and its stored result."""


def write_workbook(path: Path, rows: list[list[Value]], *, needs_calculation: bool) -> Path:
    """Write a workbook of one sheet; `needs_calculation` makes Excel evaluate all formulas when it is opened."""
    lines = "".join(
        f'<row r="{y}">{"".join(_cell(x, y, value) for x, value in enumerate(row))}</row>'
        for y, row in enumerate(rows, 1)
    )
    calculate = '<calcPr fullCalcOnLoad="1"/>' if needs_calculation else "<calcPr/>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "sheet.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>{calculate}</workbook>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


def _cell(column: int, row: int, value: Value) -> str:
    place = f'r="{"ABCDEFG"[column]}{row}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, int | float):
        return f"<c {place}><v>{value}</v></c>"
    formula, result = value
    return f"<c {place}><f>{escape(formula)}</f>{'' if result is None else f'<v>{result}</v>'}</c>"


def _relation(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
