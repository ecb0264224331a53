"""`gongkai agency`: create the folder of a new agency."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.new_agency import create_agency
from generator.commands.common import fail_if_refused, require_folder
from generator.commands.options import reports_option
from generator.commands.output import say
from generator.model.agency import AGENCY_KINDS
from generator.model.paths import shown_path


@click.command()
@click.argument("id", metavar="机关代号")
@click.option("--name", required=True, metavar="全称", help="机关的全称，例如 青石县住房和城乡建设局。")
@click.option(
    "--kind",
    type=click.Choice(list(AGENCY_KINDS)),
    required=True,
    help=f"类别：{'；'.join(f'{kind} {label}' for kind, label in AGENCY_KINDS.items())}。",
)
@reports_option
def agency(id: str, name: str, kind: str, root: Path) -> None:
    """新建一个机关的文件夹和 agency.yml；代号是文件夹的路径，例如 qingshi/zjj。"""
    require_folder(root)
    with fail_if_refused():
        path = create_agency(root, id.strip("/"), name, kind)
    say(shown_path(path), err=False)
