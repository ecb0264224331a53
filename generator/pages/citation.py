"""How a report is cited: a reference after GB/T 7714—2015 and a sentence, which the page's script completes."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.markup.escape import escaped
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.pages.address import report_address

LICENCE = "报告正文和数字为行政机关公布的公文，依法不受著作权限制，转载请注明机关和年度。"
"""What is printed on reports that state no licence (Article 5 of the copyright law)."""


class Citation(NamedTuple):
    """A reference and a sentence as HTML; elements with `data-cite` hold the address and the day of reading."""

    reference: Markup
    sentence: Markup


def citation(catalog: Catalog, report: Report) -> Citation:
    """Return how the report is cited. The day of reading is left to the reader, as is an unknown address of the site.

    `docs/assets/cells.js` takes these texts to cite a cell or a table, so their wording is written here alone.
    """
    title, agency = escaped(catalog.title(report)), escaped(catalog.name_in(report.agency, report.year))
    published = f"({report.published})" if report.published else ""
    address = catalog.site.address(report_address(report)) or "本页网址"
    url = Markup('<span data-cite="url">{}</span>').format(escaped(address))
    day = Markup('<span data-cite="day">引用日期</span>')
    reference = Markup("{}. {}&#91;R/OL&#93;. {}&#91;{}&#93;. {}.").format(agency, title, published, day, url)
    return Citation(reference, Markup("来源：《{}》，{}").format(title, url))
