"""Read the values of a site's settings; each reader says in its message how the value is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import yaml

from generator.model import keys
from generator.model.problem import abridged
from generator.model.site import SECTIONS
from generator.sources.declared import SETTINGS_VALUE
from generator.sources.faults import DUPLICATE, VALUE
from generator.sources.reading.fields import read_flag, read_line, read_list
from generator.sources.reading.nodes import Node, TextNode
from generator.sources.reading.settings_judges import (
    EXAMPLE,
    Judge,
    accept_any,
    judge_contact,
    judge_link,
    judge_logo,
    judge_match,
    judge_name,
    judge_site_url,
)
from generator.sources.reading.tree import Tree, closest
from generator.sources.yaml_data import Loader

SettingReader = Callable[[Tree, Node, str], Any]

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新港澳台"
_ICP = rf"[{_PROVINCES}]ICP[备证][0-9]{{5,10}}号(?:-[0-9]{{1,3}}[A-Z]?)?"
_POLICE = rf"[{_PROVINCES}]公网安备 ?[0-9]{{14}}号"


def report_no_mapping(tree: Tree, node: Node, name: str) -> None:
    """Report a value that should be a mapping."""
    listed = "、".join(f"{key}（{label}）" for key, label in keys.EXTRA.items())
    tree.fault(node, VALUE, f"“{name}”应写成几项“键: 值”，各占一行，比“{name}:”缩进两格，键可以是：{listed}。")


def _refuse(tree: Tree, node: Node, name: str, text: str, right: str) -> None:
    label = (keys.SETTINGS | keys.EXTRA)[name]
    tree.fault(node, SETTINGS_VALUE, f"“{name}”（{label}）的“{abridged(text)}”不对，{right}。")


def _text(tree: Tree, node: Node, name: str, judge: Judge, *, strict: bool = False) -> str | None:
    """Return one line of text that the judge finds nothing wrong with, and that YAML reads as it is written.

    With `strict`, MkDocs itself refuses anything but text.
    """
    text = read_line(tree, node, name)
    if text is None:
        return None
    right = judge(text, tree.path)
    if not right and not _is_read_as_written(node, text, strict=strict):
        right = f'不加引号会被当成数或别的意思，请写成 "{abridged(text)}"'
    if right:
        _refuse(tree, node, name, text, right)
        return None
    return text


def _is_read_as_written(node: Node, text: str, *, strict: bool) -> bool:
    """Return whether pages print the same text: without quotation marks, `0746` is read as 486."""
    if isinstance(node, TextNode) and node.style:
        return True
    try:
        read = yaml.load(text, Loader)  # noqa: S506  (it is a safe one)
    except (yaml.YAMLError, ValueError):
        return True
    return str(read) == text and (isinstance(read, str) or not strict)


def _flag(tree: Tree, node: Node, name: str) -> bool:
    """Return a Boolean; in quotation marks, `false` would be a text, which templates take for true."""
    if isinstance(node, TextNode) and node.style:
        _refuse(tree, node, name, node.value, "不加引号，只能写 true（是）或 false（否）")
        return False
    return read_flag(tree, node, name)


def _navigation(tree: Tree, node: Node, name: str) -> tuple[str, ...]:
    """Return the names of the sections to show, each once."""
    shown = "、".join(f"{key}（{label}）" for key, label in SECTIONS.items())
    found: list[str] = []

    def read_section(tree: Tree, node: Node, name: str) -> str | None:
        text = read_line(tree, node, name)
        if text in found:
            tree.fault(node, DUPLICATE, f"“{name}”里“{abridged(text)}”写了两次。请删去其中一个。")
        elif text in SECTIONS:
            found.append(text)
        elif text is not None:
            near = closest(text, SECTIONS)
            _refuse(tree, node, name, text, f"是不是想写“{near}”？可以写：{shown}" if near else f"可以写：{shown}")
        return None

    read_list(tree, node, name, read_section, "[home, years, agencies, search, about]")
    return tuple(found)


_OWN_ADDRESS = partial(_text, judge=judge_site_url)


def _site_url(tree: Tree, node: Node, name: str) -> str | None:
    """Return the address of the site, with a slash at its end."""
    text = _OWN_ADDRESS(tree, node, name)
    return text and f"{text.rstrip('/')}/"


def _name(example: str) -> SettingReader:
    return partial(_text, judge=partial(judge_name, example=example), strict=True)


def _link(example: str) -> SettingReader:
    return partial(_text, judge=partial(judge_link, example=example))


def _matching(pattern: str, right: str) -> SettingReader:
    return partial(_text, judge=partial(judge_match, pattern=pattern, right=right))


READERS: dict[str, SettingReader] = {
    "site_name": _name("青石县政府信息公开年报"),
    "site_url": _site_url,
    "site_description": partial(_text, judge=accept_any, strict=True),
    "copyright": partial(_text, judge=accept_any, strict=True),
    "official": _flag,
    "organizer": _name("青石县人民政府办公室"),
    "contact": partial(_text, judge=judge_contact),
    "report_error": _link(f"{EXAMPLE}jiucuo/"),
    "site_id": _matching("[1-9][0-9]{9}|bm[0-9]{8}", "应是 10 位数字，例如 4311810001；部委的是 bm 加 8 位数字"),
    "icp": _matching(_ICP, "应照备案的写全，例如 湘ICP备12345678号-1"),
    "icp_link": _link("https://beian.miit.gov.cn/"),
    "police": _matching(_POLICE, "应照备案的写全，有 14 位数字，例如 湘公网安备43118102000001号"),
    "police_link": _link("https://beian.mps.gov.cn/"),
    "repository": _link(f"{EXAMPLE}gongkai/reports"),
    "logo": partial(_text, judge=judge_logo),
    "navigation": _navigation,
}
"""The reader of each setting."""
