"""Vectors of YAML: texts, and the nodes that the program reads in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.sources.reading.fields import tidy
from generator.sources.reading.nodes import ListNode, Node, TextNode
from generator.sources.reading.yaml_parser import parse_yaml


def yaml_vectors() -> Iterator[dict[str, Any]]:
    """Yield each text of `yaml.txt` with its nodes; None if it has a fault."""
    for text in Path(__file__).with_name("yaml.txt").read_text(encoding="utf-8").split("=====\n"):
        root, problems = parse_yaml(Path(), text)
        yield {"text": text, "nodes": None if root is None or problems else _record(root)}


def _record(node: Node) -> Any:
    """Return a text as line, column, style and value; lists and mappings as their parts."""
    if isinstance(node, TextNode):
        return [node.at.line, node.at.column, node.style, tidy(node.value)]
    if isinstance(node, ListNode):
        return {"items": [_record(each) for each in node.items]}
    return {"entries": [[_record(key), _record(value)] for key, value in node.entries]}
