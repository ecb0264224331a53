"""Files in a reports folder that are no sources: what each was probably meant to be, and its right name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from generator.model.paths import id_fault, report_year, version_of
from generator.model.problem import Check
from generator.sources.faults import PLACE, STRAY
from generator.sources.reading.rules import RULES_FILE

AGENCY_FILE = "agency.yml"

_FIXED_NAMES = {name.removesuffix(".yml"): name for name in (AGENCY_FILE, RULES_FILE)}
"""The sources that are not named after a year, by name without ending."""

_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_VERSION = re.compile("v[1-9][0-9]{0,3}")
_YAML_ENDING = re.compile("y[aml]{1,4}[^a-z.]*")
"""`yml` and `yaml`, also mistyped (`ymal`) or with something after it (`yml~`)."""

_SIMILAR = 0.7
"""Least share of letters in common (difflib's ratio): `agencies` and `angency` have it, `agenda` does not."""

_NO_TYPE = re.compile("(?:txt|v?[0-9]+)?")
"""What may follow the last dot of a file that was written as text: nothing, `txt`, a number or a version."""

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_DOTS = str.maketrans("。、,", "...")
"""What may have been typed for the dot before the ending."""

_ONLY_A_YEAR = re.compile("(?:19|20)[0-9]{2}(?:年|年度)?")

_SYSTEM_FILES = re.compile(r"thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|.*\.sw[a-px]|#.*#")
"""Files that systems and editors leave everywhere; hidden ones are never looked at."""

_COMPANIONS = re.compile(r"(?:readme|licen[cs]e|codeowners)(?:\..*)?|.*\.md")
"""Files about a folder, which nobody takes for reports."""

_HIDDEN_SUFFIX = "Windows 平时不显示末尾的“.txt”：用记事本“另存为”时，保存类型要选“所有文件”。"


class StrayFile(NamedTuple):
    """A file that is not read: the check that reports it, the message, and the name that was probably meant."""

    check: Check
    message: str
    right_name: str | None = None


def stray_file(name: str, id: str, others: Collection[str]) -> StrayFile | None:
    """Return what is wrong with the name of a file in the folder of the agency `id`; None if nothing is.

    `others` are the names of all files in the folder: a copy beside its original misleads less than a report that is
    missing. `id` is empty at the top, where no reports can be.
    """
    if is_source(name) or (not id and name == RULES_FILE):
        return None
    if name.startswith("."):
        return _hidden_file(name, others)
    plain = _plain(name)
    if _SYSTEM_FILES.fullmatch(plain):
        return None
    stem, *endings = plain.translate(_DOTS).split(".")
    right = _right_name(plain, stem, endings)
    if not _is_meant_as_source(stem, endings, right):
        return _other_file(name, stem, right, id, others)
    if right is None:
        return StrayFile(PLACE, f"文件名“{name}”不对，不会被读取。{_naming_rule(stem)}")
    if name.endswith("~") and right in others:  # an editor's copy
        return None
    is_copy = right in others and not re.search(r"\.ya?ml$", plain)
    return StrayFile(STRAY if is_copy else PLACE, _renaming(name, right, id, others), right)


def is_source(name: str) -> bool:
    """Return whether the name is that of a report, a superseded version or an agency's file."""
    return name == AGENCY_FILE or bool(report_year(name) or version_of(name))


def _plain(name: str) -> str:
    """Return the name without invisible characters and spaces, in lower case and with ASCII digits and dots."""
    shown = _visible(unicodedata.normalize("NFKC", name))
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in shown).lower()


def _visible(name: str) -> str:
    return "".join(char for char in name if not char.isspace() and unicodedata.category(char) != "Cf")


def _hidden_file(name: str, others: Collection[str]) -> StrayFile | None:
    """Return a hidden file that would be a missing source without the dot; all others belong to programs."""
    right = name.removeprefix(".")
    if not is_source(right) or right in others:
        return None
    return StrayFile(STRAY, f"文件名“{name}”以“.”开头，是隐藏文件，不会被读取。请改名为 {right}；不用的请删去。", right)


def _right_name(plain: str, stem: str, endings: list[str]) -> str | None:
    """Return the name of the source that was meant; None if the name has no year, several, or an odd version."""
    letters = re.sub("[^a-z]", "", stem)
    if similar := difflib.get_close_matches(letters, _FIXED_NAMES, n=1, cutoff=_SIMILAR):
        return _FIXED_NAMES[similar[0]]
    years = set(_YEAR.findall(plain.translate(_CHINESE_DIGITS)))
    versions = [ending for ending in endings if re.fullmatch("v[0-9]+", ending)]
    if len(years) != 1 or not all(map(_VERSION.fullmatch, versions[:1])):
        return None
    return ".".join([*years, *versions[:1], "yml"])


def _is_meant_as_source(stem: str, endings: list[str], right: str | None) -> bool:
    """Return whether the file was probably written as YAML: it has such an ending, none, or that of plain text."""
    if any(map(_YAML_ENDING.fullmatch, endings)):
        return True
    return right is not None and (not endings or bool(_NO_TYPE.fullmatch(endings[-1])))


def _naming_rule(stem: str) -> str:
    """Return how reports are named, and what of it the name probably misses."""
    example = f"20{stem}" if re.fullmatch("[0-9]{2}", stem) else "2024"
    rule = (
        f"报告文件应叫“年份.yml”，例如 {example}.yml；更正前的旧版叫 {example}.v1.yml；别的文件请移到报告文件夹之外。"
    )
    is_wrong_year = stem.isdecimal() and not _ONLY_A_YEAR.fullmatch(stem)
    return f"年份是四位数字，从 1900 到 2099。{rule}" if is_wrong_year else rule


def _renaming(name: str, right: str, id: str, others: Collection[str]) -> str:
    """Return the message that says what to call the file, and what to do if there is one of that name."""
    if name == right:  # rules of an agency's own
        return f"“{name}”只在报告文件夹的最上层才会被读取。请移到最上层；只对部分机关的要求，用 agencies 写明。"
    fault = f"文件名“{name}”不对，不会被读取。"
    if _visible(name).lower() == right:
        fault = f"文件名“{name}”里有空格、大写字母或看不见的字符，不会被读取。"
    if id and right == RULES_FILE:
        return f"{fault}请改名为 {right}，放在报告文件夹的最上层。"
    if not id and right != RULES_FILE:
        return f"{fault}请改名为 {right}，放在机关自己的文件夹里，例如 zjj/{right}。"
    if right in others:
        return f"{fault}这里已经有 {right}：请核对两个文件，对的一个叫 {right}，另一个删去。"
    hidden = _HIDDEN_SUFFIX if name.lower().endswith(".txt") else ""
    return f"{fault}请改名为 {right}。{hidden}"


def _other_file(name: str, stem: str, right: str | None, id: str, others: Collection[str]) -> StrayFile | None:
    """Return what to do with a file that is no YAML, probably an original: it would be a report if it were imported."""
    if stem.startswith("~$"):
        return StrayFile(STRAY, f"“{name}”是 Office 打开文件时留下的临时文件，不是报告。请关闭那个文件，再删去这个。")
    if right is None and _COMPANIONS.fullmatch(_plain(name)):
        return None
    year = report_year(right or "")
    agency = "机关代号" if any(map(id_fault, id.split("/"))) else id
    quoted = f'"{name}"' if " " in name else name
    command = f"gongkai import {quoted} --agency {agency} --year {year or '年度'}"
    is_missing = bool(id and right not in others and _ONLY_A_YEAR.fullmatch(stem.translate(_CHINESE_DIGITS)))
    advice = f"是报告原件的，请移到报告文件夹之外，再运行 {command}；别的文件也请移走"
    message = f"“{name}”不是报告文件，不会被读取，也不会公布。{advice}。"
    return StrayFile(PLACE if year and is_missing else STRAY, message, right)


def year_folder_fault(name: str) -> str | None:
    """Return what to do with a folder named after a year, which nothing is read from; None for any other name."""
    stem = _plain(name).partition(".")[0]
    if not _ONLY_A_YEAR.fullmatch(stem.translate(_CHINESE_DIGITS)):
        return None
    right = _right_name(stem, stem, [])
    return f"“{name}”是文件夹，年度不用文件夹分开，里面的报告不会公布。请把报告放在机关自己的文件夹里，叫 {right}。"
