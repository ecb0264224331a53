"""`gongkai init`: write the folder of a site of one's own, or update its workflows."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.authoring.new_site import create_site, update_site
from generator.authoring.pinned_program import WHEELS, clashing_packages, pinned_program
from generator.commands.common import fail, fail_if_refused
from generator.commands.options import SourcePath
from generator.commands.output import say
from generator.model.paths import shown_path

_NO_PROGRAM = """\
# 这里还没有填。把地址和 64 位的校验值换成发布页上的，并删去行首的 #：
# gongkai @ https://…/gongkai-版本-py3-none-any.whl --hash=sha256:…"""


@click.command()
@click.argument("folder", metavar="文件夹", required=False, type=SourcePath(file_okay=False))
@click.option("--name", metavar="名称", help="网站的名称，例如 青石县政府信息公开年报。")
@click.option("--program", metavar="网址#sha256=校验值", help="程序安装包的网址和校验值，或者文件；默认用正在用的。")
@click.option("--update", is_flag=True, help="更新已有文件夹（默认是当前文件夹）里的工作流，显示改动。")
def init(folder: Path | None, name: str | None, program: str | None, update: bool) -> None:
    """新建一个网站的文件夹：报告、设置和发布的工作流；程序不在里面，另外安装。"""
    if update and (name or program):
        fail("--update 只更新工作流，不能同 --name、--program 一起用。要换程序，请改 requirements.txt。")
    if update:
        sys.exit(_update(folder or Path.cwd()))
    if folder is None or name is None:
        fail("请写明文件夹和网站的名称，例如 gongkai init qingshi --name 青石县政府信息公开年报。")
    with fail_if_refused():
        pinned = pinned_program(program)
        written = create_site(folder, name, pinned or _NO_PROGRAM)
    for path in written:
        say(shown_path(path), err=False)
    _say_next(folder, pinned)


def _say_next(folder: Path, pinned: str | None) -> None:
    shown = shown_path(folder)
    requirements = f"{shown}/requirements.txt"
    if clashing := clashing_packages():
        say(f"软件包 {'、'.join(clashing)} 也装有名叫 generator 的部分，会同本程序互相覆盖。请给本程序单独建一个环境。")
    if pinned is None:
        say(f"{requirements} 里还没有程序的地址和校验值：正在用的程序不是从安装包装的。请照里面的说明填写。")
    elif WHEELS in pinned:
        say(f"程序是从本机的文件安装的。请把这个安装包放进 {shown}/{WHEELS}/，或者在 {requirements} 里写它的网址。")
    say(f"已写好 {shown}。下一步：cd {shown} && gongkai build，然后看 README.md。")


def _update(folder: Path) -> int:
    """Update the workflows, print the differences, and return 1 if one that was edited by hand is not current."""
    with fail_if_refused():
        updates = update_site(folder)
    for path, diff, is_written, is_missing in updates:
        say(diff, err=False)
        if is_missing:
            say(f"{shown_path(path)}：这里没有这个文件，没有补写。")
        elif is_written:
            say(f"{shown_path(path)}：已更新，改动见上。请看过以后提交。")
        else:
            say(f"{shown_path(path)}：自己改过，没有动。上面是它同新版的差别，需要的请自己改。")
    if not updates:
        say("工作流都是最新的，没有改动。")
    return int(any(not update.is_written and not update.is_missing for update in updates))
