"""Stacked bars as small, accessible SVG without script: told apart by colour, pattern and stroke."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from generator.markup.escape import escaped

_WIDTH, _RIGHT = 720, 96
_LABEL, _BAR, _GAP = 26, 22, 12
"""Heights of a bar's label, of the bar and of the space below; labels are larger on phones."""

_PATTERNS = ("", "M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5", "M0 0L6 6M4.5 -1.5L7.5 1.5M-1.5 4.5L1.5 7.5",
             "M0 3H6", "M3 0V6", "M0 3H6M3 0V6")  # fmt: skip
"""The lines in a square of 6 by 6 that distinguish segments without colour; the first segment has none."""


class Bar(NamedTuple):
    """A labelled bar: a value for each segment; None if the bar cannot be drawn."""

    label: str
    values: tuple[Decimal, ...] | None


def stacked_bars(id: str, title: str, unit: str, names: Sequence[str], bars: Sequence[Bar]) -> Markup:
    """Return a bar for each label, its length the sum of its segments, and all values as the SVG description.

    `id` is the start of the ids in the SVG. Names after the sixth repeat the first patterns.
    """
    height = len(bars) * (_LABEL + _BAR + _GAP)
    longest = max([sum(bar.values, Decimal(0)) for bar in bars if bar.values] or [Decimal(1)]) or Decimal(1)
    parts = [
        f'<svg class="gk-chart gk-bars" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{id}-t {id}-d">',
        f'<title id="{id}-t">{escaped(title)}（单位：{escaped(unit)}）</title>',
        f'<desc id="{id}-d">{escaped(describe_bars(names, bars))}</desc>',
        *_definitions(id, len(names)),
    ]
    for number, bar in enumerate(bars):
        parts += _bar(id, bar, number * (_LABEL + _BAR + _GAP), longest)
    return Markup("\n".join([*parts, "</svg>"]))  # noqa: S704  (all text is escaped)


def describe_bars(names: Sequence[str], bars: Sequence[Bar]) -> str:
    """Return the values in words, for readers who cannot see the bars."""
    lines = []
    for bar in bars:
        pairs = zip(names, bar.values or (), strict=bool(bar.values))
        lines.append(f"{bar.label}：{'，'.join(f'{name}{value:f}' for name, value in pairs) or '不能合计'}。")
    return "".join(lines)


def _definitions(id: str, count: int) -> list[str]:
    patterns = [
        f'<pattern id="{id}-p{number}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="{lines}"/></pattern>'
        for number, lines in enumerate(_PATTERNS[:count])
        if lines
    ]
    return ["<defs>", *patterns, "</defs>"]


def _bar(id: str, bar: Bar, top: int, longest: Decimal) -> list[str]:
    """Return the label, the segments with their values, and the sum after the bar."""
    parts = [f'<text class="l" x="0" y="{top + _LABEL - 7}">{escaped(bar.label)}</text>']
    y, x = top + _LABEL, 0.0
    for number, value in enumerate(bar.values or ()):
        width = float(value / longest) * (_WIDTH - _RIGHT)
        if not value:
            continue
        box = f'x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}"'
        parts.append(f'<rect class="o{number % len(_PATTERNS)}" {box}/>')
        if _PATTERNS[number % len(_PATTERNS)]:
            parts.append(f'<rect class="p" fill="url(#{id}-p{number % len(_PATTERNS)})" {box}/>')
        x += width
    total = "不能合计" if bar.values is None else f"{sum(bar.values, Decimal(0)):,f}"
    return [*parts, f'<text class="l v" x="{x + 6:.1f}" y="{y + _BAR - 6}">{total}</text>']
