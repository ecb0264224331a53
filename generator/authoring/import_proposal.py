"""Propose the command that imports an original whose agency or year the author has not given."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from generator.importers.agency_names import same_agency
from generator.importers.document import Document
from generator.importers.labels import fold
from generator.importers.proposal import named_in
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.paths import shown_path

_MAX_COMMANDS = 4
"""Commands proposed where several agencies bear the name, such as departments of neighbouring counties."""

_USAGE = "请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。"
_UNKNOWN_AGENCY = "机关代号"


def propose_import(source: Path, document: Document, catalog: Catalog, agency: str | None, year: int | None) -> str:
    """Return the message that agency and year are needed, with the commands to run as far as the original names them.

    `agency` and `year` are what the author has given.
    """
    named = named_in(document, catalog.forms)
    names = [] if agency else list(named.agencies)
    found = [agency] if agency else _matching(names, catalog)
    proposed = year or named.year
    if not (found or names) or proposed is None:
        return f"{_USAGE}原件里没有找到{'机关' if not (found or names) else '年度'}。"
    guesses = [f"机关像是“{names[0]}”"] if names else []
    guesses += [] if year else [f"年度像是 {proposed} 年"]
    hints = [] if found else [f"{shown_path(catalog.root)} 里没有找到这个机关，请把“{_UNKNOWN_AGENCY}”换成它的代号。"]
    hints += [f"有 {len(found)} 个机关可能是它，请选一个。"] if len(found) > 1 else []
    commands = (_command(source, catalog, each, proposed) for each in (found or [_UNKNOWN_AGENCY])[:_MAX_COMMANDS])
    advice = f"从原件看，{'，'.join(guesses)}。{''.join(hints)}核对以后，可以运行：\n"
    return _USAGE + advice + "\n".join(commands)


def _matching(names: Sequence[str], catalog: Catalog) -> list[str]:
    """Return the ids of the agencies that the first name that fits any may stand for; exact names go first."""
    for name in names:
        exact = [each.id for each in catalog.agencies.values() if fold(name) in map(fold, _names(each))]
        if found := exact or [each.id for each in catalog.agencies.values() if same_agency(name, _names(each))]:
            return found
    return []


def _names(agency: Agency) -> list[str]:
    return [agency.name, *agency.short_names, *(former.name for former in agency.formerly)]


def _command(source: Path, catalog: Catalog, agency: str, year: int) -> str:
    words = ["gongkai", "import", shown_path(source), "--agency", agency, "--year", str(year)]
    if catalog.root != Path.cwd() / "reports":
        words += ["--reports", shown_path(catalog.root)]
    return f"  {shlex.join(words)}"
