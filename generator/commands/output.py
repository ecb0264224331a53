"""The only place where commands write: text for people, or data for programs."""

from __future__ import annotations

import sys

import click

from generator.markup.printed import printed


def say(text: str, *, err: bool = True) -> None:
    """Print a text for people, on standard error unless told otherwise; whatever authors wrote in it is only shown.

    What the terminal's encoding lacks is printed as an escape.
    """
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    click.echo(printed(text.removesuffix("\n")).encode(encoding, "backslashreplace").decode(encoding), err=err)


def emit(data: str, *, err: bool = False) -> None:
    """Print data for programs, in UTF-8: a source file, or a format that escapes by its own rules."""
    click.echo(data.encode(), nl=False, err=err)
