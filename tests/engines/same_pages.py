"""Every page is the same for its readers whichever engine built it, and every link of it leads somewhere."""

from __future__ import annotations

from pathlib import Path

from tests.engines.builds import pages
from tests.engines.reading import PARTS, BuiltPage, broken_links


def test_every_page_is_there(site: Path, ours: Path) -> None:
    assert len(pages(ours)) > 180
    assert pages(site) == pages(ours)


def test_header_navigation_article_contents_and_footer_are_the_same(site: Path, ours: Path) -> None:
    different: list[tuple[str, str]] = []
    with_contents = 0
    for name in pages(ours):
        built, expected = (BuiltPage(folder, name).parts() for folder in (site, ours))
        assert {part for part in PARTS if len(expected[part]) != 1} <= {"contents"}, name
        assert all(part.text for found in expected.values() for part in found), name
        different += [(name, part) for part in PARTS if built[part] != expected[part]]
        with_contents += len(expected["contents"])
    assert different == []
    assert with_contents > 100


def test_labels_and_linked_data_are_the_same(site: Path, ours: Path) -> None:
    with_data = 0
    for name in pages(ours):
        built, expected = BuiltPage(site, name), BuiltPage(ours, name)
        assert built.labels() == expected.labels(), name
        assert built.linked_data() == expected.linked_data(), name
        with_data += bool(expected.linked_data())
    assert with_data > 100


def test_no_link_and_no_anchor_is_broken(site: Path) -> None:
    assert broken_links(site, pages(site)) == []
