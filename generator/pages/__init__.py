"""The Markdown pages of the site, written from the catalog through the templates."""

from generator.pages.write import write_pages

__all__ = ["write_pages"]
