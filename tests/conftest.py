"""Shared fixtures: forms, comparison with expected texts kept in files, a site, and a browser with one tab.

The site is built once per run, everything else once per process.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.model.form import Form, Forms
from generator.sources.form_loader import FORMS, load_forms
from tests.sample_reports import sample_reports
from tests.web import chromium, served

TESTS = Path(__file__).parent

Golden = Callable[[str, Path], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected texts; review them afterwards")


@pytest.fixture(scope="session", autouse=True)
def _temporary_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the build cache and the Markdown pages of builds in temporary folders."""
    os.environ["GONGKAI_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["GONGKAI_DOCS"] = str(tmp_path_factory.mktemp("build") / "docs")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a text with the expected one in a file."""

    def compare(text: str, expected: Path) -> None:
        if request.config.getoption("--update-golden"):
            expected.write_text(text, encoding="utf-8")
        assert expected.exists(), f"run with --update-golden to write {expected.name}, then read it"
        assert text == expected.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def forms() -> Forms:
    """Return the official forms, and a small one for testing messages."""
    return load_forms(FORMS, TESTS / "forms" / "small")


@pytest.fixture(scope="session")
def made_up_forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Return the official forms and the made-up one, whose file is in another folder."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copy(TESTS / "forms" / "made-up.yml", folder)
    return load_forms(FORMS, folder)


@pytest.fixture(scope="session")
def made_up_form(made_up_forms: Forms) -> Form:
    """Return a form that was never issued; `tests/reports/2031.yml` is a report in it."""
    return made_up_forms["made-up"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the sample reports' site; of several processes, the first builds it and the others wait.

    Nothing may be written to its files: other tests use them, also through hard links.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "built-site"
    shared.mkdir(exist_ok=True)
    folder, done = shared / "sub/path", shared / "done"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            program = Path(sys.executable).with_name("gongkai")
            command = [str(each) for each in (program, "build", "--reports", sample_reports(), "--site", folder)]
            environment = {**os.environ, "SITE_URL": "https://www.example.gov.cn/sub/path/"}
            run = subprocess.run(
                command, cwd=TESTS.parent, env=environment, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr
            done.touch()
    return folder


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Yield the URL of the served site, which is below a path like the project pages of a code host."""
    with served(site.parents[1]) as root:
        yield f"{root}sub/path/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a browser that all tests of a process share, because Playwright can run only once per process."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def _shared_tab(browser: Browser) -> Page:
    return browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


@pytest.fixture
def tab(_shared_tab: Page) -> Iterator[Page]:
    """Yield an empty tab of usual size, which may use the clipboard and remembers nothing of the site.

    Tests share it, because opening one takes longer than loading a page; a test that changes requests opens its own.
    """
    yield _shared_tab
    _shared_tab.evaluate("try { sessionStorage.clear(); } catch { /* of no site */ }")
    origin = _shared_tab.evaluate("location.origin")
    _shared_tab.goto("about:blank")  # pages may store something as they are left
    session = _shared_tab.context.new_cdp_session(_shared_tab)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage,indexeddb"})
    session.detach()
    _shared_tab.emulate_media(media="null", color_scheme="null", forced_colors="null")
    _shared_tab.set_viewport_size({"width": 1280, "height": 720})
