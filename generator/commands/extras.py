"""The extras of the package: what a command needs beyond the base, which checks and edits reports."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NoReturn

import click

from generator.commands.common import fail

MODULES = {
    "site": (
        "cmarkgfm",
        "jinja2",
        "markdown",
        "material",
        "mkdocs",
        "numpy",
        "pymdownx",
        "pypinyin",
        "watchdog",
        "yaml_env_tag",
    ),
    "pdf": ("typst",),
    "import": ("jinja2", "lxml", "openpyxl", "pdfminer", "pdfplumber", "selectolax"),
}
"""The modules that each extra of `pyproject.toml` installs. Without `pdf` a site is built without PDFs."""

NEEDED = dict.fromkeys(("build", "pages", "serve", "plan", "join", "export"), "site") | {"import": "import"}
"""The extra that a command cannot do without."""


def is_missing(command: str) -> bool:
    """Return whether a module that the command needs is not installed."""
    return any(find_spec(module) is None for module in MODULES.get(NEEDED.get(command, ""), ()))


def without_extra(command: str) -> click.Command:
    """Return the command as it is without its extra: whatever its arguments, it says what to install."""
    install = f"pip install 'gongkai[{NEEDED[command]}]'"

    def refuse(*_: object) -> NoReturn:
        fail(f"{command} 要用的部分没有安装。请运行 {install}。")

    arguments = click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED, callback=refuse)
    return click.Command(
        command,
        params=[arguments],
        short_help=f"（没有安装：{install}）",
        context_settings={"ignore_unknown_options": True, "help_option_names": []},
    )
