"""The types of files that can be imported."""

from __future__ import annotations

FILE_TYPES = {
    "docx": "Word 文档（.docx）",
    "doc": "旧版 Word 或 WPS 文档（.doc）",
    "rtf": "RTF 文档（.rtf）",
    "odt": "开放文档（.odt）",
    "xlsx": "Excel 工作簿（.xlsx）",
    "xls": "旧版 Excel 工作簿（.xls）",
    "ods": "开放表格（.ods）",
    "html": "网页（.html）",
    "mht": "单个文件网页（.mht）",
    "pdf": "PDF（.pdf）",
    "md": "Markdown 文本（.md）",
    "txt": "纯文本（.txt）",
}
"""The supported file types and their names in messages."""
