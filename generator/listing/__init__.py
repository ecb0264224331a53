"""Problems for every reader: text for people, JSON for programs, annotations for GitHub."""

from generator.listing.github import as_github
from generator.listing.json import as_json, as_object
from generator.listing.text import LEVELS, as_text, shown_path, summary, text_of

__all__ = ["LEVELS", "as_github", "as_json", "as_object", "as_text", "shown_path", "summary", "text_of"]
