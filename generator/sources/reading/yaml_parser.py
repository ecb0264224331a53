"""Parse the text of a source file into nodes, safely: one document, limited depth, no aliases, no tags.

Scalars stay text as typed (`0123`, `NO`, `12:30`); the form determines what is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from generator.model.problem import Position, Problem, abridged
from generator.sources.faults import ALIAS, DEPTH, DOCUMENTS, SIZE, TAG
from generator.sources.faults import INVISIBLE as INVISIBLE_CHECK
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode
from generator.sources.reading.text_file import INVISIBLE
from generator.sources.reading.yaml_errors import explain_yaml_error
from generator.sources.yaml_data import MAX_DEPTH, Loader

MAX_EVENTS = 10_000
"""Ten times what a report with every cell corrected once has."""

_INVISIBLE_WHEN_ESCAPED = re.compile(rf"\r|{INVISIBLE.pattern}")
"""Characters that an escape sequence in quotation marks could introduce."""

_position = partial(tuple.__new__, Position)
"""Create a Position from a tuple without its slow constructor, because every cell has one."""


def parse_yaml(path: Path, text: str) -> tuple[Node | None, list[Problem]]:
    """Return the root node of the document, built from parser events to avoid recursion, and the problems found.

    The node is None if the text has no document, or one with a syntax error.
    """
    problems: list[Problem] = []
    started: list[ListNode | MapNode] = []
    children: list[list[Node]] = [[]]
    events: Iterator[Any] = yaml.parse(text, Loader)
    try:
        for count, event in enumerate(events):
            mark = event.start_mark
            at = _position((path, mark.line + 1, mark.column + 1))
            if _is_plain_scalar(event) and count <= MAX_EVENTS:
                lines = event.end_mark.line - mark.line + 1
                children[-1].append(TextNode(at, event.value, "", lines, at if lines == 1 else None))
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                node = _completed(started.pop(), children.pop())
                children[-1].append(node)
            elif isinstance(event, yaml.CollectionStartEvent):
                started.append(ListNode(at, []) if isinstance(event, yaml.SequenceStartEvent) else MapNode(at, []))
                children.append([])
            elif isinstance(event, yaml.NodeEvent):
                children[-1].append(_text_node(at, event, text))
            if refusal := _refusal(at, event, len(started), count, has_root=bool(children[0])):
                problems.append(refusal)
                break
            if fault := _fault(at, event):
                problems.append(fault)
    except yaml.YAMLError as error:
        return None, [*problems, *explain_yaml_error(path, text, error)]
    return (children[0][0] if children[0] else None), problems


def _is_plain_scalar(event: Any) -> bool:
    """Return whether the event is an unquoted scalar without tag or anchor; most are, and need no more checks."""
    return type(event) is yaml.ScalarEvent and not event.style and event.tag is None and event.anchor is None


def _text_node(at: Position, event: Any, text: str) -> TextNode:
    """Return a scalar as text; an alias, which is reported elsewhere, becomes a blank."""
    if isinstance(event, yaml.AliasEvent):
        return TextNode(at, "")
    lines = event.end_mark.line - event.start_mark.line + 1
    if event.style in ("'", '"'):
        within = text[event.start_mark.index + 1 : event.end_mark.index - 1]
        first = at._replace(column=at.column + 1) if within == event.value and lines == 1 else None
        return TextNode(at, _INVISIBLE_WHEN_ESCAPED.sub("\ufffd", event.value), event.style, lines, first)
    if event.style != "|":
        return TextNode(at, event.value, event.style or "", lines, None if event.style or lines > 1 else at)
    _, _, body = text[event.start_mark.index : event.end_mark.index].partition("\n")
    blank = len(body) - len(body.lstrip(" \r\n"))
    begin = Position(at.path, at.line + 1 + body.count("\n", 0, blank), blank - body.rfind("\n", 0, blank))
    return TextNode(at, event.value, event.style, lines, begin)


def _completed(node: ListNode | MapNode, children: list[Node]) -> Node:
    if isinstance(node, ListNode):
        node.items = children
    else:
        node.entries = list(zip(children[::2], children[1::2], strict=True))
    return node


def _refusal(at: Position, event: yaml.Event, depth: int, count: int, *, has_root: bool) -> Problem | None:
    """Return the problem because of which the rest of the file must not be read, or None."""
    if depth > MAX_DEPTH:
        return DEPTH.at(at, f"内容嵌套超过 {MAX_DEPTH} 层，后面的没有再读。年度报告用不到这么多层，请检查括号和缩进。")
    if count > MAX_EVENTS:
        return SIZE.at(
            at, f"内容多于 {MAX_EVENTS} 项，后面的没有再读。年度报告用不到这么多，请检查是否混入了别的内容。"
        )
    if has_root and isinstance(event, yaml.DocumentStartEvent):
        return DOCUMENTS.at(at, "一个文件只能写一份内容，请删去“---”以及后面的内容。")
    return None


def _fault(at: Position, event: Any) -> Problem | None:
    """Return a problem if the event has an alias, anchor, tag or invisible character, or None."""
    if isinstance(event, yaml.AliasEvent):
        name = abridged(str(event.anchor))
        return ALIAS.at(at, f"不能用“*{name}”引用别处的内容，请写全；“*”若是正文，请给整段加引号。")
    if anchor := getattr(event, "anchor", None):
        return ALIAS.at(at, f"不能用“&{abridged(anchor)}”给内容起名，请删去；“&”若是正文，请给整段加引号。")
    if tag := getattr(event, "tag", None):
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        return TAG.at(at, f"不能用标签“{abridged(shown)}”，请删去；“!”若是正文，请给整段加引号。")
    if getattr(event, "style", None) == '"' and _INVISIBLE_WHEN_ESCAPED.search(event.value):
        return INVISIBLE_CHECK.at(at, "引号里用“\\”写了看不见的字符，会改变文字的意思。请删去。")
    return None
