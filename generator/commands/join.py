"""`gongkai join`: join the shards into a site."""

from __future__ import annotations

import click

from generator.builder.context import BuildConfig
from generator.builder.join import join_shards
from generator.commands.build import build_options, finish


@click.command()
@build_options
def join(config: BuildConfig) -> None:
    """把分片生成的部分合并成网站。"""
    finish(config, lambda: join_shards(config))
