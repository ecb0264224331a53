"""A run of MkDocs, in a process of its own, which frees its memory. Only this module imports MkDocs."""

from __future__ import annotations

import atexit
import gc
import io
import os
import shutil
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress

from jinja2 import FileSystemLoader
from mkdocs.__main__ import cli
from mkdocs.commands import build  # noqa: F401  (loaded here, or every run would load it)
from mkdocs.config import load_config

from generator.builder.mkdocs.published_markdown import publish_markdown
from generator.builder.mkdocs.runner import MkDocsError, MkDocsRun, html_of
from generator.builder.staging import move_into
from generator.program import TEMPLATES

_THEME_FILES = ("404.html", "assets")
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


def list_visible_files(loader: FileSystemLoader) -> list[str]:
    """Return the files of the loader outside hidden folders.

    MkDocs drops the hidden ones anyway, but only after listing the theme's 14,000 icons.
    """
    found = set[str]()
    for root in map(os.fspath, loader.searchpath):
        for folder, folders, names in os.walk(root, followlinks=loader.followlinks):
            folders[:] = [each for each in folders if not each.startswith(".")]
            found.update(f"{folder[len(root) :]}/{name}".lstrip("/") for name in names)
    return sorted(found)


def fault_of(run: MkDocsRun) -> Exception | None:
    """Make a run. Return the MkDocsError or OSError to raise for it, if any; nothing is printed."""
    output = io.StringIO()
    try:
        with redirect_stdout(output), redirect_stderr(output):
            _make(run)
    except SystemExit:
        pass
    except OSError as error:
        if error.errno is not None:
            file = error.filename2 or error.filename or run.site  # the one copied to, or the only one
            return OSError(error.errno, error.strerror, os.fsdecode(file))
        output.write(_sentence(error))
    except Exception as error:
        output.write(_sentence(error))
    else:
        return None
    return MkDocsError(output.getvalue())


def _sentence(error: Exception) -> str:
    """Return what was wrong without the traceback, which is for MkDocs' own developers."""
    return "".join(traceback.format_exception_only(error))


def _make(run: MkDocsRun) -> None:
    """Build the pages, move the site's files and the Markdown to their places. Raises SystemExit if MkDocs fails."""
    placeholders = [file for file in {*run.needed, *run.copied} if not (run.docs / file).exists()]
    for file in placeholders:
        (run.docs / file).parent.mkdir(parents=True, exist_ok=True)
        (run.docs / file).write_bytes(run.copied[file].read_bytes() if file in run.copied else "# 页\n".encode())
    built = run.site.with_name(f"{run.docs.name}-site")
    try:
        cli(["build", "--strict", "--config-file", str(run.config), "--site-dir", str(built)])
    except SystemExit as end:
        if end.code:
            raise
    added = (html_of(file) if file.endswith(".md") else file for file in placeholders)
    for name in (*added, *_SITEMAPS, *(() if run.theme else _THEME_FILES)):
        shutil.rmtree(built / name) if (built / name).is_dir() else (built / name).unlink(missing_ok=True)
    for file in placeholders:
        (run.docs / file).unlink()
    publish_markdown(run.docs, built)
    move_into(built, run.site)
    run.markdown.mkdir(exist_ok=True)
    move_into(run.docs, run.markdown)


def preload() -> None:
    """Load the theme and the Markdown extensions of the configuration, for all runs forked from this process."""
    gc.disable()  # for the runs too, which end before much garbage accumulates
    FileSystemLoader.list_templates = list_visible_files  # type: ignore[assignment, method-assign]
    with tempfile.TemporaryDirectory() as docs, suppress(Exception), redirect_stderr(io.StringIO()):
        load_config(str(TEMPLATES / "mkdocs.yml"), docs_dir=docs)
    atexit.register(os._exit, 0)  # the server has nothing to clean up
