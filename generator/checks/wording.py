"""Write out equations for messages: both sides with labels and numbers, and the difference."""

from __future__ import annotations

from generator.checks.equations import Equation, Operand, format_sum, total
from generator.model.report import plain_number


def explain(equation: Equation) -> str:
    """Return a sentence with both sides of the equation and the difference."""
    left, right = total(equation.left), total(equation.right)
    opposite = {"=": "≠", "<=": "大于", ">=": "小于"}[equation.rule.relation]
    sides = f"{_side(equation.left)} {opposite} {_side(equation.right)}"
    return f"{equation.line}：{sides}，相差 {plain_number(abs(left - right))}。"


def _side(side: tuple[Operand, ...]) -> str:
    """Return the side as `甲 1 + 乙 2 = 3`; a sum of more than two states only the number of this year's zeros."""
    shown = [operand for operand in side if operand.cell.value or operand.term.previous or len(side) <= 2]
    if not shown:
        return f"0（{len(side)} 项都是 0）"
    text = format_sum((operand.term.sign, f"{operand.label} {operand.cell.plain}") for operand in shown)
    zeros = f"（其余 {len(side) - len(shown)} 项为 0）" if len(shown) < len(side) else ""
    sum_ = f"{'' if zeros else ' '}= {plain_number(total(side))}" if len(shown) > 1 or shown[0].term.sign < 0 else ""
    return f"{text}{zeros}{sum_}"
