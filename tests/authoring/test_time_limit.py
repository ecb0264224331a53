"""All work on a file to import has a limit of time, told in a sentence; what is read is bounded before."""

import re
import signal
from pathlib import Path
from threading import Thread

import pytest

from generator.authoring.errors import RefusedError
from generator.authoring.import_file import import_file
from generator.authoring.import_request import ImportRequest
from generator.authoring.time_limit import time_limit
from generator.model.catalog import Catalog
from generator.model.form import Forms

_SENTENCE = "甲.txt：认了很久还没有认完，内容太多或太乱，不像一份年度报告；请只留下报告本身再导入。"


def test_work_beyond_the_limit_is_refused_in_a_sentence() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(RefusedError) as error, time_limit("甲.txt", 0.01):
        all(True for _ in iter(int, 1))  # has no end
    assert str(error.value) == _SENTENCE
    assert signal.getsignal(signal.SIGPROF) is before


def test_a_regular_expression_that_does_not_end_is_stopped() -> None:
    with pytest.raises(RefusedError), time_limit("甲.txt", 0.01):
        re.search("(a+)+b", "a" * 40)


def test_other_threads_are_not_limited() -> None:
    done = []

    def work() -> None:
        with time_limit("甲.txt", 0.0001):
            done.append(sum(range(100_000)))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done


def test_an_import_beyond_the_limit_writes_nothing(
    tmp_path: Path, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "甲.txt", tmp_path / "jia" / "2024.yml"
    source.write_text("甲县乙局2024年政府信息公开工作年度报告\n一、总体情况\n无。\n" * 300, encoding="utf-8")
    monkeypatch.setattr("generator.authoring.import_file.time_limit", lambda name: time_limit(name, 0.001))
    with pytest.raises(RefusedError, match="认了很久还没有认完"):
        import_file(ImportRequest(source, "jia", 2024, target), Catalog(tmp_path, forms, {}, {}))
    assert not target.exists()
