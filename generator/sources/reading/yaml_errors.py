"""Explain to an author why a text is not YAML: known mistakes by line, else the parser's error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.model.problem import Position, Problem
from generator.sources.declared import listed
from generator.sources.faults import COLON, INDENT, QUOTE, TAB, WIDE, YAML
from generator.sources.reading.faulty_entries import LITERAL_BLOCK, faulty_entries

_KEY = r"\s*(?:- )?([A-Za-z_][A-Za-z0-9_.-]*)\s*"

_END_OF_VALUE = r"(?=\s*(?:#.*)?$)"

WIDE_SPACES = "\u3000\xa0"
WIDE_INDENT_MESSAGE = "行首用了全角空格或不换行空格。缩进请改用半角空格，每级两个。"

_MISTAKES = (
    (re.compile(r" *\t(?=.*\S)"), TAB, "行首用了制表符（Tab）。缩进请改用空格，每级两个。"),
    (re.compile(rf" *[{WIDE_SPACES}](?=.*\S)"), INDENT, WIDE_INDENT_MESSAGE),
    (re.compile(rf"{_KEY}："), WIDE, "“：”是全角冒号。请改用半角冒号，后面空一格，写成“{0}: ”。"),
    (
        re.compile(rf"{_KEY}:(?=[{WIDE_SPACES}])"),
        COLON,
        "冒号后面是全角空格或不换行空格。请改用半角空格，写成“{0}: ”。",
    ),
    (
        re.compile(rf"{_KEY}(?=[|>\[]|(?<=\s)[0-9\"]|(?:#.*)?$)"),
        COLON,
        "这里少了冒号。请在后面加上半角冒号，再空一格，写成“{0}: ”。",
    ),
    (re.compile(rf"{_KEY}:(?=[^\s/])"), COLON, "冒号后面没有空格。请空一格，写成“{0}: ”。"),
    (
        re.compile(rf"{_KEY}:\s*(?:[［【]|（\s*[0-9]+\s*[,，]|\[[^\]#\"']*(?:[，；］】]|）{_END_OF_VALUE}))"),
        WIDE,
        "这里的括号或逗号是全角的。请改用半角，逗号后面空一格，写成“{0}: [1, 0]”这样。",
    ),
    (re.compile(rf"{_KEY}:\s*(?:\[(?:[^\]#\"']*,)?\s*\?|\?{_END_OF_VALUE})"), QUOTE, '待填的“?”要加引号，写成 "?"。'),
    (
        re.compile(rf"{_KEY}:\s*(?:\[(?:[^\]#\"']*,)?\s*-(?=\s+[,\]])|-{_END_OF_VALUE})"),
        QUOTE,
        '原件印的“-”要加引号，写成 "-"。',
    ),
)
"""Mistakes recognised by the start of a line, if the file is not YAML: pattern, check and message."""

_HINTS = {
    "mapping values are not allowed": "一行里有两个“: ”，这一行比上一行多缩进了，或正文没有用“|”另起一段。"
    "正文里有冒号的，请给整段加引号",
    "could not find expected ':'": "这一行的键后面少了半角冒号和空格，或者它是正文却没有缩进",
    "while parsing a flow sequence": "方括号里的数之间少了半角逗号，或少了右括号“]”。应写成 [1, 0, 0] 这样",
    "while parsing a flow mapping": "花括号里的各项之间少了半角逗号，或少了右括号“}”",
    "did not find expected node content": "方括号里多了逗号，或逗号之间没有数。空白的格子写 null，如 [1, null, 0]",
    "while scanning a quoted scalar": "引号没有成对，或引号里的“\\”没有写成“\\\\”",
    "did not find expected '-' indicator": "列表的每一项都要以“- ”开头，并从同一列开始",
    "did not find expected key": "缩进不齐，同一级的各行要从同一列开始；或括号、引号后面还有别的字",
    "did not find expected comment or line break": "“|”后面不能再写字，正文要另起一行缩进写",
    "found character that cannot start any token": "一项的内容以“@”“`”“%”开头的，请给它加引号",
    "did not find expected <document start>": "不要写以“%”开头的行，也不要写“...”，请删去",
    "directive": "不要写以“%”开头的行，请删去",
}
"""Parts of parser errors, and the usual cause; the first match is used."""

_REPORTED_AT_CONTEXT = ("while scanning a simple key", "while parsing a flow sequence", "while parsing a flow mapping",
                 "while scanning a quoted scalar")  # fmt: skip
"""Errors that are better reported where the construct begins than where the parser stopped."""


def explain_yaml_error(path: Path, text: str, error: yaml.YAMLError) -> Iterator[Problem]:
    """Yield problems that explain, in Chinese, why the text is not YAML.

    After the parser's error, further ones are looked for entry by entry. What a problem reported before it may have
    caused is not reported.
    """
    mistakes = listed(_mistakes(path, text))
    lines_at_fault = {mistake.at.line for mistake in mistakes}
    faults = (each for each in faulty_entries(text) if lines_at_fault.isdisjoint(each.lines))
    found = [*mistakes, *listed(_parser_problem(path, each.text, each.error, each.lines_above) for each in faults)]
    first = _parser_problem(path, text, error)
    if not any(problem.at.line <= first.at.line for problem in found):
        found.append(first)
    yield from sorted(found, key=lambda problem: problem.at)


def _parser_problem(path: Path, text: str, error: yaml.YAMLError, lines_above: int = 0) -> Problem:
    complaint = f"{getattr(error, 'context', '')}; {getattr(error, 'problem', '')}"
    hint = next((f"常见原因：{cause}。" for words, cause in _HINTS.items() if words in complaint), "")
    advice = hint or "请对照已有的文件检查冒号、缩进和引号。"
    at = _position(path, text, error)
    return YAML.at(at._replace(line=at.line + lines_above), f"从这里起程序读不懂。{advice}")


def _position(path: Path, text: str, error: yaml.YAMLError) -> Position:
    """Return the position to report the error at, never after the last line."""
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context", None) in _REPORTED_AT_CONTEXT:
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    if mark is None:
        return Position(path)
    if mark.line >= len(lines):
        return Position(path, len(lines), len(lines[-1].rstrip()) + 1)
    return Position(path, mark.line + 1, mark.column + 1)


def _mistakes(path: Path, text: str) -> Iterator[Problem]:
    """Yield the first known mistake of each line."""
    for number, line in _lines_outside_blocks(text):
        found = ((pattern.match(line), check, message) for pattern, check, message in _MISTAKES)
        for match, check, message in found:
            if match:
                at = Position(path, number, max(match.end(), 1))
                yield check.at(at, message.format(*match.groups()))
                break


def _lines_outside_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines, with their numbers, that are not inside a literal block (`key: |`)."""
    block_indent: int | None = None
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (indent > block_indent or not line.strip()):
            continue
        block = LITERAL_BLOCK.fullmatch(line.rstrip())
        block_indent = len(block[1]) if block else None
        yield number, line
