"""Faults that end a build, as sentences: what was wrong, and what to do."""

from __future__ import annotations

import sqlite3

from generator.builder.context import BusyCacheError
from generator.builder.engine.pool import LostProcessError
from generator.builder.engine.serializer import CorruptCacheError
from generator.builder.install import MountPointError, SiteError
from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.builder.mkdocs.runner import MkDocsError
from generator.builder.shards import ShardError
from generator.model.paths import shown_path

BUILD_FAULTS = (
    BusyCacheError, CorruptCacheError, HandWrittenError, LostProcessError, MkDocsError, ShardError, SiteError,
    sqlite3.Error,
)  # fmt: skip
"""The exceptions that `build_fault` explains; errors of the operating system are explained by `os_fault`."""


def build_fault(error: Exception) -> str:
    """Return what was wrong and what to do, as a sentence."""
    match error:
        case MountPointError():
            folder, option = shown_path(error.args[0]), error.args[1]
            example = f"例如 {option} {folder}/site"
            return f"{folder} 是挂载点，不能整个换掉。请用 {option} 指定其中的一个子文件夹，{example}。"
        case SiteError():
            why = "里有别的内容，或者同报告、缓存等文件夹重叠，生成时会删掉那里的文件"
            return f"{shown_path(error.args[0])} {why}。请另选一个文件夹（{error.args[1]}）。"
        case BusyCacheError():
            return f"缓存 {error} 正被另一个程序占用，等了半分钟还没有放开，什么都没有改。请等那个程序结束再试。"
        case CorruptCacheError() | sqlite3.Error():
            return f"缓存写了两次都不成（{error}）。请看磁盘是不是满了，或者用 --cache 另选一个文件夹。"
        case MkDocsError():
            return f"MkDocs 没有排成网页，原网站保持不变：{error}"
        case LostProcessError():
            return "一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试，例如 --jobs 1。"
        case _:
            return str(error)
