"""Read the identity of a site from its `mkdocs.yml`; every wrong setting is a Problem that says the right way."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.model import keys
from generator.model.problem import Problem, abridged
from generator.model.site import SiteSettings
from generator.sources.declared import SETTINGS_OFFICIAL, SETTINGS_UNKNOWN
from generator.sources.faults import MISSING, UNKNOWN
from generator.sources.reading.fields import Fields
from generator.sources.reading.nodes import MapNode, Node, TextNode, is_blank
from generator.sources.reading.settings_tree import read_settings_tree
from generator.sources.reading.settings_values import READERS, report_no_mapping
from generator.sources.reading.tree import Tree, closest

MKDOCS_KEYS = frozenset({
    "INHERIT", "config_file_path", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template",
    "exclude_docs", "extra_css", "extra_javascript", "extra_templates", "hooks", "markdown_extensions", "mdx_configs",
    "nav", "not_in_nav", "pages", "plugins", "remote_branch", "remote_name", "repo_name", "repo_url", "site_author",
    "site_dir", "strict", "theme", "use_directory_urls", "validation", "watch",
})  # fmt: skip
"""The keys of `mkdocs.yml` (https://www.mkdocs.org/user-guide/configuration/) that say nothing about identity."""

THEME_KEYS = frozenset({
    "alternate", "analytics", "annotate", "consent", "generator", "homepage", "manifest", "polyfills", "scope",
    "social", "status", "tags", "version",
})  # fmt: skip
"""The keys below `extra` that Material for MkDocs reads."""

_BELOW_EXTRA = "“extra:”下面，比它缩进两格"
_AT_TOP = "最左边，不缩进，不在“extra:”下面"

_TOP_KEYS = keys.SETTINGS | dict.fromkeys(MKDOCS_KEYS, "MkDocs 的设置")

_EXPECTED_OF_OFFICIAL = ("organizer", "contact", "report_error", "site_id", "icp", "police")
"""What the footer of a government site has to state (政府网站发展指引, 国办发〔2017〕47号)."""


def read_site_settings(path: Path | None) -> tuple[SiteSettings, list[Problem]]:
    """Return the settings of the site, with defaults for what is not set or wrong, and all problems of the file.

    Without such a file, all settings are the defaults; the address is then that of the environment, SITE_URL.
    """
    default = _default()
    if not path or not path.exists():
        return default, []
    tree = read_settings_tree(path)
    if tree.root is None:
        return default, tree.problems_in_order()
    top = _fields(tree, tree.root, keys.SETTINGS, MKDOCS_KEYS, keys.EXTRA, _BELOW_EXTRA)
    below = _extra(tree, top.nodes.get("extra"))
    if not _is_set(top, "site_name") and not _inherits(tree.root):
        advice = "请补上，例如“site_name: 青石县政府信息公开年报”"
        tree.fault(top.nodes.get("site_name"), MISSING, f"缺少“site_name”（网站名称）。{advice}。")
    named = {key: top.read(key, READERS[key]) for key in keys.SETTINGS if key in READERS}
    values = {key.removeprefix("site_"): value for key, value in named.items()}
    values |= {key: below.read(key, READERS[key]) for key in keys.EXTRA}
    settings = replace(default, **{key: value for key, value in values.items() if value is not None})
    _check_official(tree, settings, below)
    return settings, tree.problems_in_order()


def _default() -> SiteSettings:
    address = os.environ.get("SITE_URL", "").rstrip("/")
    return SiteSettings(url=f"{address}/" if address else "")


def _extra(tree: Tree, node: Node | None) -> Fields:
    """Return the fields below `extra`."""
    if isinstance(node, MapNode):
        return _fields(tree, node, keys.EXTRA, THEME_KEYS, _TOP_KEYS, _AT_TOP)
    if node and not is_blank(node):
        report_no_mapping(tree, node, "extra")
    return Fields(tree, {})


def _fields(
    tree: Tree, node: MapNode, allowed: dict[str, str], known: frozenset[str], others: dict[str, str], place: str
) -> Fields:
    """Return the allowed fields. Keys `known` to MkDocs are left alone; those of the `others` belong at `place`."""

    def handle(key: TextNode) -> bool:
        name = abridged(key.value)
        if key.value in known or key.value == "<<":
            return True
        if key.value in others:
            tree.fault(key, UNKNOWN, f"“{name}”（{others[key.value]}）要写在{place}。请移到那里。")
        elif near := closest(key.value, allowed):
            tree.fault(key, UNKNOWN, f"网站的设置里没有“{name}”这一项。是不是想写“{near}”（{allowed[near]}）？")
        elif near := closest(key.value, dict.fromkeys(known, "")) or closest(key.value, others):
            where = f"，写在{place}" if near in others else ""
            tree.fault(key, SETTINGS_UNKNOWN, f"网站的设置里没有“{name}”这一项，不起作用。是不是想写“{near}”{where}？")
        else:
            listed = "、".join(f"{each}（{label}）" for each, label in allowed.items())
            tree.fault(key, SETTINGS_UNKNOWN, f"网站的设置里没有“{name}”这一项，不起作用。这里可以写：{listed}。")
        return True

    entries = tree.entries(node, allowed, "", handle)
    return Fields(tree, {key: value for key, (_, value) in entries.items()})


def _is_set(fields: Fields, key: str) -> bool:
    return key in fields.nodes and not is_blank(fields.nodes[key])


def _inherits(root: MapNode) -> bool:
    """Return whether other settings, which are not read here, stand behind these."""
    return any(isinstance(key, TextNode) and key.value == "INHERIT" for key, _ in root.entries)


def _check_official(tree: Tree, settings: SiteSettings, below: Fields) -> None:
    """Report what an official site lacks, and what only an official site may state."""
    if settings.official:
        if missing := [key for key in _EXPECTED_OF_OFFICIAL if not _is_set(below, key)]:
            listed = "、".join(f"{key}（{keys.EXTRA[key]}）" for key in missing)
            finding = f"官方网站的页脚应当写明这几项，设置里还没有：{listed}。"
            tree.fault(below.nodes["official"], SETTINGS_OFFICIAL, f"{finding}请在“extra:”下面补上。")
    elif settings.site_id:
        advice = "是政府网站的，请写 official: true；不是的，请删去这一项"
        finding = "网站标识码只有政府网站才有，现在不会印出来"
        tree.fault(below.nodes["site_id"], SETTINGS_OFFICIAL, f"{finding}。{advice}。")
