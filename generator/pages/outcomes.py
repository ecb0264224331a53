"""What became of the requests of reports: figures, shares where they may be formed, a sentence, and stacked bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from generator.checks.subject import amount
from generator.model.form import Form, Outcomes, Role
from generator.model.report import Report
from generator.pages.bars import Bar, stacked_bars
from generator.pages.figures import format_number

MIN_BASE = 10
"""The smallest number of concluded requests of which shares are formed; of fewer, one request is over a tenth."""


@dataclass(frozen=True)
class OutcomeFigures:
    """The figures of one report, or sums over several; a value is None if a cell of it holds no number."""

    outcomes: Outcomes
    received: Decimal | None
    concluded: Decimal | None
    parts: tuple[Decimal | None, ...]

    @property
    def known_parts(self) -> tuple[Decimal, ...] | None:
        """The parts if all of them are numbers and none is negative; they may be drawn."""
        known = tuple(value for value in self.parts if value is not None and value >= 0)
        return known if len(known) == len(self.parts) else None

    @property
    def fault(self) -> str:
        """The reason why the parts cannot be added up to what was concluded; empty if they can."""
        known = self.known_parts
        if known is None:
            without = "、".join(role.label for role, value in self._pairs if value is None or value < 0)
            return f"{without}有空白、文字或负数，不合计，也不计算占比"
        unit, concluded = self.outcomes.concluded.unit, self.outcomes.concluded.short
        if self.concluded is None:
            return f"{concluded}的总数是空白或文字，不计算占比"
        if sum(known) != self.concluded:
            total = f"{concluded}总数{format_number(self.concluded)}{unit}"
            return f"各项之和是{format_number(Decimal(sum(known)))}{unit}，与{total}不符，不计算占比"
        return ""

    @property
    def shares(self) -> tuple[str, ...] | None:
        """The share of each part in percent; None if no shares may be formed."""
        if self.fault or self.concluded is None or self.concluded < MIN_BASE:
            return None
        return tuple(_percent(value, self.concluded) for value in self.known_parts or ())

    @property
    def remark(self) -> str:
        """The sentence on why there are no shares; empty if there are, or if nothing was concluded."""
        if self.shares is not None or (not self.fault and not self.concluded):
            return ""
        few = f"{self.outcomes.concluded.short}不足{MIN_BASE}{self.outcomes.concluded.unit}，不计算占比"
        return f"{self.fault or few}。"

    @property
    def rows(self) -> list[tuple[Role, str, str]]:
        """Each part with its number and its share as texts."""
        shares = self.shares or ("",) * len(self.parts)
        return [(role, format_number(value), share) for (role, value), share in zip(self._pairs, shares, strict=True)]

    @property
    def _pairs(self) -> list[tuple[Role, Decimal | None]]:
        return list(zip(self.outcomes.parts, self.parts, strict=True))

    def headline(self, year: int) -> str:
        """Return the sentence of the figures: `2024年新收16件，办结16件：予以公开12件，无法提供4件。`"""
        whole = [(self.outcomes.received, self.received), (self.outcomes.concluded, self.concluded)]
        listed = [(role, value) for role, value in self._pairs if value is None or value != 0]
        parts = "，".join(_counted(role.label, role, value) for role, value in listed)
        sentence = f"{year}年{'，'.join(_counted(role.short, role, value) for role, value in whole)}"
        return f"{sentence}：{parts}。" if parts else f"{sentence}。"


def outcome_figures(report: Report, form: Form) -> OutcomeFigures | None:
    """Return the figures of the report; None if its form does not say what the outcomes are."""
    outcomes = form.outcomes
    if outcomes is None:
        return None
    received, concluded, *parts = (
        amount(report, form, role) for role in (outcomes.received, outcomes.concluded, *outcomes.parts)
    )
    return OutcomeFigures(outcomes, received, concluded, tuple(parts))


def report_bars(title: str, year: int, figures: OutcomeFigures | None) -> Markup | None:
    """Return the bar of one report."""
    return outcome_bars("outcomes", title, [(f"{year}年", figures)]) if figures else None


def outcome_sum(figures: Sequence[OutcomeFigures]) -> OutcomeFigures | None:
    """Return the sums over the figures whose parts are all known; None if there are none, or they differ."""
    known = [each for each in figures if each.known_parts]
    if not known or len({tuple(part.key for part in each.outcomes.parts) for each in known}) > 1:
        return None
    columns = zip(*(each.known_parts or () for each in known), strict=True)
    parts = tuple(sum(column, Decimal(0)) for column in columns)
    return OutcomeFigures(known[0].outcomes, None, None, parts)


def outcome_bars(id: str, title: str, figures: Iterable[tuple[str, OutcomeFigures]]) -> Markup | None:
    """Return a bar for each labelled set of figures; None if none of them has anything to draw."""
    listed = list(figures)
    drawn = [(label, each) for label, each in listed if each.known_parts and sum(each.known_parts)]
    if not drawn:
        return None
    outcomes = drawn[0][1].outcomes
    bars = [Bar(label, each.known_parts) for label, each in listed]
    return stacked_bars(id, title, outcomes.concluded.unit, _labels(outcomes.parts), bars)


def _labels(parts: Sequence[Role]) -> list[str]:
    return [role.label for role in parts]


def _counted(label: str, role: Role, value: Decimal | None) -> str:
    return f"{label}（空白或文字）" if value is None else f"{label}{format_number(value)}{role.unit}"


def _percent(value: Decimal, base: Decimal) -> str:
    share = (value * 100 / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{format_number(share)}%"
