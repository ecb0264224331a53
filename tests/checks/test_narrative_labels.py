"""The labels of the second set of sentences fit the forms, their own texts, and each other's halves."""

from collections import Counter
from typing import Any

import pytest

from generator.model.agency import AGENCY_KINDS
from generator.model.form import Forms
from generator.sources.yaml_data import read_data
from tests.conftest import TESTS

HALVES = ("open", "measured")
WITHOUT_TEXT = {"narrative.fee"}
SECTIONS = {"preamble", "overview", "disclosure", "requests", "disputes", "problems", "other"}


def _entries(half: str) -> dict[str, list[dict[str, Any]]]:
    paths = sorted((TESTS / "checks" / "narrative" / "second" / half).glob("*.yml"))
    return {path.stem: read_data(path) for path in paths}


@pytest.mark.parametrize("half", HALVES)
def test_labels_fit_the_form_and_the_text(half: str, forms: Forms) -> None:
    for entry in (entry for entries in _entries(half).values() for entry in entries):
        form = forms.for_year(entry["year"])
        assert form, entry["id"]
        assert entry["section"] in SECTIONS, entry["id"]
        assert entry.get("agency", {"kind": "department"})["kind"] in AGENCY_KINDS, entry["id"]
        named = [*entry["cells"], *(found["cell"] for found in entry["expect"] if "cell" in found)]
        assert [cell for cell in named if not form.locate(cell)] == [], entry["id"]
        quoted = [found["text"] for found in entry["expect"] if found["check"] not in WITHOUT_TEXT]
        assert [text for text in quoted if text not in entry["text"]] == [], entry["id"]


def test_halves_are_of_equal_make_up_and_share_no_sentence() -> None:
    halves = [_entries(half) for half in HALVES]
    counts = [{topic: len(entries) for topic, entries in half.items()} for half in halves]
    assert counts[0] == counts[1]
    flat = [[entry for entries in half.values() for entry in entries] for half in halves]
    assert all(len(entries) >= 120 for entries in flat)
    assert all(2 * sum(not entry["expect"] for entry in entries) >= len(entries) for entries in flat)
    assert {entry["text"] for entry in flat[0]} & {entry["text"] for entry in flat[1]} == set()
    assert [id for id, n in Counter(entry["id"] for entries in flat for entry in entries).items() if n > 1] == []
