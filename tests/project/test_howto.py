"""What the authors' manual shows is true: its example passes the check, its messages are the program's own.

After a message has changed, `pytest --update-golden` writes the manual's pages anew.
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

_FAULT = re.compile(r"^```yaml\n( +\S.*)\n```\n\n```text\n(?:.*\n)*?```$", re.MULTILINE)
"""A line as an author might write it wrongly, followed by what the check says of it."""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(path: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", _text(path), re.MULTILINE | re.DOTALL)


EXAMPLE = _blocks(HOWTO)[0]


def _checked(source: str) -> list[str]:
    """What the check says of a report, one line a problem."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "example/zjj")
        place.mkdir(parents=True)
        (place.parent / "agency.yml").write_text("name: 示例县人民政府\nkind: government\n", encoding="utf-8")
        (place / "agency.yml").write_text(AGENCY, encoding="utf-8")
        (place / "2025.yml").write_text(source, encoding="utf-8")
        problems = check_catalog(load_catalog(Path(folder), load_forms()))
        return [text_of(problem).removeprefix(f"{place}/") for problem in problems]


def _with_line(wrong: str) -> str:
    """The example with `wrong` in the place of the line for the same row of the printed table."""
    label = wrong.partition("#")[2]
    (right,) = [line for line in EXAMPLE.split("\n") if line.partition("#")[2] == label]
    return EXAMPLE.replace(right, wrong)


def _told(match: re.Match[str]) -> str:
    said = "\n".join(_checked(_with_line(match[1])))
    return f"```yaml\n{match[1]}\n```\n\n```text\n{said}\n```"


def howto() -> str:
    """The manual with every message as the program says it today."""
    return _FAULT.sub(_told, _text(HOWTO))


def blank() -> str:
    """The page of the blank form with the outline `gongkai new` gives an agency's first report."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "zjj")
        place.mkdir()
        (place / "agency.yml").write_text(AGENCY, encoding="utf-8")
        outline = new_report_text(load_catalog(Path(folder), load_forms()), "zjj", 2025, place / "2025.yml")
    return re.sub(
        r"^```yaml\n.*?^```$", f"```yaml\n{outline.strip()}\n```", _text(BLANK), flags=re.DOTALL | re.MULTILINE
    )


def test_the_example_is_a_report_without_fault() -> None:
    assert _checked(EXAMPLE) == []


@pytest.mark.parametrize(("path", "page"), [(HOWTO, howto), (BLANK, blank)], ids=["howto", "blank"])
def test_the_page_says_what_the_program_says(path: Path, page: Callable[[], str], golden: Golden) -> None:
    golden(page(), path)


@pytest.mark.parametrize("extra", [block for block in _blocks(HOWTO)[1:] if not block.startswith(" ")])
def test_the_further_keys_are_read(extra: str) -> None:
    """Added to the example; where nothing is at fault, the only remark is that there is nothing to accept."""
    keys = re.findall(r"^\w+", extra, re.MULTILINE)
    rest = [line for line in EXAMPLE.split("\n") if line.partition(":")[0] not in keys]
    said = _checked("\n".join([*rest, extra]))
    assert [line for line in said if "[accepts.stale]" not in line] == []
    assert len(said) == ("accepts" in keys)


def test_the_agency_of_the_publishing_manual_is_read(tmp_path: Path) -> None:
    (tmp_path / "agency.yml").write_text(
        "".join(block for block in _blocks(PUBLISHING) if not block.startswith("#")), encoding="utf-8"
    )
    agency, problems = load_agency(tmp_path / "agency.yml", "qiyang/zjj")
    assert problems == []
    assert agency
    assert agency.duty


def test_a_change_after_publication_is_told_as_shown_and_the_entry_shown_settles_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, entry = "penalties:   15", "corrections:\n  - {date: 2026-03-02, reason: 录入错误"
    (shown,) = re.findall(r"^ +(2025\.yml:.*\[since\.figure\])$", _text(HOWTO), re.MULTILINE)
    (rest,) = re.findall(r"^ +- \{date: 2026-03-02, reason: 录入错误(, changes: .*)$", _text(HOWTO), re.MULTILINE)
    changed = EXAMPLE.replace(wrong, "penalties:   17")
    assert changed != EXAMPLE
    monkeypatch.chdir(tmp_path)
    for name, text in (("was", EXAMPLE), ("now", changed), ("then", f"{changed}{entry}{rest}\n")):
        place = Path(name, "zjj")
        place.mkdir(parents=True)
        (place / "agency.yml").write_text(AGENCY, encoding="utf-8")
        (place / "2025.yml").write_text(text, encoding="utf-8")
    was, now, then = (load_catalog(Path(name), load_forms()) for name in ("was", "now", "then"))
    told = [text_of(problem) for problem in check_since(was, now, date(2026, 3, 2))]
    assert told == [f"now/zjj/{shown}"]
    left = [(problem.level, problem.check) for problem in check_since(was, then, date(2026, 3, 2))]
    assert left == [("warning", "since.unkept")]  # typed by hand, it leaves nothing of the earlier version to read
