"""Usage errors in Chinese; click has only English messages."""

from __future__ import annotations

import re
import sys
from typing import NoReturn

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption

from generator.commands.output import say

_CHINESE = re.compile("[一-鿿]")
_QUOTED_NAME = re.compile("'(.*)'")


def explain_usage(error: click.UsageError) -> NoReturn:
    """Print the usage and the error in Chinese, and exit with 2."""
    if error.ctx:
        usage = error.ctx.get_usage().partition("：")[2].strip()
        say(f"用法：{usage}\n说明见 {error.ctx.command_path} --help")
    say(f"gongkai: {_sentence(error)}")
    sys.exit(2)


def _sentence(error: click.UsageError) -> str:
    """Return the error as a sentence: the most common ones in Chinese, others as click words them."""
    if isinstance(error, NoSuchOption):
        suggestion = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{suggestion}"
    if isinstance(error, MissingParameter):
        return f"缺少 {_named(error)}。"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)} 写得不对：{_expected(error)}"
    if isinstance(error, BadOptionUsage):
        return error.message if _CHINESE.search(error.message) else f"{error.option_name} 后面缺少内容。"
    if error.ctx and isinstance(error.ctx.command, click.Group):
        return f"没有这个命令。可用的命令：{'、'.join(error.ctx.command.list_commands(error.ctx))}。"
    return error.format_message()


def _named(error: click.BadParameter) -> str:
    """Return the option or argument as users type it."""
    param, ctx = error.param, error.ctx
    return param.get_error_hint(ctx).replace("'", "") if param and ctx else str(error.param_hint or "")


def _expected(error: click.BadParameter) -> str:
    """Return what the value should have been."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"应是 {'、'.join(map(str, kind.choices))} 中的一个。"
    if isinstance(kind, click.Path) and kind.exists:
        return f"没有“{_QUOTED_NAME.findall(error.message)[-1]}”这个文件或文件夹，或者不能读。"
    if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None:
        return f"应是 {kind.min} 到 {kind.max} 之间的整数。"
    if isinstance(kind, click.types.IntParamType):
        return "应是一个整数，范围见说明。"
    if isinstance(kind, click.DateTime):
        return "应是日期，例如 2025-01-31。"
    return error.message
