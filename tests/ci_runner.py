"""What a terminal or the runner of a CI service would obey in a log, read as GitHub's runner reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RUNNER_COMMANDS = {"error", "warning", "notice", "add-mask", "stop-commands", "debug", "group", "set-output"}

_OLDER_FORM = re.compile(r"##(?:\[[a-z-]+|[a-z]+\[)[^\]]*\]")


def commands_in(log: str) -> Iterator[str]:
    """Yield what GitHub's runner would take for commands (Runner.Common/ActionCommand.cs), each form by itself."""
    for line in re.split("\r\n|\r|\n", log):
        text = line.lstrip()
        end = text.find("::", 2)
        if text.startswith("::") and end > 0 and text[2:end].split(" ")[0] in _RUNNER_COMMANDS:
            yield line
        if found := _OLDER_FORM.search(line):
            yield found[0]


def unseen_in(text: str) -> set[str]:
    """Return the control, direction and zero-width characters, and half pairs, other than line feeds."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return set()
    return {each for each in set(text) if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}
