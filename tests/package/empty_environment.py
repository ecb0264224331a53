"""A county from the wheel alone, in an empty environment; run by `make wheel-test`, which uses the package index.

The commands are those of the README and the workflows that `gongkai init` writes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.builder.sites import contents, differing
from tests.package.wheel import build_wheel

GONGKAI = ".venv/bin/gongkai"


def sh(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command, without anything of this environment, and return it; it must succeed."""
    environment = {name: os.environ[name] for name in ("HOME", "PATH", "LANG") if name in os.environ}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    done = subprocess.run(["bash", "-euc", command], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a county of five agencies, begun by the wheel, with the program installed from it."""
    folder = tmp_path_factory.mktemp("empty")
    wheel = build_wheel(folder / "wheel")
    county = folder / "qingshi"
    sh(folder, f"{sys.executable} -m venv first && first/bin/pip install --quiet 'gongkai @ {wheel.as_uri()}'")
    begun = sh(folder, "first/bin/gongkai init qingshi --name 青石县政府信息公开年报")
    assert "程序是从本机的文件安装的。" in begun.stderr
    shutil.copytree(wheel.parent, county / "wheels", ignore=shutil.ignore_patterns("source"))
    readme = (county / "README.md").read_text(encoding="utf-8")
    (install,) = [block for block in re.findall(r"^```sh\n(.*?)^```", readme, re.M | re.S) if "pip install" in block]
    sh(county, install.replace("python3 -m venv", f"{sys.executable} -m venv"))
    _write_agencies(county / "reports")
    sh(county, "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@b.cn commit -qm 开始")
    return county


def _write_agencies(reports: Path) -> None:
    """Write a county and four bureaus below it as the README says: after the example, which is then deleted."""
    (reports / "qingshi").mkdir()
    (reports / "qingshi/agency.yml").write_text("name: 青石县人民政府\nkind: government\n", encoding="utf-8")
    report = (reports / "example/zjj/2025.yml").read_text(encoding="utf-8").replace("示例县", "青石县")
    for number, name in enumerate(("教育局", "民政局", "水利局", "住房和城乡建设局")):
        bureau = reports / f"qingshi/ju{number}"
        bureau.mkdir()
        (bureau / "agency.yml").write_text(f"name: 青石县{name}\nkind: department\n", encoding="utf-8")
        own = report.replace("住房和城乡建设局", name).replace("licensing:   323", f"licensing:   {400 + number}")
        (bureau / "2025.yml").write_text(own, encoding="utf-8")
    shutil.rmtree(reports / "example")


@pytest.fixture(scope="module")
def site(county: Path) -> Path:
    sh(county, f"{GONGKAI} check && {GONGKAI} build")
    return county / "site"


def test_the_site_is_the_same_as_from_a_checkout(county: Path, site: Path, tmp_path: Path) -> None:
    checkout = Path(sys.executable).with_name("gongkai")
    sh(county, f"{checkout} build --site {tmp_path}/site --docs {tmp_path}/docs --cache {tmp_path}/cache")
    assert differing(contents(site), contents(tmp_path / "site")) == []


def test_plain_mkdocs_builds_all_pages_from_the_complete_settings(county: Path, site: Path) -> None:
    sh(county, ".venv/bin/mkdocs build --quiet --strict -f build/mkdocs.yml")
    html = [{name for name in contents(folder) if name.endswith(".html")} for folder in (site, county / "build/mkdocs")]
    assert html[0] == html[1]
    assert "contact/index.html" in html[0]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "csv", "json"])
def test_every_export_works(county: Path, site: Path, tmp_path: Path, kind: str) -> None:
    sh(county, f"{GONGKAI} export qingshi/ju1/2025 --to {kind} -o {tmp_path}/x.{kind}")
    assert (tmp_path / f"x.{kind}").read_bytes() == (site / f"qingshi/ju1/2025/report.{kind}").read_bytes()


def test_a_changed_figure_changes_few_pages_and_no_other_report(county: Path, site: Path) -> None:
    before = contents(site)
    report = county / "reports/qingshi/ju3/2025.yml"
    report.write_text(report.read_text(encoding="utf-8").replace("licensing:   403", "licensing:   413"), "utf-8")
    sh(county, f"{GONGKAI} check --since HEAD || test $? = 1; {GONGKAI} build")
    changed = differing(before, contents(site))
    assert 0 < len([name for name in changed if name.endswith(".html")]) < 10
    assert [name for name in changed if re.match("qingshi/ju[012]/2025/report", name)] == []


def test_the_preview_answers(county: Path, site: Path) -> None:
    server = subprocess.Popen([GONGKAI, "serve", "--port", "0"], cwd=county, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        address = next(match[0] for line in server.stderr if (match := re.search(r"http://[\d.:]+/", line)))
        assert "青石县政府信息公开年报" in urlopen(address).read().decode()
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_an_update_finds_nothing_to_do(county: Path) -> None:
    assert sh(county, f"{GONGKAI} init --update").stderr == "工作流都是最新的，没有改动。\n"
