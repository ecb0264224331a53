"""MkDocs and its inputs: the worker that runs it, its settings, the docs folder and the hand-written pages."""

from generator.builder.mkdocs.docs_folder import DocsFolder, check_docs, docs_fingerprint
from generator.builder.mkdocs.hand_written import HandWrittenError, hand_written_pages, linked_pages
from generator.builder.mkdocs.runner import MkDocsError, html_of, run_mkdocs, start_worker
from generator.builder.mkdocs.settings import CONFIG, settings_stamp, write_settings

__all__ = [
    "CONFIG",
    "DocsFolder",
    "HandWrittenError",
    "MkDocsError",
    "check_docs",
    "docs_fingerprint",
    "hand_written_pages",
    "html_of",
    "linked_pages",
    "run_mkdocs",
    "settings_stamp",
    "start_worker",
    "write_settings",
]
