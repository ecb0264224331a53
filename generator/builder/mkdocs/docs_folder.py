"""The docs folder: the up-to-date Markdown of all pages, generated and hand-written, for any site generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.builder.context import BuildConfig, BuildContext
from generator.builder.fingerprints import FolderFingerprint, HandWritten, combined_digest, fingerprint_after
from generator.builder.install import check_replaceable, update_folder
from generator.builder.mkdocs.hand_written import copy_hand_written
from generator.builder.mkdocs.settings import settings_file, write_settings
from generator.builder.staging import not_staged

DOCS_MARKER = ".gongkai"
"""The marker file of a docs folder (see `install`)."""

DOCS = "docs"
"""The name under which the fingerprint of a docs folder is recorded."""


def check_docs(docs: Path, others: Sequence[Path]) -> None:
    """Raise SiteError if the docs folder may not be replaced, or overlaps others."""
    check_replaceable(docs, others, (DOCS_MARKER,), "--docs")


def is_docs_unmodified(context: BuildContext, current: FolderFingerprint) -> bool:
    """Return whether the docs folder is as the last build left it; print a message if it was changed by hand."""
    return context.is_unmodified(DOCS, current, "Markdown 网页的文件夹不是上次生成留下的样子，重新写一遍；不重新排版。")


def update_docs(
    context: BuildContext,
    old: FolderFingerprint,
    staged: Path,
    pages: Mapping[str, bytes],
    removed: Sequence[str] | None,
) -> FolderFingerprint:
    """Bring the docs folder, and the settings beside it, up to date, and return its new fingerprint.

    Identical files stay untouched. `staged` holds the changed pages, `removed` names those to delete, `pages` maps all
    pages to their digests. With `removed` None, `staged` holds all generated pages, and every other file in the folder
    is deleted. Until the new fingerprint is recorded, the folder counts as modified.
    """
    config, docs = context.config, context.config.docs
    context.cache.set_entry(DOCS, "")
    copy_hand_written(context.hand_written.files, staged)
    marker = combined_digest(str(context.hand_written.fingerprint), pages)
    (staged / DOCS_MARKER).write_text(f"{marker}\n", encoding="ascii")
    removed = list(not_staged(staged, docs)) if removed is None else removed
    changed = update_folder(staged, removed, docs)
    written = len({*changed} - {DOCS_MARKER, *removed})
    config.progress.remark(f"Markdown 写 {written} 个文件，删 {len(removed)} 个")
    update_settings(config, context.hand_written)
    return fingerprint_after(old, changed, docs)


def update_settings(config: BuildConfig, hand_written: HandWritten) -> None:
    """Bring the settings beside the docs folder up to date; print a message if they are not ours."""
    if not write_settings(hand_written.settings, config.docs):
        config.progress.print_line(f"{settings_file(config.docs)} 不是本程序写的，没有改动。")
