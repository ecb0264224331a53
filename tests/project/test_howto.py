"""The authors' manual is correct: its example passes the check, and its messages are the program's.

After a message has changed, `pytest --update-golden` updates the manual's pages.
"""

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.authoring.new_report import new_report_text
from generator.checks import check_catalog
from generator.checks.since import check_since
from generator.formatters import text_of
from generator.sources import load_agency
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.conftest import Golden

DOCS = Path(__file__).parents[2] / "docs"
HOWTO, BLANK, PUBLISHING = DOCS / "howto.md", DOCS / "manual/blank.md", DOCS / "manual/publishing.md"
AGENCY = "name: 示例县住房和城乡建设局\nkind: department\n"

_WRONG_LINE = re.compile(r"^```yaml\n( +\S.*)\n```\n\n```text\n(?:.*\n)*?```$", re.MULTILINE)
"""Pattern of a wrong line as an author might write it, followed by the reported problems."""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(path: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", _text(path), re.MULTILINE | re.DOTALL)


EXAMPLE = _blocks(HOWTO)[0]


def _problems(source: str) -> list[str]:
    """Return the problems of a report, each as a line of text."""
    with tempfile.TemporaryDirectory() as folder:
        agency = Path(folder, "example/zjj")
        agency.mkdir(parents=True)
        (agency.parent / "agency.yml").write_text("name: 示例县人民政府\nkind: government\n", encoding="utf-8")
        (agency / "agency.yml").write_text(AGENCY, encoding="utf-8")
        (agency / "2025.yml").write_text(source, encoding="utf-8")
        problems = check_catalog(load_catalog(Path(folder), load_forms()))
        return [text_of(problem).removeprefix(f"{agency}/") for problem in problems]


def _with_line(wrong: str) -> str:
    """Return the example with `wrong` in place of the line whose comment names the same row."""
    label = wrong.partition("#")[2]
    (correct,) = [line for line in EXAMPLE.split("\n") if line.partition("#")[2] == label]
    return EXAMPLE.replace(correct, wrong)


def _with_problems(match: re.Match[str]) -> str:
    problems = "\n".join(_problems(_with_line(match[1])))
    return f"```yaml\n{match[1]}\n```\n\n```text\n{problems}\n```"


def howto() -> str:
    """Return the authors' manual with the current messages."""
    return _WRONG_LINE.sub(_with_problems, _text(HOWTO))


def blank() -> str:
    """Return the page of the blank form, with the file that `gongkai new` writes for an agency's first report."""
    with tempfile.TemporaryDirectory() as folder:
        agency = Path(folder, "zjj")
        agency.mkdir()
        (agency / "agency.yml").write_text(AGENCY, encoding="utf-8")
        template = new_report_text(load_catalog(Path(folder), load_forms()), "zjj", 2025, agency / "2025.yml")
    return re.sub(
        r"^```yaml\n.*?^```$", f"```yaml\n{template.strip()}\n```", _text(BLANK), flags=re.DOTALL | re.MULTILINE
    )


def test_the_example_has_no_problems() -> None:
    assert _problems(EXAMPLE) == []


@pytest.mark.parametrize(("path", "page"), [(HOWTO, howto), (BLANK, blank)], ids=["howto", "blank"])
def test_the_page_is_up_to_date(path: Path, page: Callable[[], str], golden: Golden) -> None:
    golden(page(), path)


@pytest.mark.parametrize("extra", [block for block in _blocks(HOWTO)[1:] if not block.startswith(" ")])
def test_the_optional_keys_are_accepted(extra: str) -> None:
    """They cause no problem in the example, except that `accepts` has no problem to accept."""
    keys = re.findall(r"^\w+", extra, re.MULTILINE)
    rest = [line for line in EXAMPLE.split("\n") if line.partition(":")[0] not in keys]
    problems = _problems("\n".join([*rest, extra]))
    assert [line for line in problems if "[accepts.stale]" not in line] == []
    assert len(problems) == ("accepts" in keys)


def test_the_agency_of_the_publishing_manual_is_valid(tmp_path: Path) -> None:
    (tmp_path / "agency.yml").write_text(
        "".join(block for block in _blocks(PUBLISHING) if not block.startswith("#")), encoding="utf-8"
    )
    agency, problems = load_agency(tmp_path / "agency.yml", "qiyang/zjj")
    assert problems == []
    assert agency
    assert agency.duty


def test_a_change_after_publication_is_reported_until_the_correction_is_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_change, entry = "penalties:   15", "corrections:\n  - {date: 2026-03-02, reason: 录入错误"
    (shown,) = re.findall(r"^ +(2025\.yml:.*\[since\.figure\])$", _text(HOWTO), re.MULTILINE)
    (rest,) = re.findall(r"^ +- \{date: 2026-03-02, reason: 录入错误(, changes: .*)$", _text(HOWTO), re.MULTILINE)
    changed = EXAMPLE.replace(before_change, "penalties:   17")
    assert changed != EXAMPLE
    monkeypatch.chdir(tmp_path)
    versions = {"published": EXAMPLE, "changed": changed, "corrected": f"{changed}{entry}{rest}\n"}
    for name, text in versions.items():
        agency = Path(name, "zjj")
        agency.mkdir(parents=True)
        (agency / "agency.yml").write_text(AGENCY, encoding="utf-8")
        (agency / "2025.yml").write_text(text, encoding="utf-8")
    published, edited, corrected = (load_catalog(Path(name), load_forms()) for name in versions)
    problems = [text_of(problem) for problem in check_since(published, edited, date(2026, 3, 2))]
    assert problems == [f"changed/zjj/{shown}"]
    remaining = [(problem.level, problem.check) for problem in check_since(published, corrected, date(2026, 3, 2))]
    assert remaining == [("warning", "since.unkept")]  # entered by hand, so the earlier version is not kept
