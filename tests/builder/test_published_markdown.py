"""Links in the Markdown published beside each page lead to the published Markdown of other pages."""

from pathlib import Path

import pytest

from generator.builder.mkdocs.published_markdown import publish_markdown, published_name, with_links


@pytest.mark.parametrize(("file", "text", "expected"), [
    ("about.md", "见[校验](checks/index.md)。", "见[校验](../checks/index.md)。"),
    ("about.md", "[手册](manual/data.md#cells)", "[手册](../manual/data/index.md#cells)"),
    ("about.md", "[首页](index.md) [自己](#a) [外](https://a.cn/b.md) [信](mailto:a@b.cn) [根](/x.md)",
     "[首页](../index.md) [自己](#a) [外](https://a.cn/b.md) [信](mailto:a@b.cn) [根](/x.md)"),
    ("about.md", "![图](assets/a.png) [夹](years/)", "![图](../assets/a.png) [夹](../years/)"),
    ("manual/data.md", "[下载](../data/index.md)", "[下载](../../data/index.md)"),
    ("manual/data.md", "[校验][c]\n\n[c]: checks.md#x", "[校验][c]\n\n[c]: ../checks/index.md#x"),
    ("manual/data.md", "`[a](b.md)` [a](<b.md>)", "`[a](b.md)` [a](<../b/index.md>)"),
    ("manual/data.md", "```md\n[a](b.md)\n```\n[a](b.md)", "```md\n[a](b.md)\n```\n[a](../b/index.md)"),
    ("a/2024/index.md", "[检查](../../manual/checks.md#x)，[去年](../2023/index.md)",
     "[检查](../../manual/checks/index.md#x)，[去年](../2023/index.md)"),
    ("a/2024/index.md", "作者写的 &#91;a\\](b.md)", "作者写的 &#91;a\\](b.md)"),
    ("index.md", "[机关](a/index.md)", "[机关](a/index.md)"),
])  # fmt: skip
def test_links_are_relative_to_the_published_file(file: str, text: str, expected: str) -> None:
    assert with_links(file, text) == expected


def test_a_page_is_published_beside_its_html_only_if_there_is_any(tmp_path: Path) -> None:
    assert [published_name(file) for file in ("index.md", "about.md", "a/b/index.md", "manual/data.md")] == [
        "index.md", "about/index.md", "a/b/index.md", "manual/data/index.md",
    ]  # fmt: skip
    docs, site = tmp_path / "docs", tmp_path / "site"
    for path in (docs / "about.md", docs / "draft.md", site / "about/index.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[a](b.md)\n", encoding="utf-8")
    publish_markdown(docs, site)
    assert (site / "about/index.md").read_text(encoding="utf-8") == "[a](../b/index.md)\n"
    assert not (site / "draft").exists()
