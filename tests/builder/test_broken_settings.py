"""A site's own settings are merged into the program's; a broken file is named with its place before any work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.builder.fingerprints import program_fingerprint
from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.builder.mkdocs.settings import complete_settings, navigation, plain_settings, write_settings
from tests.command_line import PROJECT

GOOD = (PROJECT / "mkdocs.yml").read_bytes().replace(b"INHERIT: ", b"INHERIT: %s/" % str(PROJECT).encode())
LAST = GOOD.count(b"\n") + 1
THEME = GOOD.partition(b"theme:")[0].count(b"\n") + 1


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "mkdocs.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (GOOD.replace(b"theme:", b"\ttheme:"), f"{THEME}:1"),
        (b"a: 1\nb: \xff\n", "2:4"),
        (b"a: 1\nb: \x00\n", "2:4"),
        (b"- a\n", "1:1"),
        (b"site_name\n", "1:1"),
        (b"theme: [material]\n", "1:1"),
        (b"theme: {custom_dir: [1]}\n", "1:1"),
        (b"markdown_extensions: 7\n", "1:1"),
        (b"INHERIT: none.yml\n", "1:1"),
        (b"INHERIT: mkdocs.yml\n", "1:1"),
        (GOOD + b"a: !other b\n", f"{LAST}:4"),
        (GOOD + b"a: !ENV [[A], b]\n", f"{LAST}:10"),
        (GOOD + b"a: *b\n", f"{LAST}:4"),
        (GOOD + b"a: 2024-13-01\n", "1:1"),
        (GOOD + b"a: !!int ''\n", "1:1"),
        (GOOD + b"a: !!bool b\n", "1:1"),
        (GOOD + b"a: !!timestamp b\n", "1:1"),
        (b"[" * 5000, "1:1"),
    ],
)
def test_the_place_is_named(content: bytes, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, content)
    with pytest.raises(HandWrittenError, match=rf"^mkdocs\.yml:{place} .*请改正这个设置文件"):
        complete_settings(path)


def test_extensions_of_any_type_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "markdown_extensions: [12]")
    found = plain_settings(complete_settings(path), tmp_path / "docs")["markdown_extensions"]
    assert found[-1] == 12
    assert not [each for each in found if "generator.markup" in str(each)]


@pytest.mark.parametrize("content", ["", "# 还没有写\n", None])
def test_a_site_without_settings_has_the_programs(content: str | None, tmp_path: Path) -> None:
    own = None if content is None else write(tmp_path, content)
    assert complete_settings(own) == complete_settings(None)


PROGRAM = complete_settings(None)


@pytest.mark.parametrize(
    ("own", "key", "merged"),
    [
        ("copyright: 我们", "copyright", "我们"),
        ("extra: {a: {b: 1}}", "extra", {"a": {"b": 1}}),
        ("theme: {logo: assets/own.svg}", "theme", {**PROGRAM["theme"], "logo": "assets/own.svg"}),
        ("theme: material", "theme", PROGRAM["theme"]),
        ("theme: {features: []}", "theme", {**PROGRAM["theme"], "features": []}),
        ("nav: [a.md]", "nav", ["a.md"]),
        ("extra_css: [own.css]", "extra_css", [*PROGRAM["extra_css"], "own.css"]),
        ("extra_css: [assets/table.css]", "extra_css", PROGRAM["extra_css"]),
        ("extra_javascript: [own.js]", "extra_javascript", ["own.js"]),
        ("markdown_extensions: [footnotes]", "markdown_extensions", [*PROGRAM["markdown_extensions"], "footnotes"]),
        ("markdown_extensions: {footnotes: {x: 1}}", "markdown_extensions",
         [*PROGRAM["markdown_extensions"], {"footnotes": {"x": 1}}]),
        ("markdown_extensions: [tables: {x: 1}]", "markdown_extensions",
         [{"tables": {"x": 1}} if each == "tables" else each for each in PROGRAM["markdown_extensions"]]),
    ],
)  # fmt: skip
def test_what_a_site_sets_is_merged(own: str, key: str, merged: Any, tmp_path: Path) -> None:
    settings = complete_settings(write(tmp_path, own))
    assert settings[key] == merged
    assert {**settings, key: None} == {**complete_settings(None), key: None}


@pytest.mark.parametrize(
    "own", ["docs_dir: pages", "site_dir: public", "use_directory_urls: false", "hooks: [a.py]", "hooks: {a: b}"]
)
def test_what_the_program_decides_is_refused(own: str, tmp_path: Path) -> None:
    message = rf"{{}}:2:1 里的 {own.partition(':')[0]} 由程序决定，不能自己写。请删去这一项。$"
    with pytest.raises(HandWrittenError, match=message.format(r"mkdocs\.yml")):
        complete_settings(write(tmp_path, f"site_name: 甲\n{own}\n"))
    (tmp_path / "base.yml").write_text(f"site_name: 甲\n{own}\n", encoding="utf-8")
    with pytest.raises(HandWrittenError, match=message.format(r"base\.yml")):
        complete_settings(write(tmp_path, "INHERIT: base.yml\n"))
    with pytest.raises(HandWrittenError, match=r"mkdocs\.yml:1:1 里的 hooks"):
        complete_settings(write(tmp_path, "a: &a {hooks: [a.py]}\n<<: *a\n"))
    assert complete_settings(write(tmp_path, "use_directory_urls: true"))["use_directory_urls"]


def test_folders_of_a_theme_are_those_of_the_site(tmp_path: Path) -> None:
    """Also if the file that names them is inherited from, as in MkDocs."""
    (tmp_path / "county/shared").mkdir(parents=True)
    base = tmp_path / "county/shared/base.yml"
    base.write_text("theme: {custom_dir: ours}\ncopyright: 共同\nsite_name: 甲\n", encoding="utf-8")
    own = write(tmp_path / "county", "INHERIT: shared/base.yml\nsite_name: 乙\n")
    settings = plain_settings(complete_settings(own), tmp_path / "county/build/docs")
    assert (settings["theme"]["custom_dir"], settings["copyright"], settings["site_name"]) == ("../ours", "共同", "乙")
    assert "INHERIT" not in settings


def test_the_navigation_is_found_in_every_form(tmp_path: Path) -> None:
    own = "nav: [a.md, 乙: b.md, {丙: [c/index.md, 丁: [d.md]]}, 网: 'https://a.cn/x.md', 文件: a.pdf]\n"
    assert list(navigation(complete_settings(write(tmp_path, own)))) == ["a.md", "b.md", "c/index.md", "d.md"]


def test_the_settings_file_of_an_earlier_program_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, "# Generated by gongkai from the project's mkdocs.yml. Edit that file instead.\nsite_name: 旧\n")
    assert write_settings(PROGRAM, tmp_path / "docs")
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == PROGRAM["site_name"]


def test_a_build_depends_on_the_settings_and_on_a_theme_of_the_site(tmp_path: Path) -> None:
    """It does not depend on the place of the folder, so that shards can be built on several machines."""
    fingerprints = [program_fingerprint(complete_settings(None))]
    for folder in ("one", "other"):
        (tmp_path / folder / "ours").mkdir(parents=True)
        (tmp_path / folder / "ours/main.html").write_text("一", encoding="utf-8")
        own = write(tmp_path / folder, "theme: {custom_dir: ours}\n")
        fingerprints.append(program_fingerprint(complete_settings(own)))
    assert fingerprints[1] == fingerprints[2]
    (tmp_path / "other/ours/main.html").write_text("二", encoding="utf-8")
    others = (own, write(tmp_path, "site_name: 青石县\n"))
    fingerprints += [program_fingerprint(complete_settings(each)) for each in others]
    fingerprints.append(program_fingerprint(complete_settings(write(tmp_path, ""))))
    assert len({*fingerprints}) == 4
    assert fingerprints[5] == fingerprints[0]


def test_ten_files_may_inherit_one_from_the_other(tmp_path: Path) -> None:
    for number in range(11):
        (tmp_path / f"{number}.yml").write_text(f"INHERIT: {number + 1}.yml\nsite_name: {number}\n", encoding="utf-8")
    (tmp_path / "11.yml").write_text("site_description: 甲县\n", encoding="utf-8")
    assert complete_settings(tmp_path / "1.yml")["site_description"] == "甲县"
    with pytest.raises(HandWrittenError, match=r"INHERIT 指向的文件没有，或者绕成了圈。"):
        complete_settings(tmp_path / "0.yml")
