"""New files are whole or not there: a full disk leaves nothing behind and is told with the file's name."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.sources.os_faults import os_fault
from generator.sources.writing import create_file, named_errors, replace_file


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every write stop half-way, as a full disk does, with an error that names no file."""

    def write(path: Path, data: bytes) -> None:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("write", [create_file, replace_file])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    path = tmp_path / ("new/folder/a.yml" if write is create_file else "a.yml")
    with pytest.raises(OSError, match="No space") as caught:
        write(path, b"content")
    assert os_fault(caught.value) == f"不能读写 {path}：磁盘满了。请腾出空间再试。"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.touch()
    path.chmod(0o600)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"content")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("links", [True, False])
def test_an_existing_file_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / f"{'长' * 80}.yml"
    create_file(path, b"first")
    with pytest.raises(FileExistsError) as caught:
        create_file(path, b"second")
    assert caught.value.filename == str(path)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == {path: b"first"}


def test_a_replaced_file_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yml", tmp_path / "link"
    path.touch()
    path.chmod(0o640)
    link.symlink_to("a.yml")
    replace_file(link, b"content")
    assert link.is_symlink()
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_device_is_written_through() -> None:
    replace_file(Path("/dev/null"), b"content")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_an_error_without_number_and_name_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="bad") as caught, named_errors(tmp_path):
        raise OSError("bad header")
    assert os_fault(caught.value) == "不能读写 所需的文件或端口：系统报告：bad header。"
    assert "None" not in os_fault(OSError())
