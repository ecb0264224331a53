"""Find the Chinese fonts to embed in PDFs, in a fixed list of folders so that the output is reproducible."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst

FOLDERS = (
    "/usr/share/fonts/opentype/noto",  # Debian, Ubuntu: fonts-noto-cjk
    "/usr/share/fonts/noto-cjk",  # Arch, openSUSE
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts",  # Fedora
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
)

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")


class MissingFontError(RuntimeError):
    """Error raised if none of the font folders has a Chinese font."""


class Fonts(NamedTuple):
    """The fonts found: their folder, the families for text and headings, and file names with sizes in bytes."""

    folder: str
    serif: str
    sans: str
    sizes: tuple[tuple[str, int], ...]


@cache
def find_fonts() -> Fonts | None:
    """Return the fonts of the first folder that has any; None if there are none."""
    for folder in (Path(each).expanduser() for each in FOLDERS):
        if folder.is_dir():
            families = set(font_files(str(folder)).families())
            serif = next((each for each in _SERIF if each in families), None)
            sans = next((each for each in _SANS if each in families), None)
            if serif or sans:
                sizes = sorted((path.name, path.stat().st_size) for path in folder.rglob("*CJK*") if path.is_file())
                return Fonts(str(folder), serif or str(sans), sans or str(serif), tuple(sizes))
    return None


@cache
def font_files(folder: str) -> typst.Fonts:
    """Return the fonts in a folder and its subfolders, without system fonts."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
