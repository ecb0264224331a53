"""Problems for every reader: people at a terminal, programs, code-review services, and those who must settle them."""

from generator.formatters.github import as_github
from generator.formatters.imports import import_as_json, import_as_text
from generator.formatters.json import as_json, as_object
from generator.formatters.markdown import as_markdown, source_address
from generator.formatters.sarif import as_sarif
from generator.formatters.text import LEVELS, as_text, summary, text_of

__all__ = [
    "LEVELS",
    "as_github",
    "as_json",
    "as_markdown",
    "as_object",
    "as_sarif",
    "as_text",
    "import_as_json",
    "import_as_text",
    "source_address",
    "summary",
    "text_of",
]
