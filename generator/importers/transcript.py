"""The source file of an imported report: its YAML under a remark that says where it came from and what is open."""

from __future__ import annotations

from generator.importers.questions import Question
from generator.importers.recognise import Recognition
from generator.sources import dump_report
from generator.sources.file import INVISIBLE


def transcript(name: str, found: Recognition) -> str:
    """The text of the source file; `name` is that of the original."""
    remarks = [
        f"由 gongkai import 从 {name} 转写。",
        *_list("待核实", found, "error", "warning"),
        *_list("推定", found, "note"),
    ]
    head = "".join(f"# {_line(remark)}\n" for remark in remarks)
    return f"{head}\n{dump_report(found.report, found.form)}"


def _list(title: str, found: Recognition, *levels: str) -> list[str]:
    chosen = [question for question in found.questions if question.level in levels]
    return [f"{title}（{len(chosen)}）：", *(f"- {placed(each)}" for each in chosen)] if chosen else []


def placed(question: Question) -> str:
    """The question with its place in the original."""
    return f"原件{question.origin}，{question.message}" if question.origin else question.message


def _line(text: str) -> str:
    """The text on one line, safe in a remark."""
    return INVISIBLE.sub("", " ".join(text.split()))
