"""A broken `mkdocs.yml` is named with its place before any work is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder.mkdocs import settings
from generator.builder.mkdocs.docs_folder import check_docs
from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.builder.mkdocs.settings import plain_settings

GOOD = settings.CONFIG.read_bytes()
LAST = GOOD.count(b"\n") + 1


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (GOOD.replace(b"theme:", b"\ttheme:"), "11:1"),
        (b"a: 1\nb: \xff\n", "2:4"),
        (b"a: 1\nb: \x00\n", "2:4"),
        (b"", "1:1"),
        (b"- a\n", "1:1"),
        (GOOD.replace(b"theme:", b"themes:"), "1:1"),
        (GOOD.replace(b"custom_dir: templates/theme", b"custom_dir: [1]"), "1:1"),
        (GOOD.replace(b"markdown_extensions:", b"a:"), "1:1"),
        (GOOD + b"a: !other b\n", f"{LAST}:4"),
        (GOOD + b"a: !ENV [[A], b]\n", f"{LAST}:4"),
        (GOOD + b"a: *b\n", f"{LAST}:4"),
        (GOOD + b"a: 2024-13-01\n", "1:1"),
        (b"[" * 5000, "1:1"),
    ],
)
def test_the_place_is_named(content: bytes, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "CONFIG", path := tmp_path / "mkdocs.yml")
    path.write_bytes(content)
    with pytest.raises(HandWrittenError, match=rf"^mkdocs\.yml:{place} .*请改正这个设置文件"):
        check_docs(tmp_path / "docs", ())


def test_extensions_of_any_type_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", path := tmp_path / "mkdocs.yml")
    path.write_bytes(GOOD.replace(b"  - admonition", b"  - 12"))
    found = plain_settings(tmp_path / "docs")["markdown_extensions"]
    assert found[0] == 12
    assert not [each for each in found if "generator.markup" in str(each)]
