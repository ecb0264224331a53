"""Markup: the one escape for text in pages, and the fast Markdown renderer for generated pages."""

from __future__ import annotations

from typing import Any


def makeExtension(**options: Any) -> Any:  # noqa: N802  (the name that Python-Markdown asks for)
    """Return the Python-Markdown extension `generator.markup`; its renderer is loaded only here."""
    from generator.markup.cmark import makeExtension

    return makeExtension(**options)
