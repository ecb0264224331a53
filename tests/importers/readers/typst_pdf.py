"""Compile PDFs from a few lines of Typst, in a subprocess.

The subprocess keeps Typst's threads out of this process: other tests fork it, and forks of threads can deadlock.
"""

import subprocess
import sys
from pathlib import Path

from generator.exporters.fonts import FOLDERS

_STYLE = '#set text(font: "Noto Serif CJK SC", lang: "zh", region: "cn", size: 10pt)\n'

_PROGRAM = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:])"


def compile_pdf(markup: str, folder: Path) -> Path:
    """Compile the markup; return the path of the PDF in `folder`."""
    source, path = folder / "a.typ", folder / "a.pdf"
    source.write_text(_STYLE + markup, encoding="utf-8")
    subprocess.run([sys.executable, "-c", _PROGRAM, str(source), str(path), *map(str, FOLDERS)], check=True)
    return path
