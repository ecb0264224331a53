"""An agency's `agency.yml` to an `Agency`."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from generator.report import Agency, Duty, FormerName, Problem
from generator.source.fields import read_flag, read_line, read_list, read_mapping, read_year
from generator.source.tree import Tree, read_tree

KINDS = {
    "government": "人民政府",
    "office": "政府办公机构",
    "department": "政府部门",
    "agency": "派出机构或直属机构",
    "township": "乡镇人民政府",
    "subdistrict": "街道办事处",
    "zone": "开发区、管理区",
    "organisation": "法律法规授权的组织",
}
"""Kinds of filing organ, and how the site names them."""

_KEYS = ("name", "kind", "short_names", "region", "uscc", "site", "since", "until", "formerly", "duty", "demo")

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def load_agency(path: Path, id: str) -> tuple[Agency | None, list[Problem]]:
    """The agency declared in the file, with all faults; none where its name or kind cannot be read."""
    tree = read_tree(path)
    if tree.root is None:
        return None, tree.problems
    found = read_mapping(tree, tree.root, "agency.yml", _KEYS, ("name", "kind"))
    name = read_line(tree, found["name"], "name") if "name" in found else None
    kind = _kind(tree, found["kind"]) if "kind" in found else None
    if name is None or kind is None:
        return None, tree.problems
    agency = Agency(
        id=id,
        name=name,
        kind=kind,
        short_names=read_list(tree, found["short_names"], "short_names", read_line) if "short_names" in found else (),
        region=_coded(tree, found, "region", r"\d{6}(\d{3})?", "GB/T 2260 的六位区划代码，例如 431181"),
        uscc=_uscc(tree, found),
        site=_site(tree, found),
        since=read_year(tree, found["since"], "since") if "since" in found else None,
        until=read_year(tree, found["until"], "until") if "until" in found else None,
        formerly=read_list(tree, found["formerly"], "formerly", _former) if "formerly" in found else (),
        duty=_duty(tree, found["duty"]) if "duty" in found else None,
        demo=read_flag(tree, found["demo"], "demo") if "demo" in found else False,
        path=path,
        at={key: tree.position(node) for key, node in found.items()},
    )
    return agency, tree.problems


def _kind(tree: Tree, node: yaml.Node) -> str | None:
    kind = read_line(tree, node, "kind")
    if kind is not None and kind not in KINDS:
        allowed = "、".join(f"{key}（{label}）" for key, label in KINDS.items())
        tree.fault(node, "value", f"“kind”不能是“{kind}”，可以写：{allowed}。")
        return None
    return kind


def _coded(tree: Tree, found: dict[str, yaml.Node], key: str, pattern: str, meaning: str) -> str | None:
    text = read_line(tree, found[key], key) if key in found else None
    if text is not None and not re.fullmatch(pattern, text):
        tree.fault(found[key], "value", f"“{key}”的“{text}”不对，应是{meaning}。")
    return text


def _uscc(tree: Tree, found: dict[str, yaml.Node]) -> str | None:
    """A unified social credit code (GB 32100-2015), its check character verified."""
    code = _coded(tree, found, "uscc", f"[{_USCC}]{{18}}", "18 位统一社会信用代码（不含字母 I、O、Z、S、V）")
    if code and re.fullmatch(f"[{_USCC}]{{18}}", code):
        total = sum(_USCC.index(char) * weight for char, weight in zip(code, _WEIGHTS, strict=False))
        if _USCC[(31 - total % 31) % 31] != code[17]:
            tree.fault(found["uscc"], "value", f"“uscc”的“{code}”校验位不对，请核对有无抄错。")
    return code


def _site(tree: Tree, found: dict[str, yaml.Node]) -> dict[str, str]:
    if "site" not in found:
        return {}
    entries = read_mapping(tree, found["site"], "site", ("name", "domain", "id_code"), ("name",))
    values = {key: read_line(tree, node, key) for key, node in entries.items()}
    return {key: value for key, value in values.items() if value}


def _former(tree: Tree, node: yaml.Node, name: str) -> FormerName | None:
    found = read_mapping(tree, node, name, ("name", "until", "note"), ("name",))
    former = read_line(tree, found["name"], "name") if "name" in found else None
    until = read_year(tree, found["until"], "until") if "until" in found else None
    note = read_line(tree, found["note"], "note") if "note" in found else None
    return FormerName(former, until, note) if former else None


def _duty(tree: Tree, node: yaml.Node) -> Duty | None:
    found = read_mapping(tree, node, "duty", ("from", "to", "due"), ("from",))
    first = read_year(tree, found["from"], "from") if "from" in found else None
    last = read_year(tree, found["to"], "to") if "to" in found else None
    due = _coded(tree, found, "due", r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "月-日，例如 01-31")
    return Duty(first, last, due) if first else None
