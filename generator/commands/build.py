"""`gongkai build`: check the reports and build the site, or one shard of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.builder.context import BuildConfig
from generator.builder.faults import BuildError
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.builder.shards import Shard, build_shard
from generator.commands.common import exit_code, fail, print_problems, require_folder
from generator.commands.options import (
    cache_option,
    docs_option,
    jobs_option,
    quiet_option,
    reports_option,
    site_option,
)
from generator.commands.output import say
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.sources.site_folder import find_settings


class ShardType(click.ParamType):  # type: ignore[type-arg]
    """A shard as `i/N`: `2/4` is the second of four."""

    name = "i/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        match = re.fullmatch("([1-9][0-9]{0,4})/([1-9][0-9]{0,4})", str(value))
        if not match or int(match[1]) > int(match[2]):
            self.fail(f"“{value}”不对，应写成 第几片/共几片，例如 2/4。", param, ctx)
        return Shard(int(match[1]), int(match[2]))


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that `build` and `join` share, and pass them to the command as one `BuildConfig`."""

    @reports_option
    @site_option
    @cache_option
    @jobs_option
    @click.option("--skip-downloads", is_flag=True, help="不做供下载的 Word、Excel、PDF、CSV 和压缩包。")
    @click.option("--fresh", is_flag=True, help="忘掉缓存，全部重做。")
    @quiet_option
    @wraps(command)
    def run(
        root: Path, site: Path, cache: Path, jobs: int, skip_downloads: bool, fresh: bool, quiet: bool, **others: Any
    ) -> None:
        require_folder(root)
        progress = Progress(quiet)
        config = BuildConfig(
            root, site, jobs, cache, progress, not skip_downloads, fresh=fresh, settings=find_settings(root)
        )
        command(config, **others)

    return run


@click.command()
@build_options
@docs_option
@click.option("--shard", type=ShardType(), help="只做其中一片，例如 2/4；全部做完后用 join 合并。")
def build(config: BuildConfig, docs: Path, shard: Shard | None) -> None:
    """核对、生成并换上新网站；有错误时原网站保持不变。"""
    finish(config, lambda: build_shard(config, shard) if shard else run_build(replace(config, docs=docs)))


def finish(config: BuildConfig, run: Callable[[], list[Problem]]) -> NoReturn:
    """Run the build, print the problems of the reports, and exit."""
    try:
        problems = run()
    except BuildError as error:
        fail(str(error))
    print_problems(problem for problem in problems if problem.level != "note")
    if exit_code(problems):
        what = "网页" if config.site == config.docs else "网站"
        say(f"有错误，没有生成{what}；{shown_path(config.site)} 保持原样。")
    sys.exit(exit_code(problems))
