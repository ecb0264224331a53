"""Column charts as small, accessible SVG without script; the page's style sheet sets colours and dark mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.markup.escape import escaped

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 8, 16, 28
_STEPS = 4


@dataclass(frozen=True)
class Series:
    """A named series with one value, or None, for each label of the chart."""

    name: str
    values: tuple[Decimal | None, ...]


def column_chart(
    title: str, unit: str, labels: Sequence[str], series: Sequence[Series], breaks: Sequence[int] = ()
) -> Markup:
    """Return grouped columns with a scale, the value above each column, and all values as the SVG description.

    A stroke stands before each label whose index is one of `breaks`.
    """
    values = [value for each in series for value in each.values if value is not None]
    top = round_up(max([*values, Decimal(1)]))
    parts = [
        f'<svg class="gk-chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="chart-title chart-text">',
        f'<title id="chart-title">{escaped(title)}（单位：{escaped(unit)}）</title>',
        f'<desc id="chart-text">{escaped(describe(labels, series))}</desc>',
        *_scale(top),
    ]
    slot = (_WIDTH - _LEFT - _RIGHT) / len(labels)
    for index, label in enumerate(labels):
        left = _LEFT + index * slot
        parts.append(f'<text class="x" x="{left + slot / 2:.1f}" y="{_HEIGHT - 8}">{escaped(label)}</text>')
        parts += _columns(left, slot, [each.values[index] for each in series], top)
        if index in breaks:
            parts.append(f'<path class="break" d="M{left:.1f} {_TOP}V{_HEIGHT}"/>')
    parts.append("</svg>")
    return Markup("\n".join(parts))  # noqa: S704  (all text is escaped)


def describe(labels: Sequence[str], series: Sequence[Series]) -> str:
    """Return the values in words, for readers who cannot see the chart."""
    lines = []
    for each in series:
        pairs = zip(labels, each.values, strict=True)
        listed = "，".join(f"{label}年{'无数据' if value is None else f'{value:f}'}" for label, value in pairs)
        lines.append(f"{each.name}：{listed}。")
    return "".join(lines)


def round_up(value: Decimal) -> Decimal:
    """Return the smallest number, not below `value`, with whole, round quarters: 4, 8, 12, 16, 20, 40, 60, 80…"""
    unit = Decimal(_STEPS)
    while value > unit * 5:
        unit *= 10
    multiples = (unit * factor for factor in range(1, 6) if unit * factor >= value)
    tenth = unit / 10
    halves = [tenth * factor for factor in (5, 15) if tenth * factor >= value and (tenth * factor / _STEPS) % 1 == 0]
    return min([next(multiples), *halves])


def _y(value: Decimal, top: Decimal) -> float:
    return _HEIGHT - _BOTTOM - float(value / top) * (_HEIGHT - _TOP - _BOTTOM)


def _scale(top: Decimal) -> list[str]:
    lines = []
    for step in range(_STEPS + 1):
        value = top * step / _STEPS
        y = _y(value, top)
        lines.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>')
        lines.append(f'<text class="y" x="{_LEFT - 8}" y="{y + 4:.1f}">{value.quantize(Decimal(1)):,f}</text>')
    return lines


def _columns(left: float, slot: float, values: Sequence[Decimal | None], top: Decimal) -> list[str]:
    width = min(slot * 0.7 / len(values), 36)
    start = left + (slot - width * len(values)) / 2
    parts = []
    for number, value in enumerate(values):
        if value is None:
            continue
        x, y = start + number * width, _y(value, top)
        size = f'width="{width - 2:.1f}" height="{_HEIGHT - _BOTTOM - y:.1f}"'
        parts.append(f'<rect class="c{number}" x="{x + 1:.1f}" y="{y:.1f}" {size}/>')
        parts.append(f'<text class="v" x="{x + width / 2:.1f}" y="{y - 4:.1f}">{value:,f}</text>')
    return parts
