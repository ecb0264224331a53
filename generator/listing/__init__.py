"""Problems for every reader: people at a terminal, programs, code-review services, and those who must settle them."""

from generator.listing.github import as_github
from generator.listing.json import as_json, as_object
from generator.listing.markdown import as_markdown, source_address
from generator.listing.revisions import Revision, revisions
from generator.listing.sarif import as_sarif
from generator.listing.text import LEVELS, as_text, shown_path, summary, text_of

__all__ = [
    "LEVELS",
    "Revision",
    "as_github",
    "as_json",
    "as_markdown",
    "as_object",
    "as_sarif",
    "as_text",
    "revisions",
    "shown_path",
    "source_address",
    "summary",
    "text_of",
]
