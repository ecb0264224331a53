"""The Markdown pages of the site, written from the catalog through the templates."""

from generator.pages.write import Page, all_pages, render, write_pages

__all__ = ["Page", "all_pages", "render", "write_pages"]
