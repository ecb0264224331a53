"""What earlier builds left is an aid only: broken off, damaged, lost or locked away, the site is that of a build from
nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from generator.builder import Build, Progress, run_build, site_files, source_cache
from generator.builder.engine.cache import Shelf
from generator.builder.engine.dependencies import Questions
from generator.builder.engine.serializer import DamagedError, pack, unpack
from generator.builder.engine.tasks import Ledger, Work, one_by_one, perform
from generator.builder.engine.tracking import Answers, Notes
from generator.builder.source_cache import Sources, read_sources, survey
from generator.model.form import Forms
from generator.sources import load_report
from generator.sources.catalog import load_catalog
from tests.builder.conftest import rename
from tests.builder.test_again import contents, differing

GIVEN_UP = "已损坏或不能写，这次从头做"


def one_of(build: Build, place: int) -> Path:
    """A report of one of the places."""
    return sorted(sorted(build.reports.iterdir())[place].rglob("2024.yml"))[0]


def say(report: Path, sentence: str) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("overview: |\n", f"overview: |\n  {sentence}\n", 1), encoding="utf-8")


def broken_off(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is ended when all is made and nothing is in its place."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(site_files, "write_sitemap", end)
        with pytest.raises(KeyboardInterrupt):
            run_build(build)


def assert_as_from_nothing(build: Build) -> None:
    """The build goes well, and its site and its docs folder have the bytes of those from nothing."""
    problems = run_build(build)
    folder = build.reports.parent
    anew = replace(
        build, site=folder / "anew", cache=folder / "no-cache", progress=Progress(True), docs=folder / "anew-build/docs"
    )
    assert run_build(anew) == problems
    assert differing(contents(build.site), contents(anew.site)) == []
    assert differing(contents(build.docs), contents(anew.docs)) == []


def database(build: Build) -> Path:
    return next(build.cache.glob("*.db"))


def parts(build: Build) -> list[Path]:
    return sorted(build.cache.glob("*.parts/*.part"))


def test_an_edit_taken_back_after_a_build_broke_off_leaves_nothing(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, other = one_of(build, 0), one_of(build, 1)
    before = edited.read_bytes()
    say(edited, "魑魅魍魉出没二次。")
    broken_off(build, monkeypatch)
    edited.write_bytes(before)
    say(other, "另外组织培训8次。")
    assert_as_from_nothing(build)


def test_a_place_that_was_away_while_a_build_broke_off_is_still_found(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = sorted(build.reports.iterdir())[1]
    away.rename(build.reports.with_name("away"))
    broken_off(build, monkeypatch)
    build.reports.with_name("away").rename(away)
    say(one_of(build, 0), "另外组织培训8次。")
    assert_as_from_nothing(build)


def test_what_changed_in_a_build_that_broke_off_is_published_by_the_next(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its checks were kept, its pages were not."""
    say(one_of(build, 0), "魑魅魍魉出没二次。")
    broken_off(build, monkeypatch)
    assert_as_from_nothing(build)


def test_what_changed_while_another_report_had_an_error_is_published_with_its_mending(build: Build) -> None:
    other = one_of(build, 1)
    before = other.read_bytes()
    say(one_of(build, 0), "魑魅魍魉出没二次。")
    other.write_bytes(before + "没有这个键: 1\n".encode())
    assert any(problem.level == "error" for problem in run_build(build))
    other.write_bytes(before)
    assert_as_from_nothing(build)


def test_parts_of_the_search_that_are_lost_are_made_again(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    for lost in parts(build):
        left_over = lost.with_name(f"{'0' * 32}.part")
        lost.rename(left_over)
    os.utime(left_over, (0, 0))
    say(one_of(build, 0), "另外组织培训8次。")
    assert_as_from_nothing(build)
    assert not left_over.exists()
    assert GIVEN_UP not in capsys.readouterr().err


def test_a_part_of_the_search_that_is_damaged_makes_a_build_from_nothing(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = parts(build)[-1]
    damaged.write_bytes(damaged.read_bytes()[:-2] + b"!!")
    say(one_of(build, 0), "另外组织培训8次。")
    assert_as_from_nothing(build)
    assert capsys.readouterr().err.count(GIVEN_UP) == 1


def test_a_word_changed_on_the_shelf_is_never_published(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages made again need texts of reports that nobody has edited."""
    shelf = database(build)
    data = shelf.read_bytes()
    shelf.write_bytes(data.replace("公开".encode(), "公布".encode()))
    assert shelf.read_bytes() != data
    rename(sorted(build.reports.iterdir())[0] / "agency.yml")
    assert_as_from_nothing(build)
    assert capsys.readouterr().err.count(GIVEN_UP) == 1


def test_flipped_bits_make_a_build_from_nothing(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    dice, data = Random(1), bytearray(database(build).read_bytes())
    for _ in range(200):
        data[dice.randrange(4096, len(data))] ^= 1 << dice.randrange(8)
    database(build).write_bytes(data)
    say(one_of(build, 0), "另外组织培训8次。")
    assert_as_from_nothing(build)
    assert capsys.readouterr().err.count(GIVEN_UP) == 1


def test_a_cache_that_cannot_be_written_stops_no_build(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(build.cache)
    build.cache.write_text("")
    say(one_of(build, 0), "另外组织培训8次。")
    assert_as_from_nothing(build)
    assert capsys.readouterr().err.count("不能写，这次从头做，做完不留缓存。") == 1


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A shelf that knows something of one stage."""
    shelf = Shelf(tmp_path / "cache" / "some.db", "key")
    shelf.open()
    shelf.keep_ledgers({"check": b"known"})
    yield shelf
    shelf.close()


def test_a_shelf_that_cannot_be_where_it_should_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "some.db").mkdir()
    shelf = Shelf(tmp_path / "some.db", "key")
    with pytest.raises(sqlite3.Error):
        shelf.open()
    assert not shelf.renew()
    shelf.note("state", "known")
    assert shelf.about("state") == "known"
    aside = shelf.path
    shelf.close()
    assert not aside.exists()


def test_a_ledger_that_is_lost_is_noticed(shelf: Shelf) -> None:
    """Else a stage would begin anew beside files that nobody knows of any more."""
    assert (shelf.ledger("check"), shelf.ledger("pages")) == (b"known", b"")
    with sqlite3.connect(shelf.path) as other:
        other.execute("delete from ledgers")
    with pytest.raises(DamagedError):
        shelf.ledger("check")


def test_bytes_that_are_no_value_are_damaged() -> None:
    for data in (b"", b"junk", pack("text")[:-3], b"cos\nsystem\n."):
        with pytest.raises(DamagedError):
            unpack(data)


def read(root: Path, shelf: Shelf, forms: Forms) -> Sources:
    return read_sources(survey(root, shelf), forms, shelf, Notes(), 1, lambda done, total: None)


def test_a_file_saved_while_it_is_read_and_saved_back_is_read_again(
    built: Build, shelf: Shelf, forms: Forms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = shutil.copytree(built.reports, tmp_path / "reports") / one_of(built, 0).relative_to(built.reports)
    before = report.read_bytes()

    def saved_meanwhile(path: Path, *others: object) -> object:
        if path != report or report.read_bytes() != before or "魑魅" in told:
            return load_report(path, *others)  # type: ignore[arg-type]
        told.append("魑魅")
        say(report, "魑魅魍魉出没二次。")
        try:
            return load_report(path, *others)  # type: ignore[arg-type]
        finally:
            report.write_bytes(before)

    told: list[str] = []
    monkeypatch.setattr(source_cache, "load_report", saved_meanwhile)
    found = read(tmp_path / "reports", shelf, forms)
    texts = [text for each in found.catalog.reports.values() for text in each.text.values()]
    assert told
    assert not any("魑魅魍魉" in text for text in texts)


def test_what_comes_into_the_folder_while_it_is_read_is_read_too(
    built: Build, shelf: Shelf, forms: Forms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = shutil.copytree(built.reports, tmp_path / "reports")
    new = root / "zzz"

    def arriving(path: Path, *others: object) -> object:
        if not new.exists():
            shutil.copytree(one_of(built, 0).parent, new)
        return load_report(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(source_cache, "load_report", arriving)
    found = read(root, shelf, forms)
    assert set(new.glob("*.yml")) <= found.files.keys()
    assert found.state == survey(root, shelf).state


def test_reports_without_problems_are_not_checked_again(tmp_path: Path, forms: Forms) -> None:
    """What came of most checks is nothing, and nothing is an answer as well."""
    shelf = Shelf(tmp_path / "shelf.db", "key")
    shelf.open()
    answers = Answers(load_catalog(tmp_path, forms), {}, {}, {})
    works = [Work("one", partial(str, 1)), Work("two", partial(str, 2))]
    questions = Questions(shelf, answers)
    first = Ledger("check", questions, Notes())
    first.plan(works)
    list(perform([one_by_one(first, lambda work: b"", 1)], 1, lambda done, due: None))
    questions.keep({"check": first.known()})
    again = Ledger("check", Questions(shelf, answers), Notes())
    again.plan(works)
    assert (len(first.due), again.due) == (2, [])
    shelf.close()
