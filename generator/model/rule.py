"""The rules of a form, written in form files as `total = a + b.*`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Term:
    """One signed operand of a rule: a line of this report, or of the year before."""

    sign: int
    name: str
    previous: bool = False


@dataclass(frozen=True)
class Rule:
    """A linear equation or comparison over the lines of one axis, held for each line of the other.

    `title` says it in a few words, `causes` are the usual reasons why it may rightly not hold.
    """

    id: str
    each: Literal["row", "column"]
    left: tuple[Term, ...]
    relation: Literal["=", "<=", ">="]
    right: tuple[Term, ...]
    weight: Literal["error", "warning"] = "error"
    title: str = ""
    causes: str = ""

    @property
    def across_years(self) -> bool:
        """Whether the rule needs the report of the year before."""
        return any(term.previous for term in self.left + self.right)
