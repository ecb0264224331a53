"""Whatever authors write, in texts or names of files, is only shown: no terminal and no CI runner obeys it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from urllib.parse import unquote_to_bytes

import cmarkgfm
import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from generator.cli import main
from generator.markup.inert import inert
from generator.markup.printed import printed, printed_json
from tests.ci_runner import commands_in, unseen_in
from tests.command_line import PROJECT
from tests.sample_reports import ORIGINAL, SAMPLES

COMMANDS = (
    "::error file=README.md,line=1::伪造 {{a.b}}",
    "   ::stop-commands::x {{a.b}}",
    "本局##[add-mask]错误 {{a.b}}",
    "\u3000::add-mask::错误 {{a.b}}",
    "##vso[task.setvariable variable=x]y {{a.b}}",
)
BUILD = ("build", "--site", "site", "--docs", "docs", "--cache", "cache", "--jobs", "1")
CONTROLS = "\x1b[2J\x1b]0;x\x07\u202e\u200b\x85\u2028\x9b31m\ufeff\x7f"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Create reports whose texts are hostile; each line has a wrong reference, so that checks quote it."""
    folder = tmp_path / "reports/zjj"
    folder.mkdir(parents=True)
    name = "某局@evil/x#12 https://evil.example www.evil.example"
    (folder / "agency.yml").write_text(f'name: "{name}"\nkind: department\n"##[group]x": 1\n', encoding="utf-8")
    text = ORIGINAL.read_text(encoding="utf-8")
    hostile = "\n".join(f"  {line}" for line in (*COMMANDS, f"甲{CONTROLS}乙"))
    (folder / "2024.yml").write_bytes(text.replace("other: |", f"other: |\n{hostile}").encode())
    return tmp_path / "reports"


def _run(reports: Path, *arguments: str) -> Result:
    with chdir(reports.parent):
        return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "markdown", "github"])
def test_no_listing_is_obeyed(output_format: str, reports: Path) -> None:
    result = _run(reports, "check", "--format", output_format)
    output = result.stdout + result.stderr
    assert result.exit_code == 1
    assert unseen_in(output) == set()
    own = "file=reports/zjj/" if output_format == "github" else "(none)"
    assert [line for line in commands_in(output) if own not in line] == []
    if output_format == "text":
        assert "\\::error file=README.md,line=1::伪造 {{a.b}}" in output
        assert "##\\[add-mask]" in output
        assert "甲<U+001B>[2J<U+001B>]0;x<U+0007><U+202E><U+200B>" in output


def test_builds_show_the_same(reports: Path) -> None:
    result = _run(reports, *BUILD)
    assert result.exit_code == 1
    assert "\\::error file=README.md,line=1::伪造 {{a.b}}" in result.stderr
    assert [*commands_in(result.stdout + result.stderr)] == []
    assert unseen_in(result.stdout + result.stderr) == set()


def test_structured_formats_keep_the_sentences(reports: Path) -> None:
    name = "\u202e##[group]\u2066x"
    (reports / "zjj" / f"{name}.yml").write_text("a: 1\n", encoding="utf-8")
    for output_format in ("json", "sarif"):
        text = _run(reports, "check", "--format", output_format).stdout
        assert unseen_in(text) == set()
        assert [*commands_in(text)] == []
        data = json.loads(text)
        if output_format == "json":
            assert f"reports/zjj/{name}.yml" in {each["path"] for each in data["problems"]}
        else:
            places = [each["locations"][0]["physicalLocation"] for each in data["runs"][0]["results"]]
            uris = {unquote_to_bytes(each["artifactLocation"]["uri"]) for each in places}
            assert f"reports/zjj/{name}.yml".encode() in uris


def test_odd_names_are_named_in_every_format(reports: Path) -> None:
    (reports / "zjj/2024.yml").unlink()  # GitHub is shown ten errors at most
    folder = os.fsencode(reports / "zjj")
    for file in (b"\xff.yml", b"2024\xe9.txt", b"x\n::error::y.yml", b"\x1b[2J.yml"):
        Path(os.fsdecode(folder + b"/" + file)).write_bytes(b"a: 1\n")
    odd = Path(os.fsdecode(folder + b"/\xc0\xaf"))
    odd.mkdir()
    (odd / "2024.yml").write_bytes(b"a: 1\n")
    formats = ("text", "json", "sarif", "markdown", "github")
    for arguments in (*(("check", "--format", each) for each in formats), BUILD, BUILD):
        result = _run(reports, *arguments)
        output = result.stdout + result.stderr
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), output
        assert output.count("名字不是 UTF-8 编码，不会被读取。") == (6 if "markdown" in arguments else 3)
        assert unseen_in(output) == set()
        own = "file=reports/zjj" if "github" in arguments else "(none)"
        assert [line for line in commands_in(output) if own not in line] == []
        assert re.search(r"<0xFF>\.yml|\\udcff\.yml|%FF\.yml", output)


def test_other_sentences_show_what_they_quote(reports: Path) -> None:
    for arguments in (
        ("export", "a\x1b[2J", "--to", "csv"),
        ("new", "\u202ea", "2024"),
        ("check", "\x1b[2J"),
        ("check", "\udcff"),
        ("check", "--reports", "\udcff"),
        ("\x1b[2J",),
        ("--\x1b[2J",),
        ("--a\n::error::b",),
        ("bind", "zjj/\u200b"),
        ("check", "--reports", "a\n::error::b"),
        ("check", "--since", "\u202ea"),
        ("import", "\x1b", "--agency", "a"),
    ):
        result = _run(reports, *arguments)
        assert result.exit_code == 2
        assert unseen_in(result.stderr) == set()
        assert [*commands_in(result.stderr)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("@someone", "（@someone）", "a@evil.example", "见#12", "见 !12", "用%1", "$12", "&12", "~bug", "GH-12"),
        *("a/b#1", "https://evil.example", "ftp://x", "HTTP://x", "www.evil.example", "WWW.evil.example", ":smile:"),
        *("[a](b)", "<https://evil.example>", "[[page]]", "[issue:12]", "mailto:a@b.example", "deadbee", "![a](b)"),
        *("a@.b", "`@a`", "@@a", "##@a", '~"a b"'),
    ],
)
def test_forges_make_no_links_of_texts(text: str) -> None:
    for line in (text, f"甲{text}乙", f"a {text} b"):
        html = cmarkgfm.github_flavored_markdown_to_html(f"- **错误** {inert(line)} 丙")
        page = LexborHTMLParser(html)
        assert page.css("a") == page.css("img") == []
        assert line in (page.text() or "")
        pieces = re.split("\0", re.sub(r"<code>.*?</code>", "\0", html))
        links = r"[@#!%$&~^]\"?[a-z0-9]|://|www\.|gh-1|:smile:|\[\[|deadbee"
        assert not [each for each in pieces if re.search(links, re.sub(r"&\w+;|<[^>]+>", "", each), re.IGNORECASE)]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_terminals_of_any_encoding_are_served(encoding: str, reports: Path) -> None:
    (reports / "zjj/agency.yml").write_text('name: "😀"\nkind: department\n"😀": 1\n', encoding="utf-8")
    for output_format in ("text", "json", "markdown", "github"):
        with chdir(reports.parent):
            runner = CliRunner(env={"PYTHONIOENCODING": encoding}, charset=encoding)
            result = runner.invoke(main, ("check", "--format", output_format))
        assert type(result.exception) is SystemExit
        if output_format != "text":
            assert "😀" in result.stdout_bytes.decode()


def test_plain_text_stays_as_it_is() -> None:
    line = "reports/a/2024.yml:1:2: 疑问: 占 100%，“a: b”——12 ≠ 13。 [a.b]\n    甲：乙"
    assert printed(line) == line
    assert json.loads(printed_json({"a": "\u202e😀\U000e0041##[a]\\##[b]\n"})) == {
        "a": "\u202e😀\U000e0041##[a]\\##[b]\n"
    }
    assert inert("收到 3985758 件，占 100%。") == "收到 3985758 件，占 100%。"


def test_commands_write_in_one_place() -> None:
    """Nothing else prints, so that nothing is printed as authors wrote it."""
    writes = re.compile(r"click\.echo|\bprint\(|std(?:out|err)\.write|click\.secho")
    modules = [*PROJECT.glob("generator/commands/*.py"), *PROJECT.glob("generator/builder/*.py")]
    found = {path.name for path in modules if writes.search(path.read_text(encoding="utf-8"))}
    assert found == {"output.py", "progress.py"}


@pytest.mark.parametrize(
    "command",
    [
        ["export", "qiyang/zjj/2024", "--to", "json", "--reports", str(SAMPLES)],
        ["check", "--format", "json", "--reports", str(SAMPLES)],
        ["--version"],
    ],
)
def test_a_full_disk_behind_standard_output_is_named(command: list[str]) -> None:
    program = [sys.executable, "-c", "from generator.cli import main; main()", *command]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(program, cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr.decode()) == (2, "gongkai: 不能读写 标准输出：磁盘满了。请腾出空间再试。\n")
