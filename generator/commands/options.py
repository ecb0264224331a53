"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from generator.model.paths import is_utf8


class SourcePath(click.Path):
    """A path made absolute and free of `..`, so that paths can be compared."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = os.path.abspath(str(super().convert(value, param, ctx)))  # noqa: PTH100  (links are kept)
        if not is_utf8(path):
            raise click.UsageError(f"路径 {path} 不是 UTF-8 编码，不能使用。请改名，或换一个位置。", ctx)
        return Path(path)


YEARS = click.IntRange(1990, 2099)
"""The years that a report can be of."""

reports_option = click.option(
    "--reports", "root", type=SourcePath(), default="reports", show_default=True, help="报告文件夹。"
)
cache_option = click.option(
    "--cache",
    type=SourcePath(),
    default="build/cache",
    show_default=True,
    envvar="GONGKAI_CACHE",
    help="记住已做好的部分的文件夹，可以随时删除。",
)
docs_option = click.option(
    "--docs",
    type=SourcePath(),
    default="build/docs",
    show_default=True,
    envvar="GONGKAI_DOCS",
    help="Markdown 网页的文件夹，里面的东西都由程序写。",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count(), help="同时进行的工作数，默认与处理器数相同。"
)
quiet_option = click.option("--quiet", is_flag=True, help="只报告问题。")
site_option = click.option("--site", type=SourcePath(), default="site", show_default=True, help="网站文件夹。")
