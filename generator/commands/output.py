"""The only place where commands write: text for people, or data for programs."""

from __future__ import annotations

import click

from generator.markup.printed import printed


def say(text: str, *, err: bool = True) -> None:
    """Print a text for people, on standard error unless told otherwise; whatever authors wrote in it is only shown."""
    click.echo(printed(text.removesuffix("\n")), err=err)


def emit(data: str, *, err: bool = False) -> None:
    """Print data for programs as they are: a source file, or a format that escapes by its own rules."""
    click.echo(data, nl=False, err=err)
