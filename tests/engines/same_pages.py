"""All engines build pages that look and read the same, without broken links."""

from __future__ import annotations

from pathlib import Path

from tests.engines.builds import pages
from tests.engines.built_page import PARTS, BuiltPage, broken_links


def test_all_pages_exist(site: Path, gongkai_site: Path) -> None:
    assert len(pages(gongkai_site)) > 180
    assert pages(site) == pages(gongkai_site)


def test_header_navigation_article_contents_and_footer_are_the_same(site: Path, gongkai_site: Path) -> None:
    different: list[tuple[str, str]] = []
    with_contents = 0
    for name in pages(gongkai_site):
        built, expected = (BuiltPage(folder, name).parts() for folder in (site, gongkai_site))
        assert {part for part in PARTS if len(expected[part]) != 1} <= {"contents"}, name
        assert all(part.text for found in expected.values() for part in found), name
        different += [(name, part) for part in PARTS if built[part] != expected[part]]
        with_contents += len(expected["contents"])
    assert different == []
    assert with_contents > 100


def test_metadata_and_structured_data_are_the_same(site: Path, gongkai_site: Path) -> None:
    with_data = 0
    for name in pages(gongkai_site):
        built, expected = BuiltPage(site, name), BuiltPage(gongkai_site, name)
        assert built.metadata() == expected.metadata(), name
        assert built.structured_data() == expected.structured_data(), name
        with_data += bool(expected.structured_data())
    assert with_data > 100


def test_no_link_is_broken(site: Path) -> None:
    assert broken_links(site, pages(site)) == []
