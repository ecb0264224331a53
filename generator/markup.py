"""A Python-Markdown extension that carries the generator's own HTML past Markdown untouched.

Finished markup stands between `<!--html-->` and `<!--/html-->` on lines of their own. Without the extension the same
pages render the same, only slower: Python-Markdown and MkDocs would each parse every table again.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

_OPEN, _CLOSE = "<!--html-->\n", "\n<!--/html-->"
_PARAGRAPH = re.compile(r"<p>gkhtml(\d+)gk</p>")

_BEFORE_ALL_OTHERS, _AFTER_ALL_OTHERS = 100, -100


class FinishedMarkup(Extension):
    """Takes finished markup out before Markdown is read, and puts it back when HTML has been written."""

    def __init__(self) -> None:
        super().__init__()
        self.stash: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name Python-Markdown calls)
        md.registerExtension(self)
        md.preprocessors.register(_TakeOut(md, self.stash), "finished_markup", _BEFORE_ALL_OTHERS)
        md.postprocessors.register(_PutBack(md, self.stash), "finished_markup", _AFTER_ALL_OTHERS)

    def reset(self) -> None:
        """Forget the last document."""
        self.stash.clear()


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, stash: list[str]) -> None:
        super().__init__(md)
        self.stash = stash

    def run(self, lines: list[str]) -> list[str]:
        first, *parts = "\n".join(lines).split(_OPEN)
        for part in parts:
            html, _, rest = part.partition(_CLOSE)
            first += f"\ngkhtml{len(self.stash)}gk\n{rest}"
            self.stash.append(html)
        return first.split("\n")


class _PutBack(Postprocessor):
    def __init__(self, md: Markdown, stash: list[str]) -> None:
        super().__init__(md)
        self.stash = stash

    def run(self, text: str) -> str:
        return _PARAGRAPH.sub(lambda match: self.stash[int(match[1])], text)


def makeExtension(**options: Any) -> FinishedMarkup:  # noqa: N802
    """Python-Markdown's entry point."""
    return FinishedMarkup(**options)
