"""Publishing by a push to a bare repository, as the manual describes it; run by `make server`."""

from __future__ import annotations

import fcntl
import re
import threading
from pathlib import Path

from tests.authoring.repository import git
from tests.builder.sites import contents
from tests.server.conftest import REPORT, Server

PAGE = "qiyang/zjj/2024/"
FIGURE, WRONG = "new:        [16,", "new:        [15,"


def _head(server: Server) -> str:
    return git(server.repository, "rev-parse", "main")


def _commit_corrected(server: Server, old: str, new: str) -> None:
    """Replace words of the last section, with the record of a correction at the end of the file."""
    path = server.office / REPORT
    text = path.read_text(encoding="utf-8")
    heading = "" if "corrections:" in text else "corrections:\n"
    path.write_text(f"{text}{heading}  - {{date: 2025-03-02, reason: 补充, text: [other]}}\n", encoding="utf-8")
    server.commit(old, new)


def test_a_wrong_report_is_refused_with_its_message_and_the_site_stays(server: Server) -> None:
    before, site = _head(server), contents(server.site)
    server.commit(FIGURE, WRONG)
    result = server.push()
    assert result.returncode != 0
    seen = re.sub(r"^remote: ", "", result.stderr, flags=re.MULTILINE)
    assert re.search(r"^reports/qiyang/zjj/2024\.yml:\d+:\d+: 错误: .*\[requests\.", seen, re.MULTILINE)
    assert "推送没有被接受，网站不变。" in seen
    assert ": 疑问: " not in seen
    assert (_head(server), contents(server.site)) == (before, site)
    git(server.office, "reset", "--quiet", "--hard", "HEAD~1")


def test_a_change_without_a_correction_is_refused(server: Server) -> None:
    server.commit("无。", "没有其他事项。")
    result = server.push()
    assert result.returncode != 0
    assert "[since.text]" in result.stderr
    git(server.office, "reset", "--quiet", "--hard", "HEAD~1")


def test_a_right_report_is_published_in_one_step(server: Server) -> None:
    """A reader who asks all the time gets the old page or the new one."""
    old, _ = server.get(PAGE)
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(server.get(PAGE)[0])

    reader = threading.Thread(target=read)
    reader.start()
    _commit_corrected(server, "  无。", "  没有其他事项。")
    result = server.push()
    new, _ = server.get(PAGE)
    stop.set()
    reader.join()
    assert result.returncode == 0, result.stderr
    assert re.search(r"remote: 完成：共 1 份报告：0 个错误.*重做 \d+ 页", result.stderr)
    assert "没有其他事项。" in new.decode()
    assert seen <= {old, new}


def test_other_branches_pass_and_the_published_one_cannot_be_deleted(server: Server) -> None:
    site = contents(server.site)
    server.commit(FIGURE, WRONG)
    assert server.push("HEAD:refs/heads/draft").returncode == 0
    assert server.push("HEAD:refs/heads/main").returncode != 0
    git(server.office, "reset", "--quiet", "--hard", "HEAD~1")
    assert server.push(":refs/heads/draft").returncode == 0
    git(server.repository, "config", "receive.denyDeleteCurrent", "ignore")
    deleted = server.push(":refs/heads/main")
    assert (deleted.returncode != 0, "不能删除 main" in deleted.stderr) == (True, True)
    assert contents(server.site) == site


def test_a_push_waits_for_the_build_of_another(server: Server) -> None:
    results = []
    _commit_corrected(server, "没有其他事项。", "没有其他事项了。")
    with Path(server.repository, "gongkai/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pushed = threading.Thread(target=lambda: results.append(server.push()))
        pushed.start()
        pushed.join(6)
        assert pushed.is_alive()
        assert "没有其他事项。" in server.get(PAGE)[0].decode()
    pushed.join()
    assert results[0].returncode == 0, results[0].stderr
    assert "没有其他事项了。" in server.get(PAGE)[0].decode()


def test_a_failed_build_is_reported_and_the_old_site_stays(server: Server) -> None:
    site = contents(server.site)
    git(server.repository, "config", "gongkai.site", str(server.office / "reports"))
    _commit_corrected(server, "没有其他事项了。", "确实没有其他事项。")
    result = server.push()
    git(server.repository, "config", "gongkai.site", str(server.site))
    assert "网站没有做成，还是原来的样子" in result.stderr
    assert contents(server.site) == site


def test_without_the_program_nothing_is_accepted(server: Server) -> None:
    before = _head(server)
    program = git(server.repository, "config", "gongkai.program").strip()
    git(server.repository, "config", "gongkai.program", "/nowhere/gongkai")
    _commit_corrected(server, "确实没有其他事项。", "没有。")
    result = server.push()
    git(server.repository, "config", "gongkai.program", program)
    assert (result.returncode != 0, "/nowhere/gongkai" in result.stderr) == (True, True)
    assert _head(server) == before
