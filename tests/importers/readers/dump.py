"""A document as text that can be read in a review: a line for each paragraph, a line for each row of a table."""

from collections.abc import Iterator
from itertools import groupby

from generator.importers.document import Box, Document, Grid


def dump(document: Document) -> str:
    """Labels, paragraphs and tables, each with its place; a box tells its column, and its spans where it has any."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    for name, value in document.labels.items():
        yield f"# {name}: {value}"
    for part in document.parts:
        if isinstance(part, Grid):
            yield f"[{part.place}]"
            for row, boxes in groupby(part.boxes, lambda box: box.row):
                yield f"  {row}: " + " | ".join(_box(box) for box in boxes)
        else:
            yield f"[{part.place}] {part.text}"


def _box(box: Box) -> str:
    spans = f" ({box.rows}x{box.columns})" if (box.rows, box.columns) != (1, 1) else ""
    text = box.text.replace("\n", "⏎")
    return f"{box.column}={text}{spans}"
