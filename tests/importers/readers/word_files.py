"""Write Word files with given markup."""

import zipfile
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}


def part(name: str, markup: str, prolog: str = "") -> str:
    """Return a part of a Word file: the root element with its namespaces around the markup."""
    namespaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "w": WORD,
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
            "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            "v": "urn:schemas-microsoft-com:vml",
        }.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:{name} {namespaces}>{markup}</w:{name}>'


def write_word(path: Path, body: str, *, prolog: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> Path:
    """Write a Word file with the markup of its body and, by name, of other parts; return its path.

    `prolog` precedes the root element of the document; `extra` are further files of the package.
    """
    markup = {"document": f"<w:body>{body}</w:body>", **parts}
    relations = "".join(f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            _relations(f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        )
        package.writestr("word/_rels/document.xml.rels", _relations(relations))
        for name, text in markup.items():
            package.writestr(f"word/{name}.xml", part(_ROOTS[name], text, prolog if name == "document" else ""))
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return path


def _relations(elements: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{elements}</Relationships>'
