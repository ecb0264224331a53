"""Print a document as text that is easy to review."""

from collections.abc import Iterator
from itertools import groupby

from generator.importers.document import Box, Document, Grid


def dump(document: Document) -> str:
    """Return a line per label, paragraph and table row, with its place; boxes have their column, text and spans."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    for name, value in document.labels.items():
        yield f"# {name}: {value}"
    for part in document.parts:
        if isinstance(part, Grid):
            yield f"[{part.place}]"
            for row, boxes in groupby(part.boxes, lambda box: box.row):
                remarks = [reason for at, reason in part.doubts if at == row] + ["seam"] * (row in part.seams)
                yield f"  {row}: " + " | ".join(_box(box) for box in boxes) + "".join(f" ({each})" for each in remarks)
        else:
            yield f"[{part.place}] {part.text}"


def _box(box: Box) -> str:
    spans = f" ({box.rows}x{box.columns})" if (box.rows, box.columns) != (1, 1) else ""
    text = box.text.replace("\n", "⏎")
    return f"{box.column}={text}{spans}"
