"""Loading a reports folder: its contents, their order, and the problems of its files and folders.

`catalogs/<case>.tree` has the files of a folder, each after a line `=== path`, and a `.txt` the expected messages.
"""

import os
from pathlib import Path

import pytest

from generator.authoring.new_report import new_report_text
from generator.checks import check_catalog
from generator.formatters import text_of
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.paths import RESERVED
from generator.sources.catalog import load_catalog
from tests.conftest import TESTS, Golden

TREES = sorted(TESTS.glob("sources/catalogs/*.tree"))
AGENCY = "name: 甲局\nkind: department\n"


def write_tree(tree: str, root: Path) -> None:
    """Write the files of a tree below `root`."""
    for piece in tree.split("=== ")[1:]:
        name, _, text = piece.partition("\n")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _messages(forms: Forms) -> str:
    return "".join(f"{text_of(problem)}\n" for problem in check_catalog(load_catalog(Path(), forms)))


@pytest.mark.parametrize("path", TREES, ids=lambda path: path.stem)
def test_messages_of_a_folder(path: Path, forms: Forms, golden: Golden, here: Path) -> None:
    write_tree(path.read_text(encoding="utf-8"), here)
    golden(_messages(forms), path.with_suffix(".txt"))


@pytest.fixture
def catalog(forms: Forms, here: Path) -> Catalog:
    write_tree((TESTS / "sources" / "catalogs" / "tree.tree").read_text(encoding="utf-8"), here)
    return load_catalog(Path(), forms)


def test_agencies_are_in_tree_order(catalog: Catalog) -> None:
    """Parents come first, and departments before townships."""
    assert list(catalog.agencies) == ["jia", "jia/zjj", "jia/bing", "jia/bing/so", "yi"]


def test_above_and_below_follow_the_folders(catalog: Catalog) -> None:
    agencies = catalog.agencies
    assert [agency.id for agency in catalog.above(agencies["jia/bing/so"])] == ["jia", "jia/bing"]
    assert catalog.above(agencies["yi"]) == []
    assert [agency.id for agency in catalog.below(None)] == ["jia", "yi"]
    assert [agency.id for agency in catalog.below("jia")] == ["jia/zjj", "jia/bing"]
    assert catalog.below("yi") == []
    assert agencies["jia/bing/so"].parent == "jia/bing"
    assert agencies["jia"].parent is None


def test_reports_are_found_by_agency_and_by_year(forms: Forms, here: Path, catalog: Catalog) -> None:
    for year in (2023, 2020, 2024):
        for agency in ("yi", "jia/zjj"):
            path = here / agency / f"{year}.yml"
            path.write_text((TESTS / "reports" / f"{year}.yml").read_text(encoding="utf-8"), encoding="utf-8")
    catalog = load_catalog(Path(), forms)
    assert catalog.years == [2024, 2023, 2020, 1995]
    assert [report.year for report in catalog.reports_of("jia/zjj")] == [1995, 2020, 2023, 2024]
    assert catalog.reports_of("jia/bing") == []
    assert [report.agency for report in catalog.reports_in(2024)] == ["jia/zjj", "yi"]
    assert [report.agency for report in catalog.reports_in(1995)] == ["jia", "jia/zjj", "jia/bing/so"]
    assert {catalog.form_of(report).id for report in catalog.reports_of("yi")} == {"2019", "2021", "2021-mixed"}


def test_an_agency_has_the_name_of_the_year(forms: Forms, here: Path) -> None:
    former = "formerly:\n  - {name: 规划局, until: 2018}\n  - {name: 建设局, until: 1994}\n"
    write_tree(f"=== jia/agency.yml\n{AGENCY}{former}", here)
    catalog = load_catalog(Path(), forms)
    names = [catalog.name_in("jia", year) for year in (1990, 1994, 1995, 2018, 2019)]
    assert names == ["建设局", "建设局", "规划局", "规划局", "甲局"]


def test_a_new_report_carries_figures_over_from_the_replaced_agency(forms: Forms, here: Path) -> None:
    write_tree(f"=== yi/agency.yml\n{AGENCY}formerly:\n  - {{name: 乙局, until: 2023}}\n", here)
    write_tree("=== bing/agency.yml\nname: 乙局\nkind: department\nuntil: 2023\n", here)
    (here / "bing/2023.yml").write_text((TESTS / "reports/2023.yml").read_text(encoding="utf-8"), encoding="utf-8")
    catalog = load_catalog(Path(), forms)
    carried_out = [cell.printed for cell in catalog.reports["bing", 2023].tables["requests"]["carried_out"]]
    assert "0" not in carried_out
    assert f"[{', '.join(carried_out)}]" in new_report_text(catalog, "yi", 2024, here / "yi/2024.yml")


def test_real_agencies_come_before_demonstration_data(forms: Forms, here: Path) -> None:
    write_tree(f"=== a/agency.yml\n{AGENCY}demo: true\n=== b/agency.yml\n{AGENCY}", here)
    assert list(load_catalog(Path(), forms).agencies) == ["b", "a"]


def test_siblings_are_real_first_then_by_kind_then_by_id(forms: Forms, here: Path) -> None:
    kinds = {"c": "department", "a": "township", "b": "department", "d": "office"}
    for id, kind in kinds.items():
        write_tree(f"=== {id}/agency.yml\nname: 甲局\nkind: {kind}\n", here)
        write_tree(f"=== x{id}/agency.yml\nname: 甲局\nkind: {kind}\ndemo: true\n", here)
    assert list(load_catalog(Path(), forms).agencies) == ["d", "b", "c", "a", "xd", "xb", "xc", "xa"]


def test_agencies_below_demonstration_data_are_demonstration_data(forms: Forms, here: Path) -> None:
    write_tree(
        f"=== jia/agency.yml\n{AGENCY}demo: true\n=== jia/yi/agency.yml\n{AGENCY}=== bing/agency.yml\n{AGENCY}", here
    )
    catalog = load_catalog(Path(), forms)
    assert [id for id in catalog.agencies if catalog.is_demo(id)] == ["jia", "jia/yi"]


def test_links_and_special_files_are_not_followed(forms: Forms, here: Path) -> None:
    write_tree(f"=== jia/agency.yml\n{AGENCY}", here)
    (here / "jia/1995.yml").symlink_to("/etc/hostname")
    (here / "jia/bing").symlink_to(here / "jia")
    (here / "yi").symlink_to("/etc")
    os.mkfifo(here / "jia/ding")
    refusal = "这是符号链接或特殊文件，不会被读取。请换成文件或文件夹本身。 [source.link]"
    assert _messages(forms).splitlines() == [
        f"{path}:1:1: 错误: {refusal}" for path in ("jia/1995.yml", "jia/bing", "jia/ding", "yi")
    ]
    assert list(load_catalog(Path(), forms).agencies) == ["jia"]


def test_folders_nested_too_deep_are_not_read(forms: Forms, here: Path) -> None:
    write_tree(f"=== {'a/' * 300}agency.yml\n{AGENCY}", here)
    messages = _messages(forms).splitlines()
    assert f"{'a/' * 12}a:1:1: 错误: 文件夹嵌套超过 12 层，里面的内容不会被读取。请移到上层。 [source.id]" in messages
    assert len(messages) == 12 + 1


def test_a_folder_without_permission_is_reported(forms: Forms, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(f"=== jia/agency.yml\n{AGENCY}", here)
    scan = os.scandir

    def refuse(path: Path) -> "os._ScandirIterator[str]":
        if path.name == "jia":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _messages(forms).splitlines()[0] == (
        "jia:1:1: 错误: 读不出这个文件夹（系统错误 13）。请检查文件夹权限。 [source.unreadable]"
    )


def test_a_missing_root_raises(forms: Forms, here: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_catalog(here / "reports", forms)


def test_no_agency_can_take_an_address_of_the_site() -> None:
    """Every file at the top of docs/ becomes an address of the site."""
    assert {path.stem for path in (TESTS.parent / "docs").iterdir()} <= RESERVED
