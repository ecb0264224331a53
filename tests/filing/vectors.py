"""Vectors that hold the filing page to the program: reports, its problems, and its source files.

`python -m tests.filing.vectors 10000 SEED` prints as many, one a line, for `make filing`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from generator.checks.arithmetic import check_arithmetic
from generator.checks.blanks import certain_totals
from generator.checks.cells import check_cells
from generator.checks.run import find_problems, settle
from generator.checks.subject import Subject
from generator.checks.years import check_years
from generator.exporters.json import record
from generator.model import keys
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms
from generator.model.narrative import Run, TextBlock, parse
from generator.model.problem import Problem
from generator.model.report import Accept, Report, plain_number
from generator.sources import dump_report, load_report
from generator.sources.form_loader import load_forms
from generator.sources.reading.fields import tidy
from tests.filing.random_figures import Kind, random_report
from tests.made_reports import AWKWARD

_FAMILIES = (check_cells, check_arithmetic, check_years)
_KINDS: tuple[Kind, ...] = ("wrong", "right", "without totals", "blank")
_AGENCY = Agency("jia", "甲市乙局", "department")

_MARKED = (
    "（一）主动公开", "(十二)  监督保障", "（三）" + "长" * 41, "（二）依申请公开。受理{{requests.new.total}}件。",
    "（四）𠀀" + "长" * 39, "- 列表", "*  {{ a.b }}", "-不是列表", "| 项目 | 数量 |", "|---|:-:|", "| 甲 |",
    "| {{a.b}} | **粗** | |", "|", "||", "字**粗**字**又粗**", "**粗{{a.b}}字**", "\\- 不是列表", "\\**不粗**",
    "\\{{不引用}}", "\\| 不是表 |", "** 粗 **", "{{a}}{{}}",
)  # fmt: skip
"""Lines with the marks of the narrative grammar, and lines that only look like it."""

Vector = dict[str, Any]


def vectors(count: int, seed: int) -> Iterator[Vector]:
    """Yield reports in all forms, two thirds with a report of the year before, and their problems and totals."""
    random, forms = Random(seed), load_forms()
    with TemporaryDirectory() as folder:
        for number in range(count):
            form = list(forms.values())[number % len(forms)]
            year = form.first_year or 2023
            report = random_report(random, form, year, _KINDS[number % 5 % 4])
            before = _form_before(random, forms, form)
            previous = random_report(random, before, year - 1, random.choice(_KINDS[:2])) if number % 3 else None
            yield _vector(Path(folder), forms, form, report, previous)


def source_vectors(count: int, seed: int) -> Iterator[Vector]:
    """Yield reports in all forms with awkward lines and texts, and their source files as the program writes them."""
    random, forms = Random(seed), load_forms()
    for number in range(count):
        form = list(forms.values())[number % len(forms)]
        typed = random_report(random, form, form.first_year or 2023, _KINDS[number % len(_KINDS)])
        texts = {section.key: _text(random) for section in form.sections if section.key not in form.tables}
        notes = {key: text for key in form.tables if (text := _text(random))}
        facts = {key: _line(random) for key in keys.LINES if random.random() < 0.5}
        facts |= {key: text for key in keys.TEXTS if (text := _text(random))}
        more: dict[str, Any] = facts
        accepts = tuple(_accepts(form, number))
        report = replace(typed, text=texts, notes=notes, accepts=accepts, form_named=number % 2 == 0, **more)
        if number % 3:
            report = replace(
                report, published=date(2025, 1, number + 1), published_at=time(9, 5) if number % 2 else None
            )
            facts = facts | {"published": report.published_text or ""}
        yield {
            "form": form.id,
            "isFormNamed": report.form_named,
            "facts": facts,
            "text": texts,
            "notes": notes,
            "accepts": list(map(_accept, accepts)),
            "printed": {name: cell for name, cell in _printed(report, form).items() if cell != "0"},
            "source": dump_report(report, form),
            "blocks": {key: [_block(each) for each in parse(text)] for key, text in texts.items()},
        }


def _accepts(form: Form, number: int) -> Iterator[Accept]:
    """Yield up to two decisions with awkward reasons, on a cell or a whole table."""
    cells = list(form.cells)
    for each in range(number, number + number % 3):
        reason = tidy(AWKWARD[each % (len(AWKWARD) - 2)]) or "甲"
        if each % 2:
            yield Accept("cell.text", cells[each * 7], reason)
        else:
            yield Accept("table.blank", None, reason, (Decimal(each), Decimal("-1.50")))


def _accept(accept: Accept) -> dict[str, Any]:
    sides = {"sides": list(map(plain_number, accept.sides))} if accept.sides else {}
    return {"check": accept.check, "cell": accept.cell, "reason": accept.reason, **sides}


def _line(random: Random) -> str:
    return tidy(random.choice(AWKWARD[:-2])) or "甲"


def _text(random: Random) -> str:
    lines = ["", *AWKWARD[:-2], *_MARKED * 3]
    return tidy("\n".join(random.choice(lines) for _ in range(random.randrange(8))))


def _block(block: TextBlock) -> list[Any]:
    lines, rows = map(_runs, block.lines), (list(map(_runs, row)) for row in block.rows)
    return [block.kind, list(lines), _runs(block.lead), list(rows)]


def _runs(runs: Sequence[Run]) -> list[list[Any]]:
    return [[run.kind, run.text, run.bold] for run in runs]


def _form_before(random: Random, forms: Forms, form: Form) -> Form:
    return form if random.random() < 0.8 else random.choice(list(forms.values()))


def _vector(folder: Path, forms: Forms, form: Form, typed: Report, previous: Report | None) -> Vector:
    report, faults = _read(folder / f"{typed.year}.yml", forms, typed)
    before = _read(folder / f"{typed.year - 1}.yml", forms, previous)[0] if previous else None
    catalog = Catalog(folder, forms, {"jia": _AGENCY}, {("jia", report.year): report})
    subject = Subject(report, form, replace(_AGENCY, kind="government"), before, catalog)
    judged = [each for each in find_problems(subject, _FAMILIES) if not each.check.startswith("years.")]
    found = [*faults, *judged]
    return {
        "form": form.id,
        "year": report.year,
        "printed": {name: cell for name, cell in _printed(typed, form).items() if cell != "0"},
        "previous": before and _previous(before, forms[before.form]),
        "problems": [
            [
                each.check,
                each.level,
                each.cell,
                each.message.removesuffix(each.advice),
                each.advice,
                each.sides and list(map(plain_number, each.sides)),
            ]
            for each in found
        ],
        "unacceptable": sorted({each.check for each in (*faults, *_left(subject, judged))}),
        "totals": {name: plain_number(value) for name, value in certain_totals(subject).items()},
    }


def _left(subject: Subject, found: Sequence[Problem]) -> list[Problem]:
    """Return the problems that stay although the author accepts all of them, as the filing page would write it."""
    accepts = tuple(Accept(each.check, each.cell, "原件如此", each.sides) for each in found)
    settled = settle(replace(subject, report=replace(subject.report, accepts=accepts)), found)
    return [each for each in settled if each.accepted is None and each.check != "accepts.stale"]


def _read(path: Path, forms: Forms, report: Report) -> tuple[Report, list[Problem]]:
    """Return the report as read from its source file, and the faults in it."""
    form = forms[report.form]
    path.write_text(dump_report(replace(report, form_named=True), form), encoding="utf-8")
    read, problems = load_report(path, report.agency, report.year, forms)
    if read is None or any(each.check != "source.number" for each in problems):
        raise ValueError(problems)
    return read, problems


def _printed(report: Report, form: Form) -> dict[str, str]:
    names = iter(form.cells)
    return {
        next(names): cell.printed
        for section, table in form.tables.items()
        for row in table.rows
        for cell in report.tables[section][row]
    }


def _previous(report: Report, form: Form) -> Vector:
    """Return the tables of the published record, without their zeros."""
    data = record(report, form, _AGENCY)
    values = {
        f"{section}.{row}.{column}": value
        for section, rows in data["tables"].items()
        for row, cells in rows.items()
        for column, value in cells.items()
        if value != 0
    }
    return {"form": form.id, "values": values, "printed": data["printed"]}


if __name__ == "__main__":
    for vector in vectors(int(sys.argv[1]), int(sys.argv[2])):
        sys.stdout.write(json.dumps(vector, ensure_ascii=False) + "\n")
