"""Parse the rules of form files, such as `total = a + b.*`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.rule import Rule, Term


class FormError(ValueError):
    """A form file that contradicts itself; names the file and the offending entry."""


def read_rule(where: str, section: str, data: Mapping[str, str], rows: Sequence[str], columns: Sequence[str]) -> Rule:
    """Parse a rule over the named rows or columns of a block; raise FormError if it is malformed."""
    where = f"{where} {data['id']}"
    each, weight = data["each"], data.get("weight", "error")
    if each not in ("row", "column") or weight not in ("error", "warning"):
        raise FormError(f"{where}: each must be row or column, weight error or warning")
    names = columns if each == "row" else rows
    words = data["says"].split()
    relation = next((word for word in words if word in ("=", "<=", ">=")), None)
    if relation is None:
        raise FormError(f"{where}: no =, <= or >= in: {data['says']}")
    middle = words.index(relation)
    return Rule(
        id=f"{section}.{data['id']}",
        each=each,  # type: ignore[arg-type]
        left=_terms(where, words[:middle], names),
        relation=relation,  # type: ignore[arg-type]
        right=_terms(where, words[middle + 1 :], names),
        weight=weight,  # type: ignore[arg-type]
        title=data.get("title", ""),
        causes=data.get("causes", ""),
    )


def _terms(where: str, words: list[str], names: Sequence[str]) -> tuple[Term, ...]:
    """Parse one side of a rule, such as `a + b.* - previous.c`, into its operands."""
    if len(words) % 2 == 0:
        raise FormError(f"{where}: a term or a sign is missing in: {' '.join(words)}")
    terms: list[Term] = []
    for sign, word in zip(["+", *words[1::2]], words[::2], strict=True):
        previous = word.startswith("previous.")
        lines = _matching_lines(word.removeprefix("previous."), names)
        if sign not in ("+", "-"):
            raise FormError(f"{where}: unknown sign {sign!r}")
        if not lines:
            raise FormError(f"{where}: no line {word!r}")
        terms += [Term(1 if sign == "+" else -1, name, previous) for name in lines]
    return tuple(terms)


def _matching_lines(word: str, names: Sequence[str]) -> list[str]:
    """Return the lines a word of a rule matches: `a` that line, `a.*` the leaves under `a` (or `a` if it is a leaf)."""
    if not word.endswith(".*"):
        return [word] if word in names else []
    stem = word[:-2]
    return [name for name in names if name == stem or name.startswith(f"{stem}.")]
