"""Fixtures of the importers' tests: the form of 2021, two of its lines and a random report in it."""

import random

import pytest

from generator.importers.expected import Line, expected_table
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import random_report


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


@pytest.fixture
def line(form: Form) -> Line:
    """A line of seven cells, the last of which is the sum of the others."""
    return expected_table(form.tables["requests"]).lines[0]


@pytest.fixture
def line_without_sums(form: Form) -> Line:
    """A line of three cells."""
    return expected_table(form.tables["disclosure"]).lines[0]


@pytest.fixture
def report(form: Form) -> Report:
    return random_report(form, 2023, random.Random(7))
