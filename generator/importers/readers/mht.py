"""Read a web archive (.mht): a MIME message of a page and its resources, of which only the page is read."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.charset import decode
from generator.importers.readers.html import parse_page


def read_mht(path: Path) -> Document:
    """Read the first page among the MIME parts."""
    message = email.message_from_bytes(path.read_bytes().lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                charset = part.get_content_charset()
                return parse_page(decode(data, charset))
    raise UnreadableError("文件里没有网页正文，可能没有保存完整；请重新保存网页，或把正文复制到 Word 另存再导入。")
