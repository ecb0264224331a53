"""`gongkai build`: check the reports and build the site, or one shard of it."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.builder import (
    BuildConfig,
    BusyCacheError,
    CorruptCacheError,
    HandWrittenError,
    LostProcessError,
    MkDocsError,
    MountPointError,
    Progress,
    Shard,
    ShardError,
    SiteError,
    build_shard,
    run_build,
)
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
    @quiet_option
    @wraps(command)
    def run(root: Path, site: Path, cache: Path, jobs: int, skip_downloads: bool, quiet: bool, **others: Any) -> None:
        require_folder(root)
        command(BuildConfig(root, site, jobs, cache, Progress(quiet), downloads=not skip_downloads), **others)

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
    except MountPointError as error:
        folder, option = error.args
        where = shown_path(folder)
        fail(f"{where} 是挂载点，不能整个换掉。请用 {option} 指定其中的一个子文件夹，例如 {option} {where}/site。")
    except BusyCacheError as error:
        fail(f"缓存 {error} 正被另一个程序占用，等了半分钟还没有放开，什么都没有改。请等那个程序结束再试。")
    except SiteError as error:
        folder, option = error.args
        why = f"{shown_path(folder)} 里有别的内容，或者同报告、缓存等文件夹重叠，生成时会删掉那里的文件。"
        fail(f"{why}请另选一个文件夹（{option}）。")
    except (ShardError, HandWrittenError) as error:
        fail(str(error))
    except (CorruptCacheError, sqlite3.Error) as error:
        fail(f"缓存写了两次都不成（{error}）。请看磁盘是不是满了，或者用 --cache 另选一个文件夹。")
    except MkDocsError as error:
        fail(f"MkDocs 没有排成网页，原网站保持不变：{error}")
    except LostProcessError:
        fail("一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试，例如 --jobs 1。")
    print_problems(problem for problem in problems if problem.level != "note")
    if exit_code(problems):
        what = "网页" if config.site == config.docs else "网站"
        say(f"有错误，没有生成{what}；{shown_path(config.site)} 保持原样。")
    sys.exit(exit_code(problems))
