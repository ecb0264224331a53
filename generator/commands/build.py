"""`gongkai build`, `pages`, `plan`, `join` and `serve`: the site config, in one piece or in several, or shown."""

from __future__ import annotations

import json
import os
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
    CorruptCacheError,
    HandWrittenError,
    LostProcessError,
    MkDocsError,
    Progress,
    Shard,
    ShardError,
    SiteError,
    build_shard,
    join_shards,
    run_build,
    write_docs,
)
from generator.builder import plan as plan_shards
from generator.commands.common import (
    cache_option,
    docs_option,
    exit_code,
    jobs_option,
    need_folder,
    quiet_option,
    refuse,
    reports_option,
    site_option,
    tell,
)
from generator.model.paths import shown_path
from generator.model.problem import Problem


class ShardName(click.ParamType):  # type: ignore[type-arg]
    """`2/4`: the second of four."""

    name = "i/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        match = re.fullmatch("([1-9][0-9]{0,4})/([1-9][0-9]{0,4})", str(value))
        if not match or int(match[1]) > int(match[2]):
            self.fail(f"“{value}”不对，应写成 第几片/共几片，例如 2/4。", param, ctx)
        return Shard(int(match[1]), int(match[2]))


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """What all ways of building have in common; they become one `BuildConfig`."""

    @reports_option
    @site_option
    @cache_option
    @jobs_option
    @click.option("--skip-downloads", is_flag=True, help="不做供下载的 Word、Excel、PDF、CSV 和压缩包。")
    @quiet_option
    @wraps(command)
    def run(root: Path, site: Path, cache: Path, jobs: int, skip_downloads: bool, quiet: bool, **others: Any) -> None:
        need_folder(root)
        command(BuildConfig(root, site, jobs, cache, Progress(quiet), downloads=not skip_downloads), **others)

    return run


@click.command()
@build_options
@docs_option
@click.option("--shard", type=ShardName(), help="只做其中一片，例如 2/4；全部做完后用 join 合并。")
def build(config: BuildConfig, docs: Path, shard: Shard | None) -> None:
    """核对、生成并换上新网站；有错误时原网站保持不变。"""
    _finish(config, lambda: build_shard(config, shard) if shard else run_build(replace(config, docs=docs)))


@click.command()
@reports_option
@docs_option
@cache_option
@jobs_option
@quiet_option
def pages(root: Path, docs: Path, cache: Path, jobs: int, quiet: bool) -> None:
    """核对，只写 Markdown 网页和旁边的 mkdocs.yml，不排成网站。"""
    need_folder(root)
    config = BuildConfig(root, docs, jobs, cache, Progress(quiet), docs=docs)
    _finish(config, lambda: write_docs(config))


@click.command()
@build_options
def join(config: BuildConfig) -> None:
    """把分片生成的部分合并成网站。"""
    _finish(config, lambda: join_shards(config))


@click.command()
@reports_option
@click.option("--shards", "count", type=click.IntRange(1, 10_000), required=True, help="分成几片。")
def plan(root: Path, count: int) -> None:
    """把生成工作分成几片，列成 JSON，供多台机器同时做。"""
    need_folder(root)
    click.echo(json.dumps(plan_shards(root, count)))


def _finish(config: BuildConfig, work: Callable[[], list[Problem]]) -> NoReturn:
    """Do it, tell what is wrong with the reports, and exit."""
    try:
        problems = work()
    except SiteError as error:
        folder, option = error.args
        why = f"{shown_path(folder)} 里有别的内容，或者同报告、缓存等文件夹重叠，生成时会删掉那里的文件。"
        refuse(f"{why}请另选一个文件夹（{option}）。")
    except (ShardError, HandWrittenError) as error:
        refuse(str(error))
    except (CorruptCacheError, sqlite3.Error) as error:
        refuse(f"缓存写了两次都不成（{error}）。请看磁盘是不是满了，或者用 --cache 另选一个文件夹。")
    except MkDocsError as error:
        refuse(f"MkDocs 没有排成网页，原网站保持不变：{error}")
    except LostProcessError:
        refuse("一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试，例如 --jobs 1。")
    tell(problem for problem in problems if problem.level != "note")
    if exit_code(problems):
        what = "网页" if config.site == config.docs else "网站"
        click.echo(f"有错误，没有生成{what}；{shown_path(config.site)} 保持原样。", err=True)
    sys.exit(exit_code(problems))


@click.command()
@reports_option
@site_option
@docs_option
@cache_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(root: Path, site: Path, docs: Path, cache: Path, port: int) -> None:
    """在本机预览：保存文件后自动重新生成。"""
    from generator.builder.dev_server import serve_site

    serve_site(BuildConfig(root, site, os.cpu_count() or 1, cache, docs=docs), port)
