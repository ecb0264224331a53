"""The identity of a site: what the office that runs it says about itself in `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

SECTIONS = {
    "home": "首页",
    "years": "年度",
    "agencies": "机关",
    "search": "检索",
    "status": "报送情况",
    "corrections": "更正记录",
    "checks": "校验",
    "data": "数据",
    "howto": "怎样报送",
    "manual": "手册",
    "about": "关于本站",
}
"""The pages that the navigation may show, and what it calls them."""


@dataclass(frozen=True)
class SiteSettings:
    """A site's name, address (with a slash at its end, or empty) and description, and what its footer says.

    Only an `official` site calls its organizer 主办单位, prints its identification code, and labels its pages with it.
    `navigation` holds names of `SECTIONS`; empty, the `nav` of `mkdocs.yml` stands.
    """

    name: str = "政府信息公开工作年度报告"
    url: str = ""
    description: str = ""
    copyright: str = ""
    official: bool = False
    organizer: str = ""
    contact: str = ""
    report_error: str = ""
    site_id: str = ""
    icp: str = ""
    icp_link: str = ""
    police: str = ""
    police_link: str = ""
    repository: str = ""
    logo: str = ""
    navigation: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The site's domain; empty without an address."""
        return urlsplit(self.url).hostname or ""

    @property
    def publisher(self) -> str:
        """Whoever runs the site, as far as it is known: the organizer, else the site by its name."""
        return self.organizer or self.name

    def address(self, path: str) -> str | None:
        """Return the absolute address of a path below the site; None if the site's own is unknown."""
        return f"{self.url}{path}" if self.url else None
