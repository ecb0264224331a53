"""The sitemap: addresses in order, days, and as many files as the protocol's limit requires."""

import gzip
import re
from datetime import date

import pytest

from generator.exporters.sitemap import sitemap

ROOT = "https://www.example.gov.cn/a"


def _locations(data: bytes) -> list[str]:
    return re.findall("<loc>(.*?)</loc>", data.decode())


def test_pages_are_listed_by_their_addresses_with_the_day() -> None:
    files = sitemap(["b/index.html", "index.html", "a&b/index.html", "404.html"], date(2025, 1, 2), f"{ROOT}/")
    assert list(files) == ["sitemap.xml", "sitemap.xml.gz"]
    addresses = [f"{ROOT}/{page}" for page in ("", "404.html", "a&amp;b/", "b/")]
    assert _locations(files["sitemap.xml"]) == addresses
    assert files["sitemap.xml"].count(b"<lastmod>2025-01-02</lastmod>") == 4
    assert b"lastmod" not in sitemap(["index.html"], None, ROOT)["sitemap.xml"]
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]


def test_a_site_without_an_address_lists_nothing() -> None:
    assert _locations(sitemap(["index.html"], None, "")["sitemap.xml"]) == []


@pytest.mark.parametrize(("pages", "parts"), [(50_000, [50_000]), (50_001, [50_000, 1])])
def test_a_file_lists_fifty_thousand_pages_at_most(pages: int, parts: list[int]) -> None:
    files = sitemap((f"{number}/index.html" for number in range(pages)), None, ROOT)
    if len(parts) == 1:
        assert _locations(files["sitemap.xml"])[0] == f"{ROOT}/0/"
        listed = [files["sitemap.xml"]]
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        assert _locations(files["sitemap.xml"]) == [f"{ROOT}/{name}" for name in names]
        assert b"<sitemapindex" in files["sitemap.xml"]
        listed = [files[name] for name in names]
    assert [data.count(b"<url>") for data in listed] == parts
