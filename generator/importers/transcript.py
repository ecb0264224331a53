"""Write the source file of an imported report: its YAML under a comment with its origin and the open questions."""

from __future__ import annotations

from generator.importers.questions import Question
from generator.importers.recognise import Recognition
from generator.sources import dump_report
from generator.sources.reading.text_file import INVISIBLE


def transcript(name: str, found: Recognition) -> str:
    """Return the text of the source file; `name` is the file name of the original."""
    comments = [
        f"由 gongkai import 从 {name} 转写。",
        *_list("待核实", found, "error", "warning"),
        *_list("推定", found, "note"),
    ]
    header = "".join(f"# {_on_one_line(comment)}\n" for comment in comments)
    return f"{header}\n{dump_report(found.report, found.form)}"


def _list(title: str, found: Recognition, *levels: str) -> list[str]:
    """Return a title and the questions of these levels, one per line; no lines if there are no questions."""
    questions = [question for question in found.questions if question.level in levels]
    return [f"{title}（{len(questions)}）：", *(f"- {_with_place(each)}" for each in questions)] if questions else []


def _with_place(question: Question) -> str:
    """Return the message with its place in the original."""
    return f"原件{question.origin}，{question.message}" if question.origin else question.message


def _on_one_line(text: str) -> str:
    """Return the text on one line, without characters that could end a comment."""
    return INVISIBLE.sub("", " ".join(text.split()))
