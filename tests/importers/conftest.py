"""Fixtures of the importers' tests: the form of 2021 and a random report in it."""

import random

import pytest

from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import random_report


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


@pytest.fixture
def report(form: Form) -> Report:
    return random_report(form, 2023, random.Random(7))
