"""The arithmetic rules of a form, such as `total = a + b.*`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.problem import Check


@dataclass(frozen=True)
class Term:
    """A signed operand of a rule: a line of this report or of the previous year's."""

    sign: int
    name: str
    previous: bool = False


@dataclass(frozen=True)
class Rule:
    """A linear equation or comparison between lines of one axis, which must hold for each line of the other.

    `title` is its name in a few words; `causes` are the usual legitimate reasons why it does not hold.
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
    def check(self) -> Check:
        """The check that the rule declares."""
        return Check(self.id, self.weight)

    @property
    def across_years(self) -> bool:
        """Whether the rule needs the previous year's report."""
        return any(term.previous for term in self.left + self.right)

    @property
    def is_certain(self) -> bool:
        """Whether the rule is an equation that every report must meet by itself."""
        return self.relation == "=" and self.weight == "error" and not self.across_years
