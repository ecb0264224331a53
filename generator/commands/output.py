"""The only place where commands write: text for people, or data for programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.markup.printed import printed
from generator.sources.writing import named_errors


def say(text: str, *, err: bool = True) -> None:
    """Print a text for people, on standard error unless told otherwise; whatever authors wrote in it is only shown.

    What the terminal's encoding lacks is printed as an escape.
    """
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    click.echo(printed(text.removesuffix("\n")).encode(encoding, "backslashreplace").decode(encoding), err=err)


def emit(data: str | bytes, *, err: bool = False) -> None:
    """Print data for programs, in UTF-8: a source file, or a format that escapes by its own rules.

    An OSError names the output, for a full disk.
    """
    with named_errors(Path("标准错误" if err else "标准输出")):
        click.echo(data.encode() if isinstance(data, str) else data, nl=False, err=err)
