"""Names of folders and files: which can be agency ids, reports and versions, and what messages say of others."""

import pytest

from generator.model.paths import id_fault, report_year, version_of

DEVICES = ["con", "prn", "aux", "nul", "com0", "com9", "lpt0", "lpt9"]


@pytest.mark.parametrize("name", ["a", "zjj", "0a", "9-a", "a-", "a" * 64, "con1", "com", "com10", "console", "lpta"])
def test_ids_of_agencies(name: str) -> None:
    assert id_fault(name) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((device, "Windows 的保留名") for device in DEVICES),
        *((name, "网站自己要用这个地址") for name in ("search", "status", "assets", "years", "about")),
        *((name, "最多 64 个字符") for name in ("", "0", "12-3", "A", "a_b", "a.b", "局", "a" * 65, "a\n", "a b")),
    ],
)
def test_names_that_are_no_ids(name: str, words: str) -> None:
    assert words in str(id_fault(name))


@pytest.mark.parametrize(
    ("name", "year", "version"),
    [
        ("1900.yml", 1900, None), ("2024.yml", 2024, None), ("2099.yml", 2099, None), ("1899.yml", None, None),
        ("2100.yml", None, None), ("2024.v1.yml", None, (2024, 1)), ("2024.v9999.yml", None, (2024, 9999)),
        ("2024.v0.yml", None, None), ("2024.v10000.yml", None, None), ("2024.yaml", None, None),
        ("２０２４.yml", None, None),
    ],
)  # fmt: skip
def test_years_and_versions_in_names_of_files(name: str, year: int | None, version: tuple[int, int] | None) -> None:
    assert (report_year(name), version_of(name)) == (year, version)


@pytest.mark.parametrize(
    ("name", "similar"),
    [
        ("ZJJ", "zjj"), ("Zhu_Jian Ju", "zhu-jian-ju"), ("ｚｊｊ", "zjj"), ("search", "search-ju"), ("con", "con-ju"),
        ("局", "zjj"), ("12", "zjj"), ("a" * 65, "a" * 64),
    ],
)  # fmt: skip
def test_a_similar_id_is_proposed(name: str, similar: str) -> None:
    assert f"请给文件夹换一个名字，例如 {similar}；" in str(id_fault(name))
    assert id_fault(similar) is None
