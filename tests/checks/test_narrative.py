"""Messages of the narrative checks, what they miss of the labelled sets, and their positions."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.narrative import check_narrative
from generator.checks.narrative.phrases import phrase_book
from generator.checks.subject import Subject
from generator.formatters import text_of
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.problem import Position
from generator.model.report import Cell, Report
from generator.sources import load_report
from generator.sources.form_loader import load_forms
from tests.benchmarks.narrative import Case, judge, labelled, measure, precision, recall, subject_of, table_of
from tests.conftest import TESTS
from tests.sample_reports import ORIGINAL

_DATA = Path(__file__).with_name("narrative.yml")
QUIET = {"overview": "各项工作有序开展。", "problems": "公开深度有待加强。", "other": "未收取信息处理费。"}
CHECKS = {
    "narrative.figure", "narrative.sum", "narrative.share", "narrative.year", "narrative.period", "narrative.notice",
    "narrative.agency", "narrative.placeholder", "narrative.section", "narrative.fee", "narrative.unit",
    "narrative.completed", "narrative.outcome", "narrative.problems", "narrative.numbering",
}  # fmt: skip


def _entries() -> list[dict[str, Any]]:
    return list(yaml.load(_DATA.read_text(encoding="utf-8"), yaml.BaseLoader))


def _tables(form: Form, values: dict[str, str]) -> dict[str, dict[str, tuple[Cell, ...]]]:
    assert values.keys() <= set(form.cells), values

    def cell(name: str) -> Cell:
        printed = values.get(name, "0")
        return Cell(printed, Decimal(printed) if re.fullmatch("[0-9.]+", printed) else None)

    return {
        section: {
            row: tuple(cell(f"{section}.{row}.{column}") for column in block.column_names)
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }


def _subject(entry: dict[str, Any], forms: Forms) -> Subject:
    form = forms.for_year(int(entry["year"]))
    assert form
    texts = QUIET | {
        key: value.rstrip("\n") for key, value in entry.items() if key in QUIET or key.startswith("notes.")
    }
    report = Report(
        agency="jia",
        year=int(entry["year"]),
        form=form.id,
        tables=_tables(form, entry.get("cells", {})),
        text={key: text for key, text in texts.items() if key in QUIET},
        preamble=entry.get("preamble"),
        notes={key.removeprefix("notes."): text for key, text in texts.items() if key.startswith("notes.")},
        at={name: Position(Path(key)) for key in (*texts, "preamble") for name in (key, f"{key}:")},
    )
    agency = entry.get("agency", {"name": "甲县住房和城乡建设局", "kind": "department"})
    return Subject(report, form, Agency("jia", **agency))


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry["case"])
def test_expected_messages(entry: dict[str, Any], forms: Forms) -> None:
    assert [text_of(problem) for problem in check_narrative(_subject(entry, forms))] == entry["messages"]


def test_every_check_has_a_case() -> None:
    messages = "\n".join(line for entry in _entries() for line in entry["messages"])
    assert set(re.findall(r"\[(narrative\.[a-z]+)\]", messages)) == CHECKS


MEASURE = TESTS / "checks" / "narrative" / "measure.txt"


def test_measure_on_the_labelled_sets() -> None:
    """Run `python -m tests.benchmarks.narrative > tests/checks/narrative/measure.txt` and commit what has changed."""
    assert measure() == MEASURE.read_text(encoding="utf-8")


def test_benchmark_report_has_the_totals() -> None:
    """With each label left out, as it is, and given twice, a few cases have hits, alarms and misses."""
    few = islice(labelled(), 12)
    scores = [judge(replace(case, expect=case.expect * times)) for case in few for times in range(3)]
    assert all(any(getattr(score, name) for score in scores) for name in ("hits", "alarms", "missed"))
    lines = table_of(scores)
    expected = sum(len(score.case.expect) for score in scores)
    assert lines[0] == f"{len(scores)} labelled sentences"
    found, alarms, missed = (int(number) for number in lines[3].split()[-3:])
    assert (found + missed, alarms) == (expected, sum(len(score.alarms) for score in scores))


def test_score_counts_hits_alarms_and_misses() -> None:
    (case,) = [case for case in labelled() if case.id == "received-08"]
    right = judge(case)
    assert (len(right.hits), right.alarms, right.missed) == (2, (), ())
    alarmed = judge(replace(case, expect=case.expect[:1]))
    assert (precision([alarmed]), recall([alarmed])) == (0.5, 1.0)
    missed = judge(replace(case, cells={}, text=QUIET["overview"]))
    assert (precision([missed]), recall([missed])) == (1.0, 0.0)


SOURCE = """\
preamble: |
  数据统计期限为2023年1月1日至12月31日。

overview: |

  （一）主动公开。办理行政许可{{disclosure.licensing.decisions}}件， **行政处罚 7 件**。

  （二）依申请公开。收到申请 ３ 件。
problems: 二是（待补充）。
"""


def test_positions_are_those_of_the_words_in_the_file(tmp_path: Path, forms: Forms) -> None:
    path = tmp_path / "2024.yml"
    plain = ORIGINAL.read_text(encoding="utf-8")
    tables = plain[plain.index("disclosure:") : plain.index("# 五、")]
    path.write_text(f"{SOURCE}other: 未收取信息处理费。\n{tables}", encoding="utf-8")
    report, problems = load_report(path, "zjj", 2024, forms)
    assert report
    assert problems == []
    subject = Subject(report, forms["2021"], Agency("zjj", "甲县住房和城乡建设局", "department"))
    lines = path.read_text(encoding="utf-8").split("\n")
    words = {
        (problem.check, lines[problem.at.line - 1][problem.at.column - 1 :][:3]) for problem in check_narrative(subject)
    }
    assert words == {
        ("narrative.period", "202"), ("narrative.figure", "7 件"), ("narrative.figure", "３ 件"),
        ("narrative.placeholder", "待补充"),
    }  # fmt: skip


def test_form_without_known_figures_is_checked_as_well(made_up_forms: Forms) -> None:
    report, _ = load_report(TESTS / "reports" / "2031.yml", "jia", 2031, made_up_forms)
    assert report
    text = dict.fromkeys(report.text, "2030年，我局共收到申请5件，行政许可××件，占85%。")
    found = list(check_narrative(Subject(replace(report, text=text), made_up_forms["made-up"])))
    assert {problem.check for problem in found} == {"narrative.year", "narrative.placeholder"}


@pytest.mark.parametrize(
    "text", [f"全县收到信息公开申请{'一' * 5_000}件。", f"发布20条，同比下降25%（2023年{'9' * 5_000}条）。"]
)
def test_numbers_longer_than_python_converts_are_no_crash(text: str) -> None:
    agency = Agency("jia", "甲县人民政府", "government")
    subject = subject_of(Case("long", 2024, agency, "requests", {}, text, ()))
    list(check_narrative(subject))


def test_every_role_of_the_phrase_book_is_in_some_form() -> None:
    """Otherwise a misspelt role in the phrase book would disable its check silently."""
    forms = load_forms().values()
    roles: set[str] = set()
    for book in map(phrase_book, forms):
        phrases = [phrase for group in (*book.before.values(), *book.after.values()) for phrase in group]
        meanings = [
            *(meaning for phrase in phrases for meaning in phrase.meanings),
            *(meaning for denial in book.denials for meaning in denial.zero),
            *(meaning for rate in book.rates for meaning in (*rate.parts, *rate.wholes)),
            *book.bases,
        ]
        roles |= {role for meaning in meanings for part in meaning for role in (part.role, part.row_of) if role}
        roles |= {role for rows in book.rows.values() for role in rows}
    assert {role for role in roles if not any(form.role(role) for form in forms)} == set()
