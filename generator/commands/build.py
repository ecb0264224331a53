"""`gongkai build` and `gongkai serve`: the site, made or shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator import listing
from generator.build import Build, Progress, SiteError, run_build
from generator.commands.common import cache_option, exit_code, need_folder, refuse, reports_option, site_option, tell
from generator.report import Problem
from generator.serve import serve_site


@click.command()
@reports_option
@site_option
@cache_option
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count(), help="同时进行的工作数，默认与处理器数相同。")
@click.option("--skip-downloads", is_flag=True, help="不做供下载的 Word、Excel、PDF、CSV 和压缩包。")
@click.option("--quiet", is_flag=True, help="只报告问题。")
def build(root: Path, site: Path, cache: Path, jobs: int, skip_downloads: bool, quiet: bool) -> None:
    """核对、生成并换上新网站；有错误时原网站保持不变。"""
    problems = _built(Build(root, site, jobs, cache, Progress(quiet), downloads=not skip_downloads))
    tell(problem for problem in problems if problem.level != "note")
    if exit_code(problems):
        click.echo(f"有错误，没有生成网站；{listing.shown_path(site)} 保持原样。", err=True)
    sys.exit(exit_code(problems))


def _built(build: Build) -> list[Problem]:
    need_folder(build.reports)
    try:
        return run_build(build)
    except SiteError:
        refuse(f"{listing.shown_path(build.site)} 里有别的内容，换上新网站会把它们删掉。请另选一个文件夹。")


@click.command()
@reports_option
@site_option
@cache_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(root: Path, site: Path, cache: Path, port: int) -> None:
    """在本机预览：保存文件后自动重新生成。"""
    serve_site(Build(root, site, os.cpu_count() or 1, cache), port)
