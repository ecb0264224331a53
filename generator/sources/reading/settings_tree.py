"""Read `mkdocs.yml` as a tree of nodes: unlike sources, it may use the aliases and tags of YAML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from generator.model.problem import Position
from generator.sources.faults import DEPTH, KEY
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode
from generator.sources.reading.text_file import read_text_file
from generator.sources.reading.tree import Tree
from generator.sources.reading.yaml_errors import explain_yaml_error
from generator.sources.yaml_data import MAX_DEPTH, Loader, first_too_deep


def read_settings_tree(path: Path) -> Tree:
    """Return the file's tree, with the problems that keep it from being read; `!ENV` is replaced by its value."""
    text, problems = read_text_file(path)
    tree = Tree(path, None, problems)
    if text is None:
        return tree
    try:
        if deep := first_too_deep(text):
            tree.problems.append(
                DEPTH.at(_position(path, deep), f"设置嵌套超过 {MAX_DEPTH} 层，没有再读。请检查括号和缩进。")
            )
            return tree
        root = yaml.compose(text, Loader)
    except (yaml.YAMLError, ValueError) as error:
        tree.problems += explain_yaml_error(path, text, error) if isinstance(error, yaml.YAMLError) else []
        return tree
    node = _node(path, root, {}) if root else None
    if isinstance(node, MapNode):
        tree.root = node
    else:
        tree.fault(node, KEY, "网站的设置要逐项填写，每一项写成“键: 值”，例如“site_name: 青石县政府信息公开年报”。")
    return tree


def _position(path: Path, event: Any) -> Position:
    return Position(path, event.start_mark.line + 1, event.start_mark.column + 1)


def _node(path: Path, node: Any, seen: dict[int, Node]) -> Node:
    """Return the node as one of ours; an alias becomes the node that it stands for."""
    if id(node) in seen:
        return seen[id(node)]
    at = _position(path, node)
    if node.tag == "!ENV":
        return TextNode(at, _from_environment(node))
    if isinstance(node, yaml.ScalarNode):
        return TextNode(at, node.value, node.style or "", node.end_mark.line - node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        found = seen[id(node)] = ListNode(at, [])
        found.items = [_node(path, each, seen) for each in node.value]
        return found
    mapping = seen[id(node)] = MapNode(at, [])
    mapping.entries = [(_node(path, key, seen), _node(path, value, seen)) for key, value in node.value]
    return mapping


def _from_environment(node: Any) -> str:
    """Return the text of `!ENV NAME` or `!ENV [NAME, …, default]`: the first variable set, else the default."""
    names = [each.value for each in ([node] if isinstance(node, yaml.ScalarNode) else node.value)]
    default = str(names.pop()) if len(names) > 1 else ""
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)
