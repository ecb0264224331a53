"""Warnings of the narrative checks for published reports: exactly the expected ones.

The texts are taken from the saved pages of the corpus, if available; the figures are those stored in `sources`.
"""

import html
import re
from dataclasses import replace

import pytest

from generator.checks.narrative import check_narrative
from generator.checks.subject import Subject
from generator.model.agency import Agency
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.model.report import Report
from generator.sources import load_report
from tests.conftest import TESTS

CORPUS = TESTS.parent.parent / "shared" / "corpus"
PAGES = {
    "pingtan-2020": Agency("jia", "平潭综合实验区管理委员会", "zone"),
    "pingtan-2021": Agency("jia", "平潭综合实验区管理委员会", "zone"),
    "pingtan-2022": Agency("jia", "平潭综合实验区管理委员会", "zone"),
    "pingtan-finance-2020": Agency("jia", "平潭综合实验区财政金融局", "department"),
    "shanghai-office-2019": Agency("jia", "上海市人民政府办公厅", "office"),
}
EXPECTED = {
    "pingtan-2020": [("narrative.sum", "2602条")],
    "shanghai-office-2019": [
        ("narrative.figure", "予以公开及部分公开258件"),
        ("narrative.figure", "等原因无法提供265件"),
    ],
}
"""Check and text of each expected warning, by report.

Eleven kinds of information add up to 2603, not 2602; the office quotes the figures of one column and of one row.
"""

pytestmark = pytest.mark.originals


def _page(name: str) -> str:
    path = next(path for path in CORPUS.glob(f"{name}.*") if path.suffix in (".txt", ".html"))
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub("<(script|style).*?</\\1>", "", text, flags=re.DOTALL)
        text = html.unescape(re.sub("<[^>]+>", "\n", text))
    return re.sub(r"\s*\n\s*", "\n", text.rpartition("正文 ===")[2])


def _between(text: str, first: str, second: str) -> str:
    """Return the text between two titles, with a line break before each heading."""
    found = re.search(f"{first}(.*?)(?:{second})", text, re.DOTALL)
    assert found, (first, second)
    return re.sub("(?<=。)(?=（[一二三四五]）)", "\n", found[1]).strip()


def _report(name: str, forms: Forms) -> Report:
    year = int(name[-4:])
    report, _ = load_report(TESTS / f"sources/files/{year}/corpus-{name}.yml", "jia", year, forms)
    assert report
    page = _page(name)
    text = {
        "overview": _between(page, "一、总体情况", "二、主动公开政府信息情况"),
        "problems": _between(page, "五、(?:政府信息公开工作)?存在的?主要问题及改进情况", "六、其他"),
        "other": _between(page, "六、其他需要报告的事项", "附件下载|$"),
    }
    return replace(report, text=text, preamble=_between(page, "(?:根据|本年?度?报告根据)", "一、总体情况"))


def _words(problem: Problem) -> str:
    found = re.search("写“(?:[^”]*?)([^，。；”]*)”", problem.message)
    return found[1] if found else problem.message


@pytest.mark.parametrize("name", PAGES)
def test_warnings_for_a_published_text(name: str, forms: Forms) -> None:
    report = _report(name, forms)
    problems = list(check_narrative(Subject(report, forms[report.form], PAGES[name])))
    warnings = [(problem.check, _words(problem)) for problem in problems]
    expected = EXPECTED.get(name, [])
    assert [check for check, _ in warnings] == [check for check, _ in expected], warnings
    assert all(words.endswith(end) for (_, words), (_, end) in zip(warnings, expected, strict=True)), warnings
