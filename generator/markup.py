"""A Python-Markdown extension that carries the generator's own HTML past the HTML parsers.

Finished markup stands between `<!--html-->` and `<!--/html-->` on lines of their own. Without the extension the same
pages render the same, only slower: Python-Markdown and MkDocs would each parse every table again.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"^<!--html-->\n(.*?)\n<!--/html-->$", re.DOTALL | re.MULTILINE)
_BEFORE_HTML_PARSERS = 25


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        text = _BLOCK.sub(lambda match: f"\n{stash.store(match[1])}\n", "\n".join(lines))
        return text.split("\n")


class FinishedMarkup(Extension):
    """Stashes finished markup before any HTML parser sees it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name Python-Markdown calls)
        md.preprocessors.register(_Stash(md), "finished_markup", _BEFORE_HTML_PARSERS)


def makeExtension(**options: Any) -> FinishedMarkup:  # noqa: N802
    """Python-Markdown's entry point."""
    return FinishedMarkup(**options)
