"""Markdown pages: render every generated page of the site from the catalog."""

from generator.pages.write import Page, all_pages, render, render_pages, write_pages

__all__ = ["Page", "all_pages", "render", "render_pages", "write_pages"]
