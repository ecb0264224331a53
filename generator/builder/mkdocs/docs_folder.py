"""The docs folder: the Markdown of all pages, generated and hand-written, kept current for MkDocs or another engine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.builder.engine.cache import Shelf
from generator.builder.folders import SiteError, change_site, files_below, may_replace
from generator.builder.mkdocs.hand_written import HAND_WRITTEN
from generator.builder.mkdocs.settings import settings_file, write_settings
from generator.builder.progress import Progress
from generator.builder.site_files import digest_of_all
from generator.builder.site_fingerprint import State, state_after, state_of

DOCS_MARKER = ".gongkai"
"""The file of a docs folder that holds a digest of its content, and is empty while a build changes it."""

_RECORD = "docs"


def check_docs(docs: Path, others: Sequence[Path]) -> None:
    """Refuse a docs folder that no build has made, or that lies within or around the sources or the other folders."""
    if not may_replace(docs, others, (DOCS_MARKER,)):
        raise SiteError(docs, "--docs")


def docs_state(docs: Path) -> State:
    """The state of the docs folder as it is."""
    return state_of(docs, DOCS_MARKER)


@dataclass
class DocsFolder:
    """The docs folder in the state in which it was found; `hand_written` is a digest of the hand-written pages.

    A folder counts as current only if its fingerprint was recorded after a complete build.
    """

    path: Path
    state: State
    hand_written: str
    cache: Shelf
    progress: Progress

    def is_known(self) -> bool:
        """Whether the folder is as the last build left it; says so where somebody changed it."""
        recorded = self.cache.about(_RECORD)
        if recorded and not recorded.startswith(f"{self.state} "):
            self.progress.say("Markdown 网页的文件夹不是上次生成留下的样子，重新写一遍；不重新排版。")
        return bool(self.state.mark) and recorded == f"{self.state} {self.hand_written}"

    def update(self, staged: Path, pages: Mapping[str, bytes], gone: Sequence[str] | None) -> None:
        """Bring the folder, and the settings beside it, up to date. Leave identical files untouched.

        `staged` holds the pages that have changed, and `gone` names those that are no more. Without `gone`, `staged`
        holds all generated pages, and the folder will hold these, the hand-written ones, and nothing else. `pages` are
        digests of all.
        """
        self.cache.note(_RECORD, "")
        if gone is None:
            shutil.copytree(HAND_WRITTEN, staged, dirs_exist_ok=True)
            gone = list(_compare(staged, self.path))
        else:
            for name in files_below(staged):
                _drop_same(staged / name, self.path / name)
        changed = files_below(staged)
        mark = digest_of_all(self.hand_written, pages)
        if changed or gone or self.state.mark != mark:
            self.path.mkdir(parents=True, exist_ok=True)
            (staged / DOCS_MARKER).write_text(f"{mark}\n", encoding="ascii")
            touched = change_site(staged, gone, self.path, DOCS_MARKER)
            self.state = state_after(self.state, touched, self.path, DOCS_MARKER)
        self.progress.add(f"Markdown 写 {len(changed)} 个文件，删 {len(gone)} 个")
        if not write_settings(self.path):
            self.progress.say(f"{settings_file(self.path)} 不是本程序写的，没有改动。")

    def remember(self) -> str:
        """Record the state of the folder for the next build; returns it."""
        self.cache.note(_RECORD, f"{self.state} {self.hand_written}")
        return str(self.state)


def _compare(staged: Path, docs: Path) -> Iterator[str]:
    """Remove identical files from `staged`; yield the names in `docs` that must be deleted, links among them."""
    for folder, folders, files in os.walk(docs):
        for path in (Path(folder, name) for name in (*files, *folders)):
            name = path.relative_to(docs).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    yield name
            elif path.is_symlink() or not path.is_file() or not (staged / name).is_file():
                if name != DOCS_MARKER:
                    yield name
            else:
                _drop_same(staged / name, path)


def _drop_same(staged: Path, path: Path) -> None:
    """Delete the staged file if the other one has the same bytes."""
    if path.is_file() and path.read_bytes() == staged.read_bytes():
        staged.unlink()
