"""Expand phrases over a form's labels: what the form itself calls a figure needs no phrase of its own.

An entry of `phrases.yml` with `labels` stands for one phrase per figure (role) that shares the row, the column or the
block of the role named there. `<label>` is its row's or column's label, `<short>` is the label without 行政, `<row>`
and `<column>` are both; `<group>` is the label of the group of rows it belongs to. In `readings`, `<role>`, `<group>`
and `<parts>` are the keys of the figure's role, of its group's, and of its parts'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.model.form import Form, Role
from generator.model.table import Heading, Spot

_NUMBERING = re.compile(r"^(?:[0-9]+\.|[一二三四五六七八九十]+、)")
_REMARK = re.compile("（[^）]*）")
_OPTIONAL_START = re.compile("(?:属于|保护|危及|本年|结果|尚|[一二三四五六七八九]类) ?")
_FILLERS = frozenset({"其他", "申请", "内容", "相关", "政府"})
_MIN_WORDS_WITH_FILLERS = 3
_SHORT_START = re.compile(r"^行政(?:\[、，\]\?)?")
_OPTIONAL_END = re.compile("(?<=[^ ]{2})(?<=.{4}) ?(?:申请|信息|事项)$")
_COUNTED = re.compile(" ?(?:件数|总?数量)$")
_QUOTES = re.compile("[“”]")
_OR, _ANY_OR = re.compile("或"), "(?:或者?|和|及|与|、)"
_BETWEEN_WORDS = "[、，]?"
_AUTHOR, _ANY_AUTHOR = "本机关", "[我本](?:机关|单位|街道|[局委厅办镇乡])"
_KINDS = ("rows", "columns", "cells")


class Spelling(NamedTuple):
    """A regular expression for the ways to write a label, and a word that all of them contain."""

    pattern: str
    word: str


def expanded(form: Form, entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entry, or one copy of it for each figure and label that it stands for in the form."""
    if "labels" not in entry:
        yield entry
        return
    wanted = entry["labels"]
    kind = next(kind for kind in _KINDS if kind in wanted)
    roles = list(_roles_like(form, kind, wanted[kind]))
    wanted_keys = set(wanted.get("only", [role.key for role in roles])).difference(wanted.get("but", ()))
    read = [role for role in roles if role.key in wanted_keys]
    for role in read:
        group = next((each for each in read if set(role.cells) < set(each.cells)), None)
        if group is None and "<group>" in entry.get("before", ""):
            continue
        parts = [each.key for each in roles if set(each.cells) < set(role.cells)]
        names = {"role": role.key, "group": group.key if group else ""}
        for word, labels in _labels(form, kind, role, group):
            filled = {key: _filled(value, names, parts, labels) for key, value in entry.items()}
            yield {**filled, "word": word, "grouped": bool(parts)}


def spelling(words: tuple[str, ...]) -> Spelling:
    """Return how texts write a printed label, given as its words: without numbers, remarks and dispensable words."""
    text = _COUNTED.sub("", _REMARK.sub("", _NUMBERING.sub("", " ".join(words))).strip())
    start = end = ""
    while match := _OPTIONAL_START.match(text):
        start, text = f"{start}(?:{match[0].strip()})?", text[match.end() :]
    if match := _OPTIONAL_END.search(text):
        end, text = f"(?:{match[0].strip()})?", text[: match.start()]
    parts = _OR.sub(" 或 ", text).split()
    literal = [piece for part in parts for piece in re.split(f"[“”不未要]|{_AUTHOR}", part) if part not in _FILLERS]
    has_fillers = len(parts) > _MIN_WORDS_WITH_FILLERS
    pattern = _BETWEEN_WORDS.join(_as_pattern(part, optional=has_fillers and part in _FILLERS) for part in parts)
    pattern = pattern.replace(f"{_BETWEEN_WORDS}或{_BETWEEN_WORDS}", _ANY_OR)
    return Spelling(start + pattern + end, max(reversed(literal), key=len, default=text))


def _as_pattern(word: str, *, optional: bool) -> str:
    """Return a pattern for a word of a label: quotes may be missing, 不 and 未 stand for each other, 需要 may be 需."""
    pattern = _QUOTES.sub("[“”]?", re.sub("[不未]", "[不未]", word)).replace("需要", "需要?")
    pattern = pattern.replace(_AUTHOR, _ANY_AUTHOR)
    return f"(?:{pattern})?" if optional else pattern


def _roles_like(form: Form, kind: str, like: str) -> Iterator[Role]:
    """Yield the roles whose cells share the column (`rows`), the row (`columns`) or the block (`cells`) of a role's."""
    anchor = form.role(like)
    if anchor is None:
        return
    first = _spots(form, anchor)[0]

    def shares(spot: Spot) -> bool:
        if kind == "columns":
            return spot.row.name == first.row.name and spot.column.name != first.column.name
        if kind == "rows":
            return spot.section == first.section and spot.column.name == first.column.name
        return spot.block is first.block

    for role in (*form.roles.values(), *form.narrative_roles.values()):
        if all(shares(spot) for spot in _spots(form, role)):
            yield role


def _labels(form: Form, kind: str, role: Role, group: Role | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a word to search for, and the patterns of the labels, for each way in which the form names the figure."""
    spots = _spots(form, role)
    if kind == "cells":
        row, column = (_of_heading(form, heading) for heading in (spots[0].row, spots[0].column))
        yield row[0].word, {"row": _either(row), "column": _either(column)}
        return
    printed = [spot.row if kind == "rows" else spot.column for spot in spots] if len(spots) == 1 else []
    found = [spelling(form.words(role.label)), *(each for heading in printed for each in _of_heading(form, heading))]
    above = spelling(form.words(group.label)).pattern if group else ""
    for each in {each.pattern.replace(_BETWEEN_WORDS, ""): each for each in found}.values():
        yield each.word, {"label": each.pattern, "short": _SHORT_START.sub("", each.pattern), "group": above}


def _of_heading(form: Form, heading: Heading) -> list[Spelling]:
    """Return the spellings of the heading's label and of its other wordings, the shortest word first."""
    found = [spelling(form.words(label)) for label in (heading.label, *heading.aliases)]
    return sorted(found, key=lambda each: len(each.word))


def _either(spellings: list[Spelling]) -> str:
    return "|".join(each.pattern for each in reversed(spellings))


def _filled(value: Any, names: dict[str, str], parts: list[str], labels: dict[str, str]) -> Any:
    """Return a value of the entry with its slots filled: in a pattern by labels, in a list of readings by roles."""
    if isinstance(value, list):
        return [_replaced(text, names) for each in value for text in (parts if each == "<parts>" else [each])]
    patterns = {key: f"(?:{pattern})" for key, pattern in labels.items()}
    return _replaced(value, patterns) if isinstance(value, str) else value


def _replaced(text: str, slots: dict[str, str]) -> str:
    for name, replacement in slots.items():
        text = text.replace(f"<{name}>", replacement)
    return text


def _spots(form: Form, role: Role) -> list[Spot]:
    return [spot for cell in role.cells if (spot := form.locate(cell))]
