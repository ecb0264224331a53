"""Rules as form files write them: `total = a + b.*`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.rule import Rule, Term


class FormError(ValueError):
    """A form file that contradicts itself; names the file and the offending entry."""


def read_rule(where: str, section: str, data: Mapping[str, str], rows: Sequence[str], columns: Sequence[str]) -> Rule:
    """A rule over the rows or the columns of a block, given their names. Raises FormError."""
    where = f"{where} {data['id']}"
    each, weight = data["each"], data.get("weight", "error")
    if each not in ("row", "column") or weight not in ("error", "warning"):
        raise FormError(f"{where}: each must be row or column, weight error or warning")
    names = columns if each == "row" else rows
    words = data["says"].split()
    relation = next((word for word in words if word in ("=", "<=", ">=")), None)
    if relation is None:
        raise FormError(f"{where}: no =, <= or >= in: {data['says']}")
    cut = words.index(relation)
    return Rule(
        id=f"{section}.{data['id']}",
        each=each,  # type: ignore[arg-type]
        left=_terms(where, words[:cut], names),
        relation=relation,  # type: ignore[arg-type]
        right=_terms(where, words[cut + 1 :], names),
        weight=weight,  # type: ignore[arg-type]
        title=data.get("title", ""),
        causes=data.get("causes", ""),
    )


def _terms(where: str, words: list[str], names: Sequence[str]) -> tuple[Term, ...]:
    """The operands of `a + b.* - previous.c`."""
    if len(words) % 2 == 0:
        raise FormError(f"{where}: a term or a sign is missing in: {' '.join(words)}")
    terms: list[Term] = []
    for sign, word in zip(["+", *words[1::2]], words[::2], strict=True):
        previous = word.startswith("previous.")
        found = _meant(word.removeprefix("previous."), names)
        if sign not in ("+", "-"):
            raise FormError(f"{where}: unknown sign {sign!r}")
        if not found:
            raise FormError(f"{where}: no line {word!r}")
        terms += [Term(1 if sign == "+" else -1, name, previous) for name in found]
    return tuple(terms)


def _meant(word: str, names: Sequence[str]) -> list[str]:
    """The lines a word of a rule stands for: `a` one line, `a.*` the leaves under `a` (a leaf stands for itself)."""
    if not word.endswith(".*"):
        return [word] if word in names else []
    stem = word[:-2]
    return [name for name in names if name == stem or name.startswith(f"{stem}.")]
