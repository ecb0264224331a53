"""Help and usage in Chinese: click words them in English, and takes translations from `gettext`."""

from __future__ import annotations

from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

_TEXTS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "required": "必填",
    "(dynamic)": "（视情况）",
    "Missing command.": "缺少命令。",
    "Option {name!r} does not take a value.": "{name} 后面不写内容。",
    "Got unexpected extra argument ({args})": "多写了“{args}”。选项前面要有“--”，带空格的内容要加引号。",
    "Got unexpected extra arguments ({args})": "多写了“{args}”。选项前面要有“--”，带空格的内容要加引号。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，这里要写文件。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，这里要写文件夹。",
    "Aborted!": "没有执行。",
    "Error: invalid input": "请回答 y（是）或 n（否）。",
}
"""click's texts, and how they are said here; a test finds English that is left."""

_METAVARS: dict[type[click.ParamType[Any]], str] = {
    click.Path: "路径",
    click.IntRange: "数",
    click.DateTime: "年-月-日",
}
"""What to write after an option, by its type; all others say it themselves."""


def speak_chinese() -> None:
    """Translate what click says by itself."""
    modules = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    )
    for module in modules:
        for name in ("_", "ngettext"):
            if hasattr(module, name):
                setattr(module, name, _translated if name == "_" else _translated_plural)


def in_chinese(command: click.Command) -> click.Command:
    """Return the command with the placeholders of its usage in Chinese."""
    command.options_metavar = "[选项]"
    for param in command.params:
        if param.metavar is None and (kind := next((each for each in _METAVARS if isinstance(param.type, each)), None)):
            param.metavar = _METAVARS[kind]
    return command


def _translated(text: str) -> str:
    return _TEXTS.get(text, text)


def _translated_plural(one: str, many: str, count: int) -> str:
    return _translated(one if count == 1 else many)
