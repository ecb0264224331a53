"""A page that a browser prints to PDF is read as the page itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.importers.document import Document, Grid
from generator.importers.readers.html import read_html
from generator.importers.readers.pdf import read_pdf

_SIDE = "<div class=side>" + "".join(f"<p>{text}" for text in ("机构职能", "领导之窗", "政策文件")) + "</div>"
_SENTENCE = "全年主动公开政府信息1136条，制作政府公报6期，组织召开新闻发布会12场，努力传递政府声音、回应社会关切。"
_ROWS = "".join(f"<tr><td>第{at}项政府信息公开申请的处理结果<td>{at}<td>{at * 37}" for at in range(1, 8))
_MAIN = f"<div class=main><h1>甲局年度报告</h1><p>{_SENTENCE * 3}<p>{_SENTENCE}<table>{_ROWS}</table><p>结束。</div>"
_STYLE = "td{border:1px solid;width:33%} p{font-size:12px}"

DESIGNS = {
    "plain": f"<style>{_STYLE} table{{border-collapse:collapse}}</style>{_MAIN}",
    "columns": f"<style>{_STYLE} .wrap{{display:flex}} .side{{width:120px;background:#eee;border-radius:9px}} "
    f".main{{width:75%;margin-left:30px}}</style><div class=wrap>{_SIDE}{_MAIN}</div>",
    "frame": f"<style>{_STYLE} table{{border-spacing:0}} .main{{border:1px solid;padding:9px}}</style>{_MAIN}",
    "dashed": f"<style>{_STYLE} td{{border:1px dashed #888}} .main{{border-radius:9px;background:#eee}}</style>{_MAIN}",
}


def _content(document: Document) -> list[object]:
    return [[box.text for box in part.boxes] if isinstance(part, Grid) else part.text for part in document.parts]


@pytest.mark.parametrize("name", DESIGNS)
def test_a_printed_page_is_read_as_the_page(name: str, tmp_path: Path, tab: Page) -> None:
    page_path, print_path = tmp_path / "a.html", tmp_path / "a.pdf"
    page_path.write_text(f"<!doctype html><meta charset=utf-8><title>甲</title>{DESIGNS[name]}", encoding="utf-8")
    tab.goto(page_path.as_uri())
    tab.pdf(path=print_path, width="190mm", height="80mm", display_header_footer=True, print_background=True,
            margin={"top": "0.4in", "bottom": "0.4in", "left": "0.4in", "right": "0.4in"})  # fmt: skip
    assert _content(read_pdf(print_path)) == _content(read_html(page_path))
