"""A full disk: a build says which file and why, leaves nothing of it behind, and changes nothing published."""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder.context import BuildConfig
from generator.cli import main
from tests.builder.sites import add_sentence, assert_equals_clean_build, contents, report_in
from tests.faults.kills import in_process

pytestmark = pytest.mark.usefixtures("without_mkdocs")


def refusal(build: BuildConfig) -> str:
    options = ["--reports", build.reports, "--site", build.site, "--cache", build.cache, "--docs", build.docs]
    result = CliRunner().invoke(main, ["build", "--jobs", "1", "--quiet", "--skip-downloads", *map(str, options)])
    return result.output[result.output.find("gongkai: ") :] if result.exit_code == 2 else result.output


def print_refusal_of_large_files(build: BuildConfig, output: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, resource.RLIM_INFINITY))
    os.write(output, refusal(build).encode())


def test_a_cache_that_cannot_grow_is_named(build: BuildConfig) -> None:
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    before, (reader, writer) = contents(build.site), os.pipe()
    in_process(print_refusal_of_large_files, build, writer).join()
    (cache,) = build.cache.glob("*.db")
    reason = "系统不能写完。请看磁盘是不是满了、坏了，或者限制了文件的大小"
    assert os.read(reader, 10_000).decode() == f"gongkai: 不能读写 {cache}：{reason}。\n"
    assert contents(build.site) == before
    assert_equals_clean_build(build)


def test_every_file_that_finds_no_room_is_named(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    before, write_bytes = contents(build.site), Path.write_bytes
    for number in (0, 1, 3, 5):
        written: list[Path] = []

        def write(path: Path, data: bytes) -> int:
            written.append(path)  # noqa: B023
            if len(written) > number:  # noqa: B023
                write_bytes(path, data[:100])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write_bytes(path, data)

        monkeypatch.setattr(Path, "write_bytes", write)
        printed = refusal(build)
        monkeypatch.undo()
        name = written[number].name.removeprefix(".").partition("-")[0].removesuffix(".new")
        assert printed.startswith("gongkai: 不能读写 "), (number, written)
        assert name in printed.partition("：磁盘满了。请腾出空间再试。\n")[0]
        assert contents(build.site) == before
        beside = {path.name for path in build.site.parent.glob(".*")}
        assert beside <= {".site-lock", ".docs-lock"}
        assert not list(build.cache.rglob("*.new"))
    assert_equals_clean_build(build)
