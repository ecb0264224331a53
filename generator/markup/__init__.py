"""Markup: the escape for text in pages, and the fast Markdown renderer for generated pages."""

from __future__ import annotations

from typing import Any

from generator.markup.escape import destination, escape_output, escaped, to_json

__all__ = ["destination", "escape_output", "escaped", "makeExtension", "to_json"]


def makeExtension(**options: Any) -> Any:  # noqa: N802  (the name that Python-Markdown calls)
    """Return the Python-Markdown extension `generator.markup`; import the renderer, and cmarkgfm, only now."""
    from generator.markup.cmark import makeExtension

    return makeExtension(**options)
