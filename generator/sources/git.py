"""What a folder of reports held at a revision of the git repository it lies in. Git is run as a program."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.model.paths import report_year, version_of

_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git sets for its hooks, and what would lead it to another folder than ours."""


class HistoryError(ValueError):
    """There is no such past to be had; carries the sentence that says why."""


def check_out(root: Path, revision: str, target: Path) -> frozenset[str]:
    """Write into `target` the sources of `root` at the revision that have changed since, each as it was then.

    With them go the agencies they belong to, and all reports of an agency whose own file has changed. Returns the
    names of all files there were. Raises HistoryError.
    """
    commit = _commit(root, revision)
    blobs = _blobs(root, commit)
    changed = {name for name in _changed(root, commit) if name in blobs and _is_source(name)}
    wanted = sorted(changed | set(_needed(changed, blobs)))
    for name, data in zip(wanted, _contents(root, [blobs[name] for name in wanted]), strict=True):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return frozenset(blobs)


def _is_source(name: str) -> bool:
    file = PurePosixPath(name).name
    return file == "agency.yml" or bool(report_year(file) or version_of(file))


def _needed(changed: Iterable[str], blobs: Iterable[str]) -> Iterator[str]:
    """The files by which the changed ones are understood."""
    agencies = {str(folder / "agency.yml") for name in changed for folder in PurePosixPath(name).parents}
    renamed = {PurePosixPath(name).parent for name in changed if PurePosixPath(name).name == "agency.yml"}
    for name in blobs:
        path = PurePosixPath(name)
        if name in agencies or (path.parent in renamed and report_year(path.name)):
            yield name


def _commit(root: Path, revision: str) -> str:
    _git(root, "rev-parse", "--is-inside-work-tree", fault="报告文件夹不在 git 仓库里，不知道公布过什么")
    fault = f"git 仓库里没有“{revision}”这个版本。浅克隆的请先取回历史（git fetch --unshallow）"
    if revision.startswith("-"):
        raise HistoryError(f"{fault}。")
    return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", fault=fault).decode().strip()


def _blobs(root: Path, commit: str) -> dict[str, str]:
    """The ordinary files below `root` at the commit, and git's names for their contents."""
    entries = _git(root, "ls-tree", "-r", "-z", commit, fault="git 列不出当时的文件").decode(errors="replace")
    blobs = {}
    for entry in filter(None, entries.split("\0")):
        facts, _, name = entry.partition("\t")
        mode, _, blob = facts.split(" ")
        if mode in ("100644", "100755"):
            blobs[name] = blob
    return blobs


def _changed(root: Path, commit: str) -> list[str]:
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative")
    return (
        _git(root, "diff", *options, commit, "--", ".", fault="git 比较不出改动").decode(errors="replace").split("\0")
    )


def _contents(root: Path, blobs: list[str]) -> Iterator[bytes]:
    """What each of git's names stands for."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = _git(root, "cat-file", "--batch", given=asked, fault="git 读不出当时的文件")
    place = 0
    for _ in blobs:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


def _git(root: Path, *arguments: str, fault: str, given: bytes = b"") -> bytes:
    """What git prints; its own fault, or ours, as a HistoryError."""
    environment = {name: value for name, value in os.environ.items() if name not in _HOOKS}
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    try:
        run = subprocess.run(command, cwd=root, env=environment, input=given, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise HistoryError("这台机器上没有 git，不能同以前公布的比较。请先安装 git。") from None
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise HistoryError(f"{fault}{f'（git：{said}）' if said else ''}。")
    return run.stdout
