"""Judge the texts of a site's settings: each function returns the right way to write one, None if nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator.model.problem import abridged

Judge = Callable[[str, Path], str | None]
"""A judge, given a text and the settings file that it stands in."""

MAX_NAME_CHARS = 60
"""Maximum length of names, in characters: the header shows the site's name on one line, the footer the organizer's."""

_IMAGES = ("svg", "png", "jpg", "jpeg", "webp", "gif", "ico")
_PHONE_OR_MAIL = re.compile(r"\d[\d\s()（）-]{5,}\d|[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+\.\S+")
_WIDE = "\u3000-\u303f\uff01-\uff5e“”"
"""Punctuation of Chinese and full width, which is no part of an address."""

EXAMPLE = "https://www.example.gov.cn/"


def accept_any(text: str, settings: Path) -> None:
    """Find nothing wrong with any text."""


def judge_name(text: str, settings: Path, example: str) -> str | None:
    """Accept a name: short, with Chinese characters, and no address."""
    if not re.search("[㐀-鿿]", text) or "://" in text or "@" in text:
        return f"应写中文的全称，例如“{example}”"
    if len(text) > MAX_NAME_CHARS:
        return f"有 {len(text)} 个字，最多 {MAX_NAME_CHARS} 个，例如“{example}”"
    return None


def judge_link(text: str, settings: Path, example: str) -> str | None:
    """Accept an http or https address with a host."""
    if re.fullmatch(rf"https?://[^\s\"'<>{_WIDE}]+", text) and "." in (_host(text) or ""):
        return None
    bare = re.fullmatch(
        rf"(?:https?[:：]?[/／]{{0,3}})?((?:[a-z0-9-]+\.)+[a-z]{{2,}}(?:[/:][^\s\"'<>{_WIDE}]*)?)", text, re.IGNORECASE
    )
    return f"请写成 https://{bare[1]}" if bare else f"应是以 https:// 或 http:// 开头的网址，例如 {example}"


def _host(text: str) -> str | None:
    try:
        return urlsplit(text).hostname
    except ValueError:
        return None


def judge_site_url(text: str, settings: Path) -> str | None:
    example = f"{EXAMPLE}gongkai/"
    if right := judge_link(text, settings, example):
        return right
    is_folder = not re.search(r"[?#]|\.html?$", text)
    return None if is_folder else f"应是首页所在的文件夹，不带“?”“#”和文件名，例如 {example}"


def judge_match(text: str, settings: Path, pattern: str, right: str) -> str | None:
    return None if re.fullmatch(pattern, text) else right


def judge_contact(text: str, settings: Path) -> str | None:
    right = "里面要有电话、邮箱或网址，例如“县政府办公室政务公开股，0746-3212345”"
    return None if _PHONE_OR_MAIL.search(text) else right


def judge_logo(text: str, settings: Path) -> str | None:
    """Accept the path of an image below the folder `docs` beside the settings."""
    path = PurePosixPath(text)
    if "://" in text or text.startswith("//"):
        return "不能从别的网站载入。请把图放进 docs 文件夹，写成 assets/logo.png 这样"
    if path.is_absolute() or ".." in path.parts or "\\" in text or path.parts[:1] in ((), ("docs",)):
        return "从 docs 文件夹里面写起，不写 docs、“/”开头和“..”，例如 assets/logo.png"
    if path.suffix.lower()[1:] not in _IMAGES:
        return f"应是图片文件，以 .{'、.'.join(_IMAGES)} 结尾，例如 assets/logo.png"
    if not (settings.parent / "docs" / path).is_file():
        return f"没有这个文件。请放在 docs/{abridged(text)}，大小写也要一致"
    return None
