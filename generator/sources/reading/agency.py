"""Load an agency from its `agency.yml`."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from generator.model import keys
from generator.model.agency import AGENCY_KINDS, Agency, Duty, FormerName
from generator.model.paths import id_fault
from generator.model.problem import Problem, abridged
from generator.sources.faults import MISSING, VALUE
from generator.sources.reading.fields import Fields, read_fields, read_flag, read_line, read_list, read_year
from generator.sources.reading.nodes import Node, is_blank
from generator.sources.reading.tree import Tree, read_tree

_KINDS = "、".join(f"{key}（{label}）" for key, label in AGENCY_KINDS.items())

REGION = r"[0-9]{6}(?:[0-9]{3})?"
"""A GB/T 2260 code, or the nine-digit code of a township."""

USCC = "[0-9A-HJ-NP-RTUWXY]{18}"
"""A unified social credit code (GB 32100-2015)."""

DUE = "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
"""A day of the year, as `MM-DD`."""

_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def load_agency(path: Path, id: str) -> tuple[Agency | None, list[Problem]]:
    """Return the agency declared in the file, and its problems; None if its name or kind cannot be read."""
    tree = read_tree(path)
    if tree.root is None:
        return None, tree.problems
    fields = read_fields(tree, tree.root, path.name, keys.AGENCY, ("name",))
    if "kind" not in fields.nodes:
        tree.fault(tree.root, MISSING, f"“{path.name}”里缺少“kind”（{keys.AGENCY['kind']}），可以写：{_KINDS}。")
    agency = _agency(fields, path, id)
    return agency if agency.name and agency.kind else None, tree.problems_in_order()


def _agency(fields: Fields, path: Path, id: str) -> Agency:
    since, until = _years(fields, "since", "until")
    return Agency(
        id=id,
        name=fields.read("name", read_line) or "",
        kind=fields.read("kind", _kind) or "",
        short_names=fields.read("short_names", _names, ()),
        region=fields.read("region", _region),
        uscc=fields.read("uscc", _uscc),
        site=fields.read("site", _site, {}),
        since=since,
        until=until,
        formerly=fields.read("formerly", _formerly, ()),
        moved_from=fields.read("moved_from", partial(_old_ids, id=id), ()),
        duty=fields.read("duty", _duty),
        demo=fields.read("demo", read_flag, False),
        path=path,
        at={key: node.at for key, node in fields.nodes.items()},
    )


def _years(fields: Fields, first: str, last: str) -> tuple[int | None, int | None]:
    """Return the years under two keys; report a fault if the second is before the first."""
    start, end = fields.read(first, read_year), fields.read(last, read_year)
    if start and end and end < start:
        message = f"“{last}”的 {end} 早于“{first}”的 {start}。请核对这两个年份。"
        fields.tree.fault(fields.nodes[last], VALUE, message)
    return start, end


def _kind(tree: Tree, node: Node, name: str) -> str | None:
    kind = read_line(tree, node, name)
    if kind in AGENCY_KINDS or (kind is None and not is_blank(node)):
        return kind
    complaint = f"不能是“{abridged(kind)}”" if kind else "不能空着"
    tree.fault(node, VALUE, f"“{name}”{complaint}，可以写：{_KINDS}。")
    return None


def _names(tree: Tree, node: Node, name: str) -> tuple[str, ...]:
    return read_list(tree, node, name, read_line)


def read_matching(tree: Tree, node: Node, name: str, pattern: str, meaning: str) -> str | None:
    """Return a line that matches the pattern, which messages describe as `meaning`; any other is a fault."""
    text = read_line(tree, node, name)
    if text is not None and not re.fullmatch(pattern, text):
        tree.fault(node, VALUE, f"“{name}”的“{abridged(text)}”不对，应是{meaning}。")
        return None
    return text


def _region(tree: Tree, node: Node, name: str) -> str | None:
    return read_matching(tree, node, name, REGION, "六位区划代码（GB/T 2260），例如 431181；乡镇、街道可写九位")


def _uscc(tree: Tree, node: Node, name: str) -> str | None:
    """Return a unified social credit code; a wrong check character is a fault."""
    code = read_matching(tree, node, name, USCC, "由数字和大写字母组成的 18 位统一社会信用代码，没有字母 I、O、S、V、Z")
    if code:
        pairs = zip(code, _USCC_WEIGHTS, strict=False)
        total = sum(_USCC_DIGITS.index(char) * weight for char, weight in pairs)
        if _USCC_DIGITS[-total % 31] != code[17]:
            tree.fault(node, VALUE, f"“{name}”的“{code}”最后一位校验码不对，多半是抄错了一位。请对照证书核对。")
    return code


def _site(tree: Tree, node: Node, name: str) -> dict[str, str]:
    fields = read_fields(tree, node, name, keys.SITE, ("name",))
    values = {key: fields.read(key, read_line) for key in fields.nodes}
    return {key: value for key, value in values.items() if value}


def _formerly(tree: Tree, node: Node, name: str) -> tuple[FormerName, ...]:
    return read_list(tree, node, name, _former)


def _former(tree: Tree, node: Node, name: str) -> FormerName | None:
    fields = read_fields(tree, node, name, keys.FORMER, ("name",))
    former = fields.read("name", read_line)
    until, note = fields.read("until", read_year), fields.read("note", read_line)
    return FormerName(former, until, note) if former else None


def _old_ids(tree: Tree, node: Node, name: str, id: str) -> tuple[str, ...]:
    """Return the ids that the agency had before: paths of folders below the reports folder."""
    example = f"{id.rpartition('/')[0]}/jsj".lstrip("/")

    def read_id(tree: Tree, node: Node, name: str) -> str | None:
        text = (read_line(tree, node, name) or "").strip("/")
        fault = next(filter(None, map(id_fault, text.split("/"))), None)
        if text == id:
            fault = "这就是机关现在的文件夹。原来的文件夹才写在这里，请改正或删去。"
        elif fault:
            fault = f"应是机关原来的文件夹，从报告文件夹里面写起，不写年度和文件名，例如 {example}。"
        if fault:
            tree.fault(node, VALUE, f"“{name}”的“{abridged(text)}”不对：{fault}")
        return None if fault else text

    return tuple(dict.fromkeys(read_list(tree, node, name, read_id, f"[{example}]")))


def _duty(tree: Tree, node: Node, name: str) -> Duty | None:
    fields = read_fields(tree, node, name, keys.DUTY, ("from",))
    first, last = _years(fields, "from", "to")
    due = fields.read("due", _due)
    return Duty(first, last, due) if first else None


def _due(tree: Tree, node: Node, name: str) -> str | None:
    return read_matching(tree, node, name, DUE, "“月-日”，例如 01-31")
