"""Shared fixtures: forms, comparison with expected texts kept in files, and one browser with one tab per process."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.model.form import Form, Forms
from generator.sources.form_loader import FORMS, load_forms
from tests.web import chromium

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
def browser() -> Iterator[Browser]:
    """Yield a browser that all tests of a process share, because Playwright can run only once per process."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def _shared_tab(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture
def tab(_shared_tab: Page) -> Iterator[Page]:
    """Yield an empty tab of usual size. Tests share it, because opening one takes longer than loading a page.

    Only what a browser remembers of a site is kept; a test that needs a new one, or changes requests, opens its own.
    """
    yield _shared_tab
    _shared_tab.goto("about:blank")
    _shared_tab.emulate_media(media="null", color_scheme="null")
    _shared_tab.set_viewport_size({"width": 1280, "height": 720})
