"""Find what PDFs are made with: Typst, and Chinese fonts in a fixed list of folders, for reproducible output."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typst import Fonts as FontFiles

FOLDERS = (
    "/usr/share/fonts/opentype/noto",  # Debian, Ubuntu: fonts-noto-cjk
    "/usr/share/fonts/noto-cjk",  # Arch, openSUSE
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts",  # Fedora
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/usr/share/fonts",  # wherever else a distribution puts them; it takes longest to search
    "/Library/Fonts",
    "~/Library/Fonts",
)

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")


class NoPdfError(RuntimeError):
    """Error raised if no PDF can be made on this machine; the message says what to install."""


class Fonts(NamedTuple):
    """The fonts found: their folder, the families for text and headings, and file names with sizes in bytes."""

    folder: str
    serif: str
    sans: str
    sizes: tuple[tuple[str, int], ...]


@cache
def find_fonts() -> Fonts | None:
    """Return the fonts of the first folder that has any; None if there are none, or no Typst to read them."""
    if find_spec("typst") is None:
        return None
    for folder in (Path(each).expanduser() for each in FOLDERS):
        if folder.is_dir():
            families = set(font_files(str(folder)).families())
            serif = next((each for each in _SERIF if each in families), None)
            sans = next((each for each in _SANS if each in families), None)
            if serif or sans:
                sizes = sorted((path.name, path.stat().st_size) for path in folder.rglob("*CJK*") if path.is_file())
                return Fonts(str(folder), serif or str(sans), sans or str(serif), tuple(sizes))
    return None


def pdf_fault() -> str | None:
    """Return why no PDF can be made here, and what to install; None if PDFs can be made."""
    if find_spec("typst") is None:
        return "没有安装生成 PDF 的部分。请运行 pip install 'gongkai[pdf]'。"
    if find_fonts() is None:
        return "本机没有可以嵌入 PDF 的中文字体。请安装思源宋体（Debian、Ubuntu：apt-get install fonts-noto-cjk）。"
    return None


@cache
def font_files(folder: str) -> FontFiles:
    """Return the fonts in a folder and its subfolders, without system fonts."""
    import typst  # an extra, which not everybody installs

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
