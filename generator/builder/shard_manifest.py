"""The files of a built shard: its part of the site, its search parts, and a manifest that describes both."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.builder.check_tasks import FoundProblems
from generator.builder.engine.serializer import CorruptCacheError, deserialize, serialize
from generator.builder.folder_fingerprint import portable_digest
from generator.builder.install import MANIFEST
from generator.builder.search_tasks import read_part

SITE_FOLDER, SEARCH_FOLDER = "site", "search"
"""The folders of a shard: its part of the site, and its search parts."""


class ShardError(ValueError):
    """Shards that cannot be joined into one site; the message is for the user."""


class ShardManifest(NamedTuple):
    """The inputs and contents of a shard; all shards of one site have the same `inputs`.

    `content` is a digest of its folders. `pages` and `files` map names to digests.
    """

    inputs: str
    content: str
    problems: FoundProblems
    pages: dict[str, bytes]
    files: dict[str, bytes]


def write_shard(folder: Path, manifest: ShardManifest, parts: Iterable[Path]) -> None:
    """Copy the search parts into the shard and write its manifest. Raises CorruptCacheError if a part is damaged."""
    shutil.rmtree(folder / SEARCH_FOLDER, ignore_errors=True)
    (folder / SEARCH_FOLDER).mkdir(parents=True)
    for part in parts:
        (folder / SEARCH_FOLDER / part.name).write_bytes(read_part(part))
    complete = manifest._replace(content=_content_digest(folder))
    (folder / MANIFEST).write_bytes(serialize(tuple(complete)))


def read_shards(folders: Sequence[Path], inputs: str) -> ShardManifest:
    """Verify the shards and return their manifests as one. Raises ShardError if a shard is damaged or stale."""
    merged = ShardManifest(inputs, "", {}, {}, {})
    for folder in folders:
        manifest = _read_shard(folder)
        if manifest.inputs != inputs:
            raise ShardError(f"分片 {folder.name} 不是用现在的来源和程序做的。请重新生成这一片。")
        if manifest.content != _content_digest(folder):
            raise ShardError(f"分片 {folder.name} 不全，或者做好以后被改动过。请重新生成这一片。")
        merged.problems.update(manifest.problems)
        merged.pages.update(manifest.pages)
        merged.files.update(manifest.files)
    return merged


def _read_shard(folder: Path) -> ShardManifest:
    try:
        manifest = ShardManifest(*deserialize((folder / MANIFEST).read_bytes()))
        for part in search_parts(folder):
            read_part(part)
    except (CorruptCacheError, TypeError):
        raise ShardError(f"分片 {folder.name} 已损坏。请重新生成这一片。") from None
    return manifest


def search_parts(folder: Path) -> list[Path]:
    """Return the search parts of a shard."""
    return sorted((folder / SEARCH_FOLDER).glob("*"))


def _content_digest(folder: Path) -> str:
    return f"{portable_digest(folder / SITE_FOLDER)} {portable_digest(folder / SEARCH_FOLDER)}"
