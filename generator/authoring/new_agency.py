"""Create the folder of a new agency, with its `agency.yml`."""

from __future__ import annotations

from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_request import refuse_bad_id
from generator.authoring.new_report import schema_address
from generator.model import keys
from generator.model.agency import AGENCY_KINDS
from generator.model.paths import shown_path
from generator.sources.stray_files import AGENCY_FILE
from generator.sources.writing import create_file, yaml_text

_EXAMPLES = {
    "short_names": "[住建局]",
    "region": "431181",
    "uscc": "11431181006789012C",
    "site": "{name: 网站名称, id_code: 网站标识码}",
    "since": "2015",
    "formerly": "[{name: 原来的全称, until: 2014}]",
    "duty": "{from: 2015}",
}
"""The optional keys that the file offers as comments, each with an example of its value."""


_ADVICE = "# 下面各项都可以不写；要写的，去掉行首的“# ”，改成自己的。"


def create_agency(root: Path, id: str, name: str, kind: str) -> Path:
    """Write the new agency's file and return its path.

    Raises RefusedError if the id cannot be used, the agency above is missing, or the agency exists.
    """
    refuse_bad_id(id)
    parent = id.rpartition("/")[0]
    path = root / id / AGENCY_FILE
    if path.exists():
        raise RefusedError(f"{shown_path(path)} 已经存在，不会覆盖。")
    if parent and not (root / parent / AGENCY_FILE).is_file():
        advice = f"请先运行 gongkai agency {parent} --name 全称 --kind 类别，或核对代号"
        raise RefusedError(f"没有上级机关“{parent}”，{shown_path(root / parent)} 里没有 {AGENCY_FILE}。{advice}。")
    if not name.strip():
        raise RefusedError("机关的全称是空的。请写在 --name 后面，例如 --name 青石县住房和城乡建设局。")
    create_file(path, _agency_text(path, name, kind).encode())
    return path


def _agency_text(path: Path, name: str, kind: str) -> str:
    comments = (f"# {key}: {example}  # {keys.AGENCY[key]}" for key, example in _EXAMPLES.items())
    schema = schema_address("agency", path)
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [f"name: {yaml_text(name.strip())}", f"kind: {kind}  # {AGENCY_KINDS[kind]}", "", _ADVICE, *comments]
    return "\n".join([*lines, ""])
