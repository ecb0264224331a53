"""The settings of a site are those of the current folder, else those beside the reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sources.site_folder import find_settings, own_pages


@pytest.mark.parametrize(
    ("existing", "found"),
    [
        ((), None),
        (("here/docs/",), None),
        (("here/mkdocs.yml",), "here/mkdocs.yml"),
        (("there/mkdocs.yml",), "there/mkdocs.yml"),
        (("here/mkdocs.yml", "there/mkdocs.yml"), "here/mkdocs.yml"),
        (("here/mkdocs.yml/", "there/mkdocs.yml"), "there/mkdocs.yml"),
        (("mkdocs.yml", "there/reports/mkdocs.yml"), None),
    ],
)
def test_where_settings_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: tuple[str, ...], found: str | None
) -> None:
    for name in ("here/", "there/reports/", *existing):
        path = tmp_path / name
        path.mkdir(parents=True, exist_ok=True) if name.endswith("/") else path.touch()
    monkeypatch.chdir(tmp_path / "here")
    settings = find_settings(tmp_path / "there/reports")
    assert settings == (found and tmp_path / found)
    assert own_pages(settings) == (settings and settings.parent / "docs")
