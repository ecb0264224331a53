"""Formatters: problems as text, JSON, GitHub annotations, SARIF or Markdown."""

from generator.formatters.github import as_github
from generator.formatters.imports import import_as_json, import_as_text
from generator.formatters.json import as_json, as_object
from generator.formatters.markdown import as_markdown, source_base_url
from generator.formatters.sarif import as_sarif
from generator.formatters.text import LEVEL_NAMES, as_text, summary, text_of

__all__ = [
    "LEVEL_NAMES",
    "as_github",
    "as_json",
    "as_markdown",
    "as_object",
    "as_sarif",
    "as_text",
    "import_as_json",
    "import_as_text",
    "source_base_url",
    "summary",
    "text_of",
]
