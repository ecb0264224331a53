"""Colours of the style sheets: every one has a dark counterpart and exists, and neighbouring ones can be told apart."""

from __future__ import annotations

import re

import pytest

from tests.pages.conftest import PROJECT

ASSETS = PROJECT / "docs/assets"
SHEETS = sorted(ASSETS.rglob("*.css"))
SITE = (ASSETS / "gongkai.css").read_text(encoding="utf-8")


def _colors(opening: str) -> dict[str, str]:
    """Return the colours that the block which begins so gives to variables of the site, by name."""
    _, _, rest = SITE.partition(f"\n{opening} {{\n")
    block = rest.partition("}")[0]
    return dict(re.findall(r"(--gk-[a-z0-9-]+): (#[0-9a-f]{3,6});", block))


LIGHT, DARK = _colors("[data-md-color-scheme]"), _colors('  [data-md-color-scheme="slate"]')


def test_every_colour_has_a_dark_counterpart() -> None:
    assert len(LIGHT) > 15
    assert LIGHT.keys() == DARK.keys()
    assert [name for name in LIGHT if LIGHT[name] == DARK[name]] == []


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    dark, light = sorted(map(_luminance, (first, second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_stand_out_from_the_paper(colors: dict[str, str]) -> None:
    """WCAG 2.2, 1.4.11: three to one."""
    drawn = {name: color for name, color in colors.items() if re.match("--gk-(chart|outcome|red)", name)}
    assert len(drawn) == 9
    faint = {name: _contrast(color, colors["--gk-paper"]) for name, color in drawn.items()}
    assert {name: ratio for name, ratio in faint.items() if ratio < 3} == {}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_variables_that_are_used_are_set(path: object) -> None:
    everything = "".join(each.read_text(encoding="utf-8") for each in SHEETS)
    scripts = "".join(each.read_text(encoding="utf-8") for each in ASSETS.rglob("*.js"))
    assigned = set(re.findall(r"(--gk-[a-z0-9-]+)\s*:", everything)) | set(
        re.findall(r"[\"'](--gk-[a-z-]+)[\"']", scripts)
    )
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert set(re.findall(r"var\((--gk-[a-z0-9-]+)\)", text)) <= assigned
