"""Bytes of a file to a tree of YAML nodes, safely: size, encoding, depth, aliases, tags, equal keys.

Scalars stay text (`0123`, `NO` and `12:30` are what the author typed); the form says what is a number.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from generator.report import Position, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_EVENTS = 50_000

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control, zero-width and text-direction characters: nobody sees them, and they hide what a text says."""


@dataclass
class Tree:
    """A file's nodes and the problems met in reading it. `root` is None where nothing could be read."""

    path: Path
    root: yaml.MappingNode | None = None
    problems: list[Problem] = field(default_factory=list)

    def position(self, node: yaml.Node) -> Position:
        """Where the node begins."""
        return Position(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def fault(self, where: yaml.Node | Position | None, check: str, message: str, cell: str | None = None) -> None:
        """Note an error at a node, a position, or (None) the start of the file."""
        at = where if isinstance(where, Position) else self.position(where) if where else Position(self.path)
        self.problems.append(Problem(at, "error", f"source.{check}", message, cell))

    def entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
        """Key text, key node and value node of each entry; a repeated key is a fault and is left out."""
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, "key", "这里的键不是一个词。每一项应写成“键: 值”。")
            elif key.value in seen:
                first = seen[key.value].start_mark.line + 1
                self.fault(key, "duplicate", f"“{key.value}”写了两次，第一次在第 {first} 行。请删去其中一个。")
            else:
                seen[key.value] = key
                yield key.value, key, value

    def unknown(self, key: yaml.ScalarNode, allowed: Iterable[str], where: str) -> None:
        """Note a key that has no meaning here, with the nearest that has."""
        names = list(allowed)
        near = difflib.get_close_matches(key.value.strip().lower(), names, 1, 0.6)
        advice = f"是不是想写“{near[0]}”？" if near else f"这里可以写：{'、'.join(names)}。"
        self.fault(key, "unknown", f"{where}没有“{key.value}”这一项。{advice}")


def is_blank(node: yaml.Node) -> bool:
    """Whether the value is left empty: nothing, `~` or `null` (unquoted), or an empty string."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    return node.value == "" or (node.style is None and node.value in ("~", "null", "Null", "NULL"))


def read_tree(path: Path) -> Tree:
    """The file's tree, with every fault that keeps it from being read as one."""
    tree = Tree(path)
    text = _read_text(tree)
    if text is None or not _is_safe(tree, text):
        return tree
    root = yaml.compose(text, _Loader)
    if root is None:
        tree.fault(None, "empty", "文件是空的。")
    elif isinstance(root, yaml.MappingNode):
        tree.root = root
    else:
        tree.fault(root, "key", "文件的每一项应写成“键: 值”，例如“overview: |”。")
    return tree


def _read_text(tree: Tree) -> str | None:
    path = tree.path
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            tree.fault(None, "link", "这是一个符号链接，不能作为来源文件。请换成文件本身。")
            return None
        if not stat.S_ISREG(status.st_mode):
            tree.fault(None, "unreadable", "这不是普通文件，不能读取。")
            return None
        if status.st_size > MAX_BYTES:
            tree.fault(
                None, "size", f"文件有 {status.st_size} 字节，超过上限 {MAX_BYTES} 字节。请检查是否混入了别的内容。"
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        tree.fault(None, "unreadable", f"读不出这个文件：{os.strerror(error.errno or 0)}。请检查文件权限。")
        return None
    return _decode(tree, data)


def _decode(tree: Tree, data: bytes) -> str | None:
    """The bytes as UTF-8 (a byte-order mark is allowed), or a fault that names the likely encoding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = Position(tree.path, data.count(b"\n", 0, error.start) + 1)
        tree.fault(at, "encoding", f"文件不是 UTF-8 编码{_guess(data)}。请用编辑器另存为 UTF-8。")
        return None
    if invisible := _INVISIBLE.search(text):
        line = text.count("\n", 0, invisible.start()) + 1
        column = invisible.start() - text.rfind("\n", 0, invisible.start())
        code = f"U+{ord(invisible.group()):04X}"
        tree.fault(Position(tree.path, line, column), "invisible", f"这里有一个看不见的字符（{code}），请删去。")
        return None
    return text


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "，而是 UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，而是 GB18030（GBK）" if re.search("[一-鿿]", text) else ""


def _is_safe(tree: Tree, text: str) -> bool:
    """Whether the text is one YAML document of plain nodes; walks the events, which cannot overflow."""
    depth = count = documents = 0
    refused: set[str] = set()

    def refuse(event: yaml.Event, check: str, message: str) -> None:
        if check not in refused:
            refused.add(check)
            mark = event.start_mark
            at = Position(tree.path, mark.line + 1, mark.column + 1) if mark else Position(tree.path)
            tree.fault(at, check, message)

    try:
        for event in yaml.parse(text, _Loader):
            count += 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH or count > MAX_EVENTS:
                refuse(
                    event, "depth", f"内容嵌套超过 {MAX_DEPTH} 层，或项目多于 {MAX_EVENTS} 个。年度报告用不到这么多。"
                )
                return False
            if documents > 1:
                refuse(event, "documents", "一个文件只能写一份报告，请删去“---”以及后面的内容。")
                return False
            _check_event(event, refuse)
    except yaml.YAMLError as error:
        _explain(tree, text, error)
        return False
    return not refused


def _check_event(event: yaml.Event, refuse: Callable[[yaml.Event, str, str], None]) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        refuse(event, "alias", "不能用“&”“*”引用别处的内容，请把内容写全；开头的“&”或“*”若是正文，请给整段加引号。")
    elif tag := getattr(event, "tag", None):
        refuse(event, "tag", f"不能用标签“{tag}”；若“!”是正文，请给整段加引号。")


_WIDE = re.compile(r"^\s*(?:- )?[\w.-]+\s*：|^\s*[\w.-]+:\S*[［］]|^\s*[\w.-]+:\s*\[[^\]]*[，；]", re.ASCII)


def _explain(tree: Tree, text: str, error: yaml.YAMLError) -> None:
    """Say in Chinese what keeps the text from being YAML: known slips by their lines, else the parser's place."""
    known = len(tree.problems)
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r" *\t", line):
            tree.fault(Position(tree.path, number), "tab", "行首用了制表符（Tab）。缩进请用空格，每级两个。")
        elif wide := _WIDE.match(line):
            at = Position(tree.path, number, wide.end())
            tree.fault(at, "wide", f"“{line[wide.end() - 1]}”是全角符号。请改用半角，冒号后空一格，例如“new: [1, 0]”。")
    if len(tree.problems) > known:
        return
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = Position(tree.path, mark.line + 1, mark.column + 1) if mark else Position(tree.path)
    tree.fault(at, "yaml", f"从这里起不合 YAML 的写法（错处可能在上一行）。{_hint(str(getattr(error, 'problem', '')))}")


def _hint(problem: str) -> str:
    """What the parser's commonest complaints mean to an author."""
    hints = {
        "mapping values are not allowed": "常见原因：正文没有用“|”另起一段，或一行里有两个“: ”。",
        "could not find expected ':'": "常见原因：键后面少了半角冒号和空格，或正文没有缩进。",
        "expected <block end>": "常见原因：缩进不齐。同一级的各行要从同一列开始。",
        "expected ',' or ']'": "常见原因：方括号里的数之间少了半角逗号，或少了右括号“]”。",
        "did not find expected ',' or ']'": "常见原因：方括号里的数之间少了半角逗号，或少了右括号“]”。",
        "did not find expected key": "常见原因：缩进不齐，或引号没有成对。",
        "cannot start any token": "常见原因：一行以“@”“`”“%”开头，请给它加引号。",
    }
    return next((text for start, text in hints.items() if start in problem), "请对照上一年的文件检查冒号、缩进和引号。")
