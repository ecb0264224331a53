"""Text on its way to a terminal, a log or a JSON file: nothing in it is obeyed, and nothing in it is hidden."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.markup.visible import visible, visible_as_json

_COMMAND = re.compile(r"^(\s*)(?=::)|##(?=\w*\[)", re.MULTILINE)
"""Where the runner of a CI service would read a command: `::error::` after blanks, `##[add-mask]` anywhere."""

_COMMAND_IN_JSON = re.compile(r"(##\w*)\[")

_encoder = json.JSONEncoder(ensure_ascii=False, indent=2)


def printed(text: str) -> str:
    """Return a text as people see it: invisible characters shown, and a backslash where a command would begin."""
    lines = "\n".join(map(visible, text.split("\n")))
    return _COMMAND.sub(r"\g<0>\\", lines) if "::" in lines or "##" in lines else lines


def printed_json(value: Any) -> str:
    """Return a value as indented JSON, with all that is invisible, or a command, as escapes of JSON."""
    text = "\n".join(map(visible_as_json, _encoder.encode(value).split("\n")))
    return _COMMAND_IN_JSON.sub(r"\1\\u005b", text) + "\n"
