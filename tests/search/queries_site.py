"""The site that queries are tried on: the sample, the demonstration county, and a made-up city that was a county."""

from __future__ import annotations

from dataclasses import replace

from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import sample_reports

_CITY, _COUNTY = "青禾市", "青禾县"

_BUREAUS: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "rsj": ("人力资源和社会保障局", ("人社局",), "", "城乡居民养老保险的参保指南已更新。"),
    "fgj": ("发展和改革局", (), "发展和改革委员会", "重大项目批准的结果逐月公布。"),
    "czj": ("财政局", (), "", "各部门绩效目标随预算一并公开。"),
    "zrj": ("自然资源和规划局", ("资规局",), "国土资源局", "征地补偿安置方案在村组张贴。"),
    "wly": ("文化旅游广电体育局", (), "", "夜市摊位的管理办法先行征求意见，再修缮古戏台。"),
    "cgj": ("城市管理和综合执法局", ("城管局",), "城市管理局", "渣土车辆的路线每周公布。"),
}
"""By folder: name, short names and former name, each without the place, and what the newest report says."""


def queries_catalog() -> Catalog:
    """Return the agencies and reports of the site."""
    catalog = load_catalog(sample_reports(), load_forms())
    agencies, reports = dict(catalog.agencies), dict(catalog.reports)
    agencies["qinghe"] = Agency(
        "qinghe",
        f"{_CITY}人民政府",
        "government",
        ("青禾",),
        formerly=(FormerName(f"{_COUNTY}人民政府", 2022),),
    )
    for folder, (name, short_names, former, text) in _BUREAUS.items():
        formerly = (FormerName(f"{_COUNTY}{former}", 2022),) if former else ()
        id = f"qinghe/{folder}"
        agencies[id] = Agency(id, _CITY + name, "department", short_names, formerly=formerly)
        for year in (2022, 2023, 2024):
            reports[id, year] = _report(catalog, id, year, text if year == 2024 else "本年没有变化。")
    return replace(catalog, agencies=agencies, reports=reports)


def _report(catalog: Catalog, agency: str, year: int, text: str) -> Report:
    sample = catalog.reports["qiyang/zjj", 2024]
    return replace(
        sample, agency=agency, year=year, text={"overview": text}, preamble=None, closing=None, title=None, notes={}
    )
