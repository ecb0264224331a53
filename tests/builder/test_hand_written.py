"""Hand-written pages must fit the generated ones; otherwise the build names the page and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder.context import BuildConfig
from generator.builder.docs_only import write_docs
from generator.builder.install import SITE_MARKER, SiteError
from generator.builder.mkdocs import hand_written
from generator.builder.mkdocs.docs_folder import DOCS_MARKER
from generator.builder.mkdocs.hand_written import HandWrittenError, copy_hand_written, hand_written_files, linked_pages
from generator.builder.mkdocs.settings import complete_settings, independent_pages, navigation
from generator.builder.progress import Progress
from generator.builder.run import run_build
from tests.builder.sites import (
    add_sentence,
    assert_equals_clean_build,
    contents,
    differing,
    saved,
    saved_needlessly,
    write_reports,
)

GENERATED = {"index.md", "a/index.md", "a/2024/index.md", "years/index.md"}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the hand-written pages, instead of the program's."""
    monkeypatch.setattr(hand_written, "PAGES", tmp_path / "docs")
    (tmp_path / "docs/manual").mkdir(parents=True)
    return tmp_path / "docs"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def linked(own: Path | None = None, nav: tuple[str, ...] = ()) -> list[str]:
    return linked_pages(GENERATED, hand_written_files(own), dict.fromkeys(nav, "题"))


def test_links_of_every_form_are_found_except_in_code(docs: Path) -> None:
    write(
        docs / "about.md",
        '[一](a/2024/index.md "题") [二](<years/index.md>) [三](manual/more.md#x)\n\n[四]: index.md\n',
    )
    write(
        docs / "manual/more.md",
        "[上](../a/index.md#y)\n\n```md\n[无](none.md)\n```\n\n~~~\n[无](none.md)\n~~~\n\n`[无](none.md)` [网](https://a.cn/b.md)\n",
    )
    assert linked() == sorted(GENERATED)


def test_a_dead_link_is_reported_with_its_page(docs: Path) -> None:
    write(docs / "manual/more.md", "[好](../a/2023/index.md)")
    with pytest.raises(HandWrittenError, match=r"docs/manual/more\.md 链接到 a/2023/index\.md"):
        linked()


def test_a_dead_entry_of_the_navigation_is_reported(docs: Path) -> None:
    write(docs / "contact.md", "# 联系")
    assert linked(nav=("contact.md", "index.md")) == ["index.md"]
    with pytest.raises(HandWrittenError, match=r"mkdocs\.yml 的 nav 链接到 contacts\.md"):
        linked(nav=("contacts.md",))


@pytest.mark.parametrize("file", ["a/index.md", "a.md", "years.md", "index.md", "README.md", "a/README.md"])
def test_a_page_at_a_generated_address_is_refused(docs: Path, file: str) -> None:
    write(docs / file, "# 我的")
    with pytest.raises(HandWrittenError, match=rf"docs/{file} 和程序生成的 .* 是同一个地址"):
        linked()


@pytest.mark.parametrize("name", ["about.md", "about/index.md", "about/README.md"])
def test_a_page_of_the_site_replaces_the_programs_at_the_same_address(docs: Path, tmp_path: Path, name: str) -> None:
    write(docs / "about.md", "[旧](none.md)")
    write(docs / "assets/logo.svg", "<svg/>")
    own = tmp_path / "site/docs"
    write(own / name, "# 我们的")
    write(own / "assets/logo.svg", "<svg>我们的</svg>")
    write(own / ".DS_Store", "x")
    files = hand_written_files(own)
    assert files == {"assets/logo.svg": own / "assets/logo.svg", name: own / name}
    assert linked(own) == []
    copy_hand_written(files, tmp_path / "copied")
    assert contents(tmp_path / "copied").keys() == {"assets/logo.svg", name}


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "/nowhere"])
def test_a_link_to_elsewhere_is_refused(tmp_path: Path, target: str) -> None:
    own = tmp_path / "docs"
    own.mkdir()
    (own / "x.txt").symlink_to(target)
    with pytest.raises(HandWrittenError, match=r"^docs/x\.txt 是符号链接，不能发布。请换成文件本身。$"):
        hand_written_files(own)


def test_pages_and_settings_of_the_site_are_published(tmp_path: Path) -> None:
    """So is a change of either, by the next build."""
    site = tmp_path / "county"
    write_reports(site / "reports", 1, 1)
    write(
        site / "mkdocs.yml", "site_name: 青石县\nsite_url: https://a.cn/b/\nnav: [联系: contact.md, 首页: index.md]\n"
    )
    write(site / "docs/contact.md", "# 联系\n\n电话一二三。\n")
    folders = (site / "reports", site / "site", 1, site / "cache", Progress(True), False, site / "build/docs")
    build = BuildConfig(*folders, settings=site / "mkdocs.yml")
    run_build(build)
    pages = contents(build.site)
    assert "电话一二三" in pages["contact/index.html"].decode()
    assert "青石县" in pages["index.html"].decode()
    assert "https://a.cn/b/contact/" in pages["sitemap.xml"].decode()
    assert contents(build.docs)["contact.md"] == (site / "docs/contact.md").read_bytes()
    before = saved(build.site), saved(build.docs)
    write(site / "docs/contact.md", "# 联系我们\n\n电话四五六。[年度](years/index.md)\n")
    run_build(build)
    assert differing(pages, contents(build.site)) == ["build.txt", "contact/index.html", "contact/index.md"]
    assert contents(build.docs)["contact.md"] == (site / "docs/contact.md").read_bytes()
    assert saved_needlessly(before[0], build.site) == []
    assert saved_needlessly(before[1], build.docs) == []
    assert_equals_clean_build(build)
    write(site / "mkdocs.yml", "site_name: 白石县\n")
    run_build(build)
    assert "白石县" in contents(build.site)["index.html"].decode()


def test_the_new_title_of_a_page_that_the_navigation_lists_without_one_shows_on_all_pages(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1, 1)
    write(tmp_path / "mkdocs.yml", "site_name: 甲县\nnav: [首页: index.md, contact.md]\n")
    write(tmp_path / "docs/own.png", "x")
    write(tmp_path / "docs/robots.txt", "User-agent: *\nDisallow: /search/\n")
    folders = (tmp_path / "reports", tmp_path / "site", 1, tmp_path / "cache", Progress(True), False)
    build = BuildConfig(*folders, tmp_path / "build/docs", settings=tmp_path / "mkdocs.yml")
    for title in ("联系", "联系我们"):
        write(tmp_path / "docs/contact.md", f"# {title}\n\n![图](own.png) [年度](years/index.md) [关于](about.md)\n")
        assert_equals_clean_build(build)
    add_sentence(next((tmp_path / "reports").rglob("2024.yml")), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert contents(build.site)["robots.txt"] == b"User-agent: *\nDisallow: /search/\n"


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ("nav: [首页: index.md, 关于: about.md]", set()),
        ("nav: [index.md, about.md, https://a.cn/x.md]", {"about.md"}),
        ("nav: [首页: index.md, 更多: [关于: about.md, 其他: [more/x.md]]]", {"more/x.md"}),
        ("nav: [首页: index.md, 关于: about.md, about.md]", {"about.md"}),
        ("plugins: [tags]", {"about.md", "more/x.md"}),
        ("theme: {custom_dir: theirs}", {"about.md", "more/x.md"}),
    ],
)
def test_which_pages_show_on_others(tmp_path: Path, settings: str, shown: set[str]) -> None:
    write(tmp_path / "mkdocs.yml", settings)
    complete, pages = complete_settings(tmp_path / "mkdocs.yml"), {"about.md", "more/x.md"}
    assert pages - independent_pages({*pages, "x.png"}, complete) == shown
    assert "x.png" not in independent_pages({"x.png"}, complete)


def test_a_generated_page_needs_a_title_in_the_navigation(docs: Path) -> None:
    with pytest.raises(HandWrittenError, match=r"^mkdocs\.yml 的 nav 里 index\.md 没有标题。请写成“标题: index\.md”"):
        linked_pages(GENERATED, hand_written_files(None), {"index.md": "", "years/index.md": "年度"})


@pytest.mark.parametrize("nav", ["nav:", "nav: []", "nav: {首页: index.md}"])
def test_an_empty_navigation_is_refused(tmp_path: Path, nav: str) -> None:
    """MkDocs would list all pages on every page."""
    write(tmp_path / "mkdocs.yml", nav)
    with pytest.raises(HandWrittenError, match=r"mkdocs\.yml 的 nav 里没有网页。不写 nav 的，用程序的导航。$"):
        navigation(complete_settings(tmp_path / "mkdocs.yml"))


@pytest.mark.usefixtures("without_mkdocs")
@pytest.mark.parametrize("folder", ["docs", "docs/site", "."])
def test_no_output_folder_may_overlap_the_pages_of_the_site(build: BuildConfig, tmp_path: Path, folder: str) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs/site").mkdir(parents=True)
    for sign in (SITE_MARKER, DOCS_MARKER):  # as if the folder was written by a build
        (tmp_path / folder / sign).touch()
    build = replace(build, settings=tmp_path / "mkdocs.yml")
    with pytest.raises(SiteError):
        run_build(replace(build, site=tmp_path / folder))
    with pytest.raises(SiteError):
        write_docs(replace(build, docs=tmp_path / folder))


@pytest.mark.usefixtures("without_mkdocs")
def test_deleting_a_report_that_a_page_links_to_stops_the_build(
    build: BuildConfig, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = max(build.reports.rglob("2*.yml"))
    place = report.relative_to(build.reports).with_suffix("").as_posix()
    build = replace(build, settings=None)
    for page in ("howto.md", "search/index.md", "figures/index.md"):
        write(docs / page, "# 导航里有")
    write(docs / "about.md", f"[好]({place}/index.md)")
    run_build(build)
    before = contents(build.site), contents(build.docs)
    report.unlink()
    for command in (run_build, write_docs):
        with pytest.raises(HandWrittenError, match=f"{place}/index.md"):
            command(build)
    assert (contents(build.site), contents(build.docs)) == before
