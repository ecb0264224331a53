"""Signs of other agencies: every word of `agencies.yml` decides some sentence."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.narrative import agencies, duties, frames
from generator.checks.narrative.agencies import check_agencies
from generator.checks.narrative.passages import Passage, passages_of
from generator.checks.narrative.scope import Scope, scope_of
from generator.checks.subject import Subject
from generator.model.agency import Agency
from tests.benchmarks.narrative import Case, subject_of

_FOLDER = Path(__file__).with_name("narrative")
_WORDS = Path(agencies.__file__).with_name("agencies.yml")
_LISTS = ("selves", "author_does", "author_counts", "wide", "sector_words", "publishes", "shared", "joint")
_FIELDS_OF_WORDS = ("税务", "司法")
"""Fields that the sentences of single words are about; the others would only make their test slow."""


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


@dataclass(frozen=True)
class Text:
    """A report's text, ready to be checked again and again."""

    subject: Subject
    passages: list[Passage]
    scope: Scope

    def told(self) -> list[str]:
        """Return the words told, in order."""
        found = check_agencies(self.subject, self.passages, self.scope)
        return [problem.message.partition("“")[2].partition("”")[0] for problem in found]


def _text(agency: str, kind: str, *lines: str) -> Text:
    case = Case("agency", 2024, Agency("jia", agency, kind), "overview", {}, "\n".join(lines), ())
    subject = subject_of(case)
    return Text(subject, list(passages_of(subject)), scope_of(subject))


def _told(agency: str, *lines: str) -> list[str]:
    return _text(f"青岚县{agency}", "department", *lines).told()


@cache
def _sentences() -> list[tuple[Text, list[str]]]:
    """Return the sentences of single words, each with the words told."""
    rows = _load(_FOLDER / "agency_words.yml")
    return [(_text(agency, kind, text), [words] if words else []) for agency, kind, text, words in rows]


def _results() -> list[list[str]]:
    return [text.told() for text, _ in _sentences()]


@pytest.mark.parametrize("field", _load(_FOLDER / "fields.yml"), ids=lambda field: field["owners"][0])
def test_duties_of_a_field(field: dict[str, Any]) -> None:
    lines = [f"及时公开{duty}信息12条。" for duty in field["told"]]
    assert _told(field["other"], *lines) == field["told"]
    for owner in field["owners"]:
        assert _told(owner, *lines) == [], owner
        other = "律师执业" if field["other"] == "司法局" else "成品油零售"
        assert _told(owner, f"及时公开{other}信息。") == [other], owner


@pytest.mark.parametrize("field", _load(_FOLDER / "fields.yml"), ids=lambda field: field["owners"][0])
def test_two_topics_of_a_field(field: dict[str, Any]) -> None:
    other = "气象局" if "科技局" in field["owners"] else "科技局"
    pairs = list(pairwise(field["topics"]))
    lines = [f"及时公开{first}情况、{second}情况。" for first, second in pairs]
    assert _told(other, *lines) == [first for first, _ in pairs]
    assert _told(field["owners"][0], *lines) == []
    assert _told(other, *(f"及时公开{first}情况。" for first in field["topics"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "公开学校食堂采购、教师公寓维修、供水管网检查结果。",  # the author's own topic
        "公开教育、医疗、养老等重点领域信息。",
        "走访学校、教师，听取意见。",  # nothing is published
        "公开学校教师培训信息。",  # not two topics but one
        "转发教育局学校开学、招生公告。",
    ],
)
def test_topics_that_claim_nothing(text: str) -> None:
    assert _told("水利局", text) == []


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("海洋镇人民政府", "township"), ("体育街道办事处", "subdistrict"), ("公安县人民政府", "government"),
        ("公安县政府办", "office"), ("生态旅游区管理委员会", "zone"), ("教育投资有限公司", "organisation"),
    ],
)  # fmt: skip
def test_only_departments_have_a_field(agency: str, kind: str) -> None:
    assert _text(f"青岚县{agency}", kind, "公布婚姻登记结果。").told() == []
    assert _text(f"青岚县{agency}", "department", "公布婚姻登记结果。").told() == ["婚姻登记"]


@pytest.mark.parametrize(("chars", "told"), [(298, ["婚姻登记"]), (299, [])])
def test_what_is_published_stands_near(chars: int, told: list[str]) -> None:
    assert _told("水利局", f"公开{'各' * chars}婚姻登记。") == told
    assert _told("水利局", f"婚姻登记{'各' * chars}公开。") == told


def test_the_first_duty_is_told() -> None:
    assert _told("水利局", "公布婚姻登记结果，作为教育行政主管部门公开信息。") == ["婚姻登记"]
    assert _told("水利局", "作为教育行政主管部门公开信息，公布婚姻登记结果。") == ["教育行政主管部门"]


def test_every_field_is_tested() -> None:
    fields = _load(_WORDS)["fields"]
    tested = _load(_FOLDER / "fields.yml")
    assert [each["duties"] for each in fields] == [each["told"] for each in tested]
    assert [len(each["names"]) for each in fields] == [len(each["owners"]) for each in tested]
    assert [each["topics"] for each in fields] == [each["topics"] for each in tested]
    assert all(each["source"] for each in fields)


def test_sentences_of_single_words() -> None:
    assert _results() == [words for _, words in _sentences()]


def _without_each_word() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the data without each of its words."""
    data = _load(_WORDS)
    data["fields"] = [field for field in data["fields"] if field["names"][0] in _FIELDS_OF_WORDS]
    for key in _LISTS:
        for word in data[key]:
            fewer = copy.deepcopy(data)
            if isinstance(fewer[key], dict):
                del fewer[key][word]
            else:
                fewer[key].remove(word)
            yield f"{key}: {word}", fewer


def _use(monkeypatch: pytest.MonkeyPatch, data: dict[str, Any]) -> None:
    for module in (agencies, duties, frames):
        monkeypatch.setattr(module, "read_data", lambda path: data)
    _forget()


def _forget() -> None:
    for function in (
        agencies.loaded_selves, frames.loaded_openings, duties.loaded_book, duties.fields_of, duties.duties_outside,
    ):  # fmt: skip
        function.cache_clear()


def test_every_word_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    unneeded = []
    expected = _results()
    try:
        for name, data in _without_each_word():
            _use(monkeypatch, data)
            if _results() == expected:
                unneeded.append(name)
    finally:
        monkeypatch.undo()
        _forget()
    assert unneeded == []
