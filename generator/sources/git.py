"""Check out a reports folder as it was at a git revision, by running git.

The repository is not trusted: only commands are run that read objects, never the working tree, so that no filter, hook
or file system monitor of its settings is started; and nothing is written but files with names that sources have.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.model.paths import id_fault, report_year, version_of
from generator.sources.reading.text_file import MAX_BYTES

_HOOK_VARIABLES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""Environment variables that git sets for hooks and that would point it to another repository."""

_SHA1_DIGITS = 40
"""Length of the ids of objects in repositories that use SHA-1; the others use SHA-256."""

_OPTIONS = ("--no-optional-locks", "--no-pager", "--no-replace-objects")
_SETTINGS = {"core.fsmonitor": "false", "core.hooksPath": os.devnull, "protocol.allow": "never"}
_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""No program of the repository's choice, and no network: a partial clone would fetch what it lacks."""


class HistoryError(ValueError):
    """Git history is unavailable; the message says why."""


def check_out(root: Path, revision: str, target: Path) -> frozenset[str]:
    """Write the sources of `root` that changed since the revision into `target`, as they were at the revision.

    Also write the agency files that they depend on, and all reports of an agency whose own file changed. Return the
    names of all sources at the revision. Raises HistoryError.
    """
    commit = _commit(root, revision)
    blobs = _blobs(root, commit)
    changed = {name for name, blob in blobs.items() if not _is_unchanged(root / name, blob)}
    wanted = sorted(changed | set(_dependencies(changed, blobs)))
    for name, data in zip(wanted, _contents(root, [blobs[name] for name in wanted]), strict=True):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return frozenset(blobs)


def changed_paths(root: Path, revision: str, paths: Iterable[Path]) -> frozenset[Path]:
    """Return those of `paths`, files or folders below `root`, that are new or differ from the revision.

    A folder counts as new only, whatever changed in it. Raises HistoryError.
    """
    blobs = {name: blob for name, _, blob in _entries(root, _commit(root, revision))}
    folders = {folder.as_posix() for name in blobs for folder in PurePosixPath(name).parents}
    names = {path: path.relative_to(root).as_posix() for path in paths}
    return frozenset(
        path
        for path, name in names.items()
        if name not in folders and not (name in blobs and _is_unchanged(path, blobs[name]))
    )


def _is_source(name: str) -> bool:
    """Return whether the name is that of a source: a known file in folders that can be an agency's."""
    *folders, file = name.split("/")
    if any(map(id_fault, folders)):
        return False
    return file == "agency.yml" or bool(report_year(file) or version_of(file))


def _is_unchanged(path: Path, blob: str) -> bool:
    """Return whether the file is the same as the blob, apart from line ends, which git may have converted."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    return blob in (_blob_id(data, blob), _blob_id(data.replace(b"\r\n", b"\n"), blob))


def _blob_id(data: bytes, like: str) -> str:
    """Return the id that git gives to a file with these bytes, by the algorithm of the id `like`."""
    whole = b"blob %d\0%s" % (len(data), data)
    algorithm = hashlib.sha1 if len(like) == _SHA1_DIGITS else hashlib.sha256
    return algorithm(whole, usedforsecurity=False).hexdigest()


def _dependencies(changed: Iterable[str], blobs: Iterable[str]) -> Iterator[str]:
    """Yield the files needed to read the changed ones: their agencies, and reports whose agency changed."""
    agencies = {str(folder / "agency.yml") for name in changed for folder in PurePosixPath(name).parents}
    changed_agencies = {PurePosixPath(name).parent for name in changed if PurePosixPath(name).name == "agency.yml"}
    for name in blobs:
        path = PurePosixPath(name)
        if name in agencies or (path.parent in changed_agencies and report_year(path.name)):
            yield name


def _commit(root: Path, revision: str) -> str:
    _git(root, "rev-parse", "--is-inside-work-tree", fault="报告文件夹不在 git 仓库里，不知道公布过什么")
    fault = f"git 仓库里没有“{revision}”这个版本。浅克隆的请先取回历史（git fetch --unshallow）"
    if revision.startswith("-"):
        raise HistoryError(f"{fault}。")
    return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", fault=fault).decode().strip()


def _blobs(root: Path, commit: str) -> dict[str, str]:
    """Return the sources below `root` at the commit, each with the id of its blob; names that no source has are left.

    Raises HistoryError if a name leads out of its folder, which git itself never writes.
    """
    found = _entries(root, commit)
    return {name: blob for name, mode, blob in found if mode in ("100644", "100755") and _is_source(name)}


def _entries(root: Path, commit: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, mode and object id of everything below `root` at the commit."""
    entries = _git(root, "ls-tree", "-r", "-z", commit, fault="git 列不出当时的文件").decode(errors="replace")
    for entry in filter(None, entries.split("\0")):
        metadata, _, name = entry.partition("\t")
        mode, _, blob = metadata.split(" ")
        if {"", ".", ".."} & set(name.split("/")):
            raise HistoryError(f"git 的这个版本里有指到文件夹外面的文件名“{name}”，不能比较。请检查仓库（git fsck）。")
        yield name, mode, blob


def _contents(root: Path, blobs: list[str]) -> Iterator[bytes]:
    """Yield the content of each blob."""
    ids = "".join(f"{blob}\n" for blob in blobs).encode()
    output = _git(root, "cat-file", "--batch", stdin=ids, fault="git 读不出当时的文件")
    start = 0
    for _ in blobs:
        end = output.index(b"\n", start)
        size = int(output[start:end].split(b" ")[2])
        yield output[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def _git(root: Path, *arguments: str, fault: str, stdin: bytes = b"") -> bytes:
    """Run git and return its output. Raises HistoryError with `fault` and git's own message."""
    inherited = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command, environment = ["git", *_OPTIONS, *settings, *arguments], {**inherited, **_ENVIRONMENT}
    try:
        run = subprocess.run(command, cwd=root, env=environment, input=stdin, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise HistoryError("这台机器上没有 git，不能同以前公布的比较。请先安装 git。") from None
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise HistoryError(f"{fault}{f'（git：{reason}）' if reason else ''}。")
    return run.stdout
