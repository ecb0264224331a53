"""Authors' text in Markdown that a code forge shows, which turns more into links than Markdown does.

Forges look for names, numbers of issues and addresses in the finished page, where a character reference is the
character itself; they leave out only code. So the characters that make a link become code, if others follow that they
would work on.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.markup.escape import escaped
from generator.markup.visible import visible

_ACTIVE = re.compile(
    r"""
    [@\#!%$&~^]*@[@\#!%$&~^]*                         # @name, a@example.com
    | [\#!%$&~^]+(?=["']?\w)                         # #12, !12, %1, $1, &1, ~label
    | :+(?=//|[a-z0-9_+-]+:)                         # https://, :smile:
    | (?<=www)\.+                                    # www.example.com
    | (?<=\bgh)-(?=[0-9])                             # GH-12
    | \[+(?=\[|[a-z_]+:)                             # [[page]], [issue:12]
    | (?<![a-z0-9])(?=[0-9]*[a-f])[0-9a-f]{7,}(?![a-z0-9])  # the id of a commit
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def inert(text: str) -> Markup:
    """Return the text so that a forge shows it as typed, makes no link or mention of it, and hides nothing in it."""
    parts, end = [], 0
    shown = visible(text.replace("\n", " "))
    for match in _ACTIVE.finditer(shown):
        parts += [escaped(shown[end : match.start()]), f"`{match[0]}`"]
        end = match.end()
    return Markup("".join([*parts, escaped(shown[end:])]))  # noqa: S704  (escaped, or code without backticks)
