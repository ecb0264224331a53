"""Authors' text is published as text, never as HTML, Markdown, a template or a script link."""

from __future__ import annotations

from pathlib import Path

from generator.checks import check_catalog
from generator.pages.write import render_pages
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.pages.markdown_reader import body
from tests.sample_reports import ORIGINAL

HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} [x](javascript:alert(1)) <!--/html--> <img src=x onerror=y> # h {: onload=z }"
)


def test_hostile_text_is_escaped_wherever_it_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    quoted = HOSTILE.replace('"', "'")
    (folder / "agency.yml").write_text(f'name: "{quoted}"\nkind: department\n', encoding="utf-8")
    source = ORIGINAL.read_text(encoding="utf-8")
    source = source.replace(
        "other: |\n  无。", f'title: "{quoted}"\nsource: "{quoted}"\nother: |\n  {HOSTILE}\n  - {HOSTILE}'
    )
    (folder / "2024.yml").write_text(source, encoding="utf-8")
    catalog = load_catalog(tmp_path, load_forms())
    rendered = dict(render_pages(catalog, check_catalog(catalog)))
    for name in ("place/2024/index.md", "place/index.md", "years/2024/index.md", "agencies/index.md", "index.md"):
        page = body(rendered[name])
        assert "&lt;script&gt;alert(1)" in page, name
        for markup in ("<script", "<img", "<!--/html", "{{", "49", "](javascript", "{: onload"):
            assert markup not in page, (name, markup)


def test_links_to_the_original_must_be_web_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    (folder / "agency.yml").write_text("name: 某局\nkind: department\n", encoding="utf-8")
    source = ORIGINAL.read_text(encoding="utf-8")
    (folder / "2024.yml").write_text(f'source: "javascript:alert(1)"\n{source}', encoding="utf-8")
    catalog = load_catalog(tmp_path, load_forms())
    problems = [problem for problem in check_catalog(catalog) if problem.level == "error"]
    assert len(problems) == 1
    assert "http" in problems[0].message
