"""A folder of originals imported after a small table that says whose report of which year each file is."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator import listing
from generator.commands.common import refuse
from generator.commands.imported import Imported, RefusedError, Request, as_json, as_text, import_file, surroundings

TABLE = "import.csv"

_NAMES = {
    "file": "file",
    "文件": "file",
    "agency": "agency",
    "机关": "agency",
    "year": "year",
    "年度": "year",
    "年份": "year",
}


def import_folder(folder: Path, root: Path, style: str) -> int:
    """Import every file of the table, going on after a bad one; the exit code."""
    wanted = list(_wanted(folder, root))
    catalog = surroundings(root)
    done: list[Imported] = []
    refused: list[str] = []
    with click.progressbar(wanted, label="导入", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for request in bar:
            try:
                if not request.source.is_file():
                    name = request.source.relative_to(folder)
                    raise RefusedError(f"文件夹里没有 {TABLE} 列出的“{name}”这个文件。")
                done.append(import_file(request, catalog))
            except RefusedError as error:
                refused.append(str(error))
            except OSError as error:
                refused.append(f"不能读写 {listing.shown_path(request.source)}（{error.strerror}）。")
    if style == "json":
        click.echo(as_json(done), nl=False)
    else:
        for each in done:
            click.echo(as_text(each), nl=False, err=True)
    for message in refused:
        click.echo(f"gongkai: {message}", err=True)
    waiting = sum(each.exit_code for each in done)
    click.echo(
        f"共 {len(wanted)} 个文件：导入 {len(done)} 份，其中 {waiting} 份有待核实；{len(refused)} 个没有导入。",
        err=True,
    )
    return 2 if refused else int(waiting > 0)


def _wanted(folder: Path, root: Path) -> Iterator[Request]:
    """What the folder's table asks for; ends the command where the table is missing or wrong."""
    for number, row in enumerate(_table(folder / TABLE), 2):
        name, agency, year = row.get("file", ""), row.get("agency", "").strip("/"), row.get("year", "")
        where = f"{listing.shown_path(folder / TABLE)} 第 {number} 行"
        if not (name and agency and year.isdecimal() and 1990 <= int(year) <= 2099):
            refuse(f"{where}：要写明文件、机关和年度，例如 zjj-2024.docx,qiyang/zjj,2024。")
        source = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            refuse(f"{where}：文件要放在这个文件夹里，“{name}”却指到外面。")
        yield Request(source, agency, int(year), root / agency / f"{year}.yml")


def _table(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        refuse(
            f"{listing.shown_path(path.parent)} 里没有 {TABLE}。请写一张表：第一行 file,agency,year，以下一个文件一行。"
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    heads = [_NAMES.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    if not {"file", "agency", "year"} <= set(heads):
        refuse(f"{listing.shown_path(path)} 的第一行应是 file,agency,year（文件、机关、年度）。")
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]
