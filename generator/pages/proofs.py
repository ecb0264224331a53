"""What the site says of a table's equations: each rule, each line it holds for, both sides, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator.checks import Subject
from generator.checks.equations import equations
from generator.checks.wording import both_sides, statement


@dataclass(frozen=True)
class Proof:
    """A rule of a table and how it comes out on every line."""

    says: str
    lines: tuple[tuple[str, str, bool | None], ...]

    @property
    def held(self) -> int:
        """How many lines come out."""
        return self._count(True)

    @property
    def broken(self) -> int:
        """How many lines do not."""
        return self._count(False)

    @property
    def unjudged(self) -> int:
        """How many lines have a cell without a number."""
        return self._count(None)

    def _count(self, verdict: bool | None) -> int:
        return sum(held is verdict for _, _, held in self.lines)


def proofs(subject: Subject) -> dict[str, list[Proof]]:
    """The proofs of each table, by section, in the form's order."""
    found: dict[str, list[Proof]] = {}
    for _, group in groupby(equations(subject), key=lambda equation: equation.rule.id):
        members = list(group)
        section = members[0].rule.id.split(".")[0]
        judged = [(equation, equation.holds) for equation in members]
        lines = tuple((equation.line, both_sides(equation, holds), holds) for equation, holds in judged)
        found.setdefault(section, []).append(Proof(statement(members[0]), lines))
    return found
