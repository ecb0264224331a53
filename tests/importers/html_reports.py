"""A report as the elements of a web page, for pages of any site to be built around it."""

from html import escape

from generator.model.form import Form
from generator.model.layout import lay_out
from generator.model.report import Report

TITLE = "某县甲局2023年政府信息公开工作年度报告"
PREAMBLE = "根据《中华人民共和国政府信息公开条例》，编制本报告。"
SIGNATURE = ("某县甲局", "2024年1月20日")
Body = list[str]
"""The elements of the report from its first sentence to its date."""


def html_table(report: Report, form: Form, section: str) -> str:
    """Return a table of the report as HTML with its spans."""
    rows: dict[int, list[str]] = {}
    for box in lay_out(form.tables[section]).boxes:
        text = box.text
        if box.kind == "cell":
            row, _, column = box.name.rpartition(".")
            block, _ = form.tables[section].rows[row]
            text = report.tables[section][row][block.column_names.index(column)].printed
        cell = f"<td rowspan={box.height} colspan={box.width}>{escape(text)}</td>"
        rows.setdefault(box.row, []).append(cell)
    return f"<table><tr>{'</tr><tr>'.join(''.join(cells) for cells in rows.values())}</tr></table>"


def body_of(report: Report, form: Form, tag: str = "p") -> Body:
    """Return the elements of the report from its first sentence to its date."""
    body = [f"<{tag}>{PREAMBLE}</{tag}>"]
    for section in form.sections:
        body.append(f"<{tag}>{section.title}</{tag}>")
        if section.key in form.tables:
            body.append(html_table(report, form, section.key))
        else:
            body += (f"<{tag}>{line}</{tag}>" for line in report.text[section.key].split("\n"))
    return body + [f"<{tag}>{line}</{tag}>" for line in SIGNATURE]
