"""MkDocs settings as YAML: `!ENV` is resolved when they are read, Python tags are kept for site generators."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml_env_tag import construct_env_tag

from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.model.paths import shown_path

ADVICE = "请改正这个设置文件，或者从 git 取回原来的。"

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What PyYAML raises, besides its own errors, for a day such as 2024-13-01, `!!bool 是`, or text of great depth."""


class Tagged(NamedTuple):
    """A value with a tag that site generators resolve themselves, such as `!!python/name:…`."""

    tag: str
    value: str


def read_mapping(path: Path) -> dict[str, Any]:
    """Return the settings in the file; none if it is empty.

    Raises HandWrittenError, with the place, if they are not YAML or no mapping.
    """
    data = path.read_bytes()
    try:
        settings = yaml.load(data.decode(), _Loader)  # noqa: S506  (it is a safe one)
    except (yaml.YAMLError, *_UNREADABLE) as error:
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
        raise HandWrittenError(f"{shown_path(path)}:{_place(error, data)} 读不懂（{reason}）。{ADVICE}") from None
    if settings is None:
        return {}
    if not isinstance(settings, dict):
        raise HandWrittenError(f"{shown_path(path)}:1:1 里应是“名称: 值”这样的设置，一行一项。{ADVICE}")
    return settings


def place_of(path: Path, key: str) -> str:
    """Return the file with line and column of one of the settings in it."""
    root = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    marks = [name.start_mark for name, _ in root.value if name.value == key] if root else []
    return f"{shown_path(path)}:{marks[-1].line + 1}:{marks[-1].column + 1}" if marks else f"{shown_path(path)}:1:1"


def as_yaml(settings: dict[str, Any]) -> str:
    """Return the settings as YAML text."""
    return yaml.dump(settings, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def _place(error: Exception, data: bytes) -> str:
    """Return line and column of an error, counted from 1; of an error without a place, those of the beginning."""
    if mark := getattr(error, "problem_mark", None):
        return f"{mark.line + 1}:{mark.column + 1}"
    before = ""
    if isinstance(error, UnicodeDecodeError):
        before = data[: error.start].decode()
    elif isinstance(error, yaml.reader.ReaderError):
        before = data.decode()[: error.position]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


class _Loader(yaml.SafeLoader):
    """Loader that resolves MkDocs' tag for environment variables, and keeps Python tags."""


def _as_tagged(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Tagged:
    return Tagged(node.tag, str(node.value))


_Loader.add_constructor("!ENV", construct_env_tag)  # as in MkDocs
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _as_tagged)


class _Dumper(yaml.SafeDumper):
    """Dumper that writes multi-line texts as literal blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Tagged, lambda dumper, each: dumper.represent_scalar(each.tag, each.value))
