"""`gongkai plan`: list the shards of a build as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.builder import shards
from generator.commands.common import require_folder
from generator.commands.options import reports_option
from generator.commands.output import emit


@click.command()
@reports_option
@click.option("--shards", "count", type=click.IntRange(1, 10_000), required=True, help="分成几片。")
def plan(root: Path, count: int) -> None:
    """把生成工作分成几片，列成 JSON，供多台机器同时做。"""
    require_folder(root)
    emit(json.dumps(shards.plan(root, count)) + "\n")
