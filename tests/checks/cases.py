"""Test cases of checks from data files: agencies, the nonzero cells of their reports, and the expected messages.

A report is `agency/year: {cell: value, …}`; besides cells it may have `form`, `published`, `accepts` and `withdrawn`.
Reports are written to files and loaded again, so that messages have the positions that authors see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.checks import check_report
from generator.checks.run import Family, subject_of
from generator.formatters import text_of
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms
from generator.model.problem import Problem
from generator.model.report import Accept, Report, Withdrawal
from generator.sources import dump_report
from generator.sources.catalog import load_catalog
from generator.sources.reading.cells import read_cell
from generator.sources.yaml_data import read_data

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A test case: agencies, reports and expected messages."""

    name: str
    agencies: dict[str, Any]
    reports: dict[str, dict[str, Any]]
    messages: list[str]


def cases(name: str) -> list[Case]:
    """Return the cases of a data file in this folder."""
    data = read_data(_FOLDER / f"{name}.yml")
    return [Case(each["case"], each["agencies"], each["reports"], each["messages"]) for each in data]


def write_catalog(case: Case, root: Path, forms: Forms) -> Catalog:
    """Write the case as files below `root` and return the loaded catalog."""
    for id, facts in case.agencies.items():
        path = root / id / "agency.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, default_flow_style=None), encoding="utf-8"
        )
    for key, values in case.reports.items():
        agency, _, year = key.rpartition("/")
        form = forms[str(values["form"])] if "form" in values else forms.for_year(int(year))
        assert form
        (root / agency / f"{year}.yml").write_text(
            dump_report(_report(agency, int(year), form, values), form, None), encoding="utf-8"
        )
    catalog = load_catalog(root, forms)
    assert not catalog.problems
    return catalog


def _report(agency: str, year: int, form: Form, values: dict[str, Any]) -> Report:
    facts = {key: value for key, value in values.items() if key in ("form", "published", "accepts", "withdrawn")}
    cells = {key: str(value) for key, value in values.items() if key not in facts}
    assert cells.keys() <= set(form.cells), cells
    tables = {
        section: {
            row: tuple(
                read_cell(cells.get(f"{section}.{row}.{column.name}", "0"), block.unit_of(heading, column))[0]
                for column in block.column_leaves
            )
            for row, (block, heading) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    texts = {section.key: "无。" for section in form.sections if section.key not in form.tables}
    accepts = tuple(_accept(each) for each in facts.get("accepts", ()))
    published: date | None = facts.get("published")
    return Report(
        agency, year, form.id, tables, texts, form_named="form" in facts, published=published, accepts=accepts,
        withdrawn=Withdrawal(**facts["withdrawn"]) if "withdrawn" in facts else None,
    )  # fmt: skip


def _accept(entry: dict[str, Any]) -> Accept:
    sides = entry.get("sides")
    numbers = (Decimal(sides[0]), Decimal(sides[1])) if sides else None
    return Accept(entry["check"], entry.get("cell"), entry["reason"], numbers)


def messages_of(catalog: Catalog, families: Sequence[Family]) -> list[str]:
    """Return the formatted messages of the families about every report of the catalog."""
    return formatted(_problems(catalog, families))


def _problems(catalog: Catalog, families: Sequence[Family]) -> Iterator[Problem]:
    for report in catalog.reports.values():
        yield from check_report(subject_of(catalog, report), families)


def formatted(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as lines of text."""
    return [text_of(problem) for problem in problems]
