"""`gongkai serve`: preview the site and rebuild it when a file changes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.builder.context import BuildConfig
from generator.builder.dev_server import serve_site
from generator.builder.install import SiteError
from generator.commands.common import fail
from generator.commands.options import cache_option, docs_option, reports_option, site_option
from generator.sources.site_folder import find_settings


@click.command()
@reports_option
@site_option
@docs_option
@cache_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="本机的端口；0 为任意一个空着的。"
)
def serve(root: Path, site: Path, docs: Path, cache: Path, port: int) -> None:
    """在本机预览：保存文件后自动重新生成。"""
    next(root.iterdir(), None)  # raises OSError: without a folder of reports there is nothing to wait for
    config = BuildConfig(root, site, os.cpu_count() or 1, cache, docs=docs, settings=find_settings(root))
    try:
        serve_site(config, port)
    except SiteError as error:
        fail(str(error))
