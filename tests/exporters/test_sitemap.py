"""The sitemap and `robots.txt`: addresses in order, days, and as many files as the protocol's limit requires."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from generator.exporters.sitemap import robots, sitemap

ROOT = "https://www.example.gov.cn/a"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/sitemap.xsd"))


def _locations(data: bytes) -> list[str]:
    SCHEMA.assertValid(etree.fromstring(data))
    return re.findall("<loc>(.*?)</loc>", data.decode())


def test_pages_are_listed_by_their_addresses_with_the_day_of_each() -> None:
    day = date(2025, 1, 2)
    files = sitemap({"b/index.html": day, "index.html": None, "a&b/index.html": None}, f"{ROOT}/")
    assert list(files) == ["sitemap.xml", "sitemap.xml.gz"]
    assert _locations(files["sitemap.xml"]) == [f"{ROOT}/{page}" for page in ("", "a&amp;b/", "b/")]
    assert re.findall(r"<loc>(\S+)</loc>\s+<lastmod>(\S+)<", files["sitemap.xml"].decode()) == [
        (f"{ROOT}/b/", "2025-01-02")
    ]
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]


@pytest.mark.parametrize(("pages", "parts"), [(50_000, [50_000]), (50_001, [50_000, 1])])
def test_a_file_lists_fifty_thousand_pages_at_most(pages: int, parts: list[int]) -> None:
    files = sitemap({f"{number}/index.html": None for number in range(pages)}, ROOT)
    if len(parts) == 1:
        assert _locations(files["sitemap.xml"])[0] == f"{ROOT}/0/"
        listed = [files["sitemap.xml"]]
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        assert _locations(files["sitemap.xml"]) == [f"{ROOT}/{name}" for name in names]
        assert b"<sitemapindex" in files["sitemap.xml"]
        listed = [files[name] for name in names]
    assert [data.count(b"<url>") for data in listed] == parts


def test_robots_lead_to_the_sitemap_only_where_there_is_one() -> None:
    assert robots(f"{ROOT}/") == f"User-agent: *\nDisallow:\n\nSitemap: {ROOT}/sitemap.xml\n".encode()
    assert robots("") == b"User-agent: *\nDisallow:\n"
