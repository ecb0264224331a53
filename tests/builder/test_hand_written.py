"""Hand-written pages must fit the generated ones; otherwise the build names the page and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import BuildConfig, HandWrittenError, run_build, write_docs
from generator.builder.mkdocs import hand_written
from generator.builder.mkdocs.hand_written import linked_pages
from tests.builder.sites import contents

GENERATED = {"index.md", "a/index.md", "a/2024/index.md", "years/index.md"}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(hand_written, "HAND_WRITTEN", tmp_path / "docs")
    (tmp_path / "docs/manual").mkdir(parents=True)
    return tmp_path / "docs"


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_links_of_every_form_are_found_except_in_code(docs: Path) -> None:
    write(
        docs / "about.md",
        '[一](a/2024/index.md "题") [二](<years/index.md>) [三](manual/more.md#x)\n\n[四]: index.md\n',
    )
    write(
        docs / "manual/more.md",
        "[上](../a/index.md#y)\n\n```md\n[无](none.md)\n```\n\n`[无](none.md)` [网](https://a.cn/b.md)\n",
    )
    assert linked_pages(GENERATED) == sorted(GENERATED)


def test_a_dead_link_is_reported_with_its_page(docs: Path) -> None:
    write(docs / "manual/more.md", "[好](../a/2023/index.md)")
    with pytest.raises(HandWrittenError, match=r"docs/manual/more\.md 链接到 a/2023/index\.md"):
        linked_pages(GENERATED)


@pytest.mark.parametrize("file", ["a/index.md", "a.md", "years.md", "index.md"])
def test_a_page_at_a_generated_address_is_refused(docs: Path, file: str) -> None:
    (docs / "a").mkdir()
    write(docs / file, "# 我的")
    with pytest.raises(HandWrittenError, match=rf"docs/{file} 和程序生成的 .* 是同一个地址"):
        linked_pages(GENERATED)


def test_deleting_a_report_that_a_page_links_to_stops_the_build(
    build: BuildConfig, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = max(build.reports.rglob("2*.yml"))
    place = report.relative_to(build.reports).with_suffix("").as_posix()
    write(docs / "about.md", f"[好]({place}/index.md)")
    run_build(build)
    before = contents(build.site), contents(build.docs)
    report.unlink()
    for command in (run_build, write_docs):
        with pytest.raises(HandWrittenError, match=f"{place}/index.md"):
            command(build)
    assert (contents(build.site), contents(build.docs)) == before
