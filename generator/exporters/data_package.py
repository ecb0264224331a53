"""Data packages (https://datapackage.org, version 1): descriptions of CSV files that programs read, as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from generator.exporters.columns import CELLS, REPORTS, TABLE, CellColumn, Column, cell_columns
from generator.model.catalog import Catalog

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

_LICENCE = {"name": "other-pd", "title": "行政机关公文，依法不受著作权限制；转载请注明机关和年度"}
"""The licence, with its id in the list of the Open Definition."""


def table_package(catalog: Catalog, tables: Mapping[str, bytes], *, demo: bool) -> bytes:
    """Return the package of tables of reports, by file name: size, hash, and all columns.

    The first table is that of all years. The column of a cell is of type number if it holds only numbers there, else
    string.
    """
    texts = _columns_with_text(next(iter(tables.values())))
    fields = [_field(each) for each in TABLE]
    fields += [_cell_field(each, texts) for each in cell_columns(catalog.forms.values())]
    resources = []
    for name, data in tables.items():
        scope = "全部年度" if "all" in name else f"{re.sub('[^0-9]', '', name)}年度"
        resource = _resource(name, f"{scope}的总表，一份报告一行，一格一列", fields, ["agency", "year"])
        resources.append({**resource, "bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"})
    return _package(catalog, resources, demo=demo)


def archive_package(catalog: Catalog, years: Sequence[int], *, demo: bool) -> bytes:
    """Return the package of the files in an archive, which has a folder for each of the years."""
    resources: list[dict[str, Any]] = []
    for year in years:
        lists = (("reports", REPORTS, "报告目录，一份报告一行"), ("cells", CELLS, "全部报告的每一格，一格一行"))
        for name, columns, title in lists:
            fields = [_field(each) for each in columns]
            resources.append(_resource(f"{year}/{name}.csv", f"{year}年度{title}", fields))
        record = {"name": f"{year}-records", "path": f"{year}/reports.json", "title": f"{year}年度全部报告的全文和表格"}
        resources.append({**record, "format": "json", "mediatype": "application/json", "encoding": "utf-8"})
    return _package(catalog, resources, demo=demo)


def _package(catalog: Catalog, resources: list[dict[str, Any]], *, demo: bool) -> bytes:
    site = catalog.site
    about = "示例数据，全部是编造的，请不要引用。" if demo else "报告公布的全部表格；已撤回的报告不在内。"
    package = {
        "name": "annual-reports-demo" if demo else "annual-reports",
        "title": f"{site.name}{'（示例数据）' if demo else ''}",
        "description": f"{about}空白不等于 0；政府的报告已包含所属部门的数字，只能把同类机关相加。",
        **({"homepage": f"{site.url}data/"} if site.url else {}),
        "keywords": ["政府信息公开", "年度报告"],
        "licenses": [_LICENCE],
        "sources": [{"title": "各机关公布的政府信息公开工作年度报告"}],
        "contributors": [{"title": site.publisher, "role": "publisher"}],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _resource(path: str, title: str, fields: Iterable[dict[str, str]], key: Sequence[str] = ()) -> dict[str, Any]:
    """Return the resource of a CSV file in UTF-8 with a byte order mark."""
    schema = {"fields": list(fields), "missingValues": [""], **({"primaryKey": list(key)} if key else {})}
    name = path.removesuffix(".csv").replace("/", "-")
    kind = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": name, "path": path, "title": title, **kind, "schema": schema}


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.type, "title": column.title}


def _cell_field(column: CellColumn, texts: set[str]) -> dict[str, str]:
    kind = "string" if column.name in texts else "number"
    return {"name": column.name, "type": kind, "title": column.title, "unit": column.unit}


def _columns_with_text(table: bytes) -> set[str]:
    """Return the names of the columns of a table that hold anything but numbers and blanks."""
    header, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    columns = zip(header, zip(*rows, strict=True), strict=True) if rows else ()
    return {name for name, fields in columns if any(field and not _NUMBER.fullmatch(field) for field in set(fields))}
