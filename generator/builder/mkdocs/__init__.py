"""MkDocs and its inputs: the worker that runs it, its settings, the docs folder and the hand-written pages."""

from generator.builder.mkdocs.docs_folder import DocsFolder, check_docs, docs_fingerprint
from generator.builder.mkdocs.hand_written import (
    HandWrittenError,
    copy_hand_written,
    hand_written_files,
    hand_written_pages,
    linked_pages,
)
from generator.builder.mkdocs.runner import MkDocsError, html_of, run_mkdocs, start_worker
from generator.builder.mkdocs.settings import (
    PROGRAM_SETTINGS,
    PROGRAM_THEME,
    complete_settings,
    navigation,
    settings_stamp,
    site_url,
    write_run_settings,
)

__all__ = [
    "PROGRAM_SETTINGS",
    "PROGRAM_THEME",
    "DocsFolder",
    "HandWrittenError",
    "MkDocsError",
    "check_docs",
    "complete_settings",
    "copy_hand_written",
    "docs_fingerprint",
    "hand_written_files",
    "hand_written_pages",
    "html_of",
    "linked_pages",
    "navigation",
    "run_mkdocs",
    "settings_stamp",
    "site_url",
    "start_worker",
    "write_run_settings",
]
